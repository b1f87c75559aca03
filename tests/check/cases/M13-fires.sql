CREATE TABLE t (id bigint PRIMARY KEY);
-- expect: t
