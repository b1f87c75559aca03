CREATE TABLE t (id bigint PRIMARY KEY, tags text[]);
CREATE INDEX x ON t (tags);
-- expect: t.x
