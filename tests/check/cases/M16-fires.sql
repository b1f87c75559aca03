CREATE TABLE t (id bigint PRIMARY KEY, n integer CHECK (n > 0));
-- expect: t.t_n_check
