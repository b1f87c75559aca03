CREATE TABLE t (id bigint PRIMARY KEY, number bigserial);
-- expect: t.number
