CREATE TABLE t (id bigint PRIMARY KEY, deleted_at timestamptz);
CREATE INDEX x ON t (deleted_at);
-- expect: t.x
-- insert: column_volumes t.deleted_at null_fraction=0.95
