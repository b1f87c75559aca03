CREATE TABLE t (a bigint, b bigint, PRIMARY KEY (a, b));
CREATE INDEX t_b ON t (b);
CREATE INDEX t_ba ON t (b, a);
