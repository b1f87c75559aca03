CREATE TABLE t (a bigint, b bigint, PRIMARY KEY (a, b));
CREATE INDEX t_a ON t (a);
-- expect: t.t_a
