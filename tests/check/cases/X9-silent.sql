CREATE TABLE t (id bigint PRIMARY KEY, tags text[]);
CREATE INDEX x ON t USING gin (tags);
CREATE UNIQUE INDEX y ON t (tags);
