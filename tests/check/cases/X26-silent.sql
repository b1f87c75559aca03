CREATE TABLE t (id bigint PRIMARY KEY, a text);
CREATE INDEX x ON t (a);
