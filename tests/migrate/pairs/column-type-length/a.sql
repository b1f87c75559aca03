CREATE TABLE t (id int PRIMARY KEY, a varchar(10) CHECK (a <> ''), b numeric(8,2), c char(3));
CREATE VIEW v AS SELECT * FROM t;
