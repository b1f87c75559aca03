CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL);
CREATE INDEX x ON t (a) WHERE a IS NOT NULL;
-- expect: t.x
