CREATE TABLE t (id bigint PRIMARY KEY, during tstzrange);
-- expect: t.during
