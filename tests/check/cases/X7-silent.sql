CREATE TABLE t (id bigint PRIMARY KEY, is_open boolean, at date);
CREATE INDEX a ON t (at) WHERE is_open;
CREATE INDEX b ON t (is_open, at);
CREATE INDEX c ON t (is_open) WHERE is_open;
