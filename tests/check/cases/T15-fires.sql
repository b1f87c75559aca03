CREATE TABLE t (id bigint PRIMARY KEY, name text, a text, b text, photo bytea, attachment oid);
-- expect: t.photo
-- expect: t.attachment
