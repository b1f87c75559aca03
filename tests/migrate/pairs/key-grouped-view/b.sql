CREATE TABLE t (id int, a text, CONSTRAINT other_name PRIMARY KEY (id) INCLUDE (a));
CREATE VIEW v AS SELECT id, a, count(*) AS n FROM t GROUP BY id;
