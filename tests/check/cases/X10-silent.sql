CREATE TABLE t (id bigint PRIMARY KEY, deleted_at timestamptz, a date, b date);
CREATE INDEX x ON t (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX y ON t (a);
CREATE INDEX z ON t (b);
-- insert: column_volumes t.deleted_at null_fraction=0.95
-- insert: column_volumes t.a null_fraction=0.1
