CREATE TABLE t (id bigint PRIMARY KEY, name char(50));
-- expect: t.name
