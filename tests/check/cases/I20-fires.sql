CREATE TABLE t (id bigint PRIMARY KEY, note text DEFAULT 'NULL', other text DEFAULT 'null'::text);
-- expect: t.note
-- expect: t.other
