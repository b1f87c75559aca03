CREATE TABLE t (id bigint PRIMARY KEY, a bigint, at timestamptz, b bigint);
CREATE INDEX x ON t (a, at, b);
-- expect: t.x
