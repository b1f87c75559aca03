CREATE TABLE t (id bigint PRIMARY KEY, is_active integer NOT NULL, has_children char(1), deleted smallint);
-- expect: t.is_active
-- expect: t.has_children
-- expect: t.deleted
