CREATE TABLE t (id int PRIMARY KEY, a varchar(20) CHECK (a <> ''), b numeric(10,2), c char(5));
CREATE VIEW v AS SELECT * FROM t;
