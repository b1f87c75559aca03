CREATE TABLE t (a int, b int, UNIQUE (a));
CREATE UNIQUE INDEX i ON t (b);
