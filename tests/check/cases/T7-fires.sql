CREATE TABLE t (id bigint PRIMARY KEY, settings json);
-- expect: t.settings
