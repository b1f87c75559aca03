CREATE TABLE t (id bigint PRIMARY KEY, a bigint, at timestamptz, b bigint);
CREATE INDEX x ON t (a, b, at);
CREATE INDEX y ON t (at, a);
CREATE INDEX z ON t (a, at) INCLUDE (b);
CREATE UNIQUE INDEX u ON t (a, at, b);
