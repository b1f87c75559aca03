CREATE TABLE t (c int, x text, a int, b int);
CREATE VIEW v AS SELECT t.* FROM t;
