CREATE TABLE t (id bigint PRIMARY KEY, is_open boolean);
CREATE INDEX t_open ON t (is_open);
-- expect: t.t_open
