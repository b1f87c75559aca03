CREATE TABLE t (id bigint PRIMARY KEY, a text);
CREATE INDEX x ON t USING hash (a);
-- expect: t.x
