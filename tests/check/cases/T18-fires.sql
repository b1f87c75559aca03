CREATE TABLE t (id bigint PRIMARY KEY, f regproc);
-- expect: t.f
