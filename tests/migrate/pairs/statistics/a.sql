CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS one ON a, b FROM t;
CREATE STATISTICS two ON b, c FROM t;
CREATE STATISTICS three (mcv) ON a, c FROM t;
