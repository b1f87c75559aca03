CREATE TABLE t (id bigint PRIMARY KEY, name text);
COMMENT ON COLUMN t.id IS 'x';
-- expect: t.name
