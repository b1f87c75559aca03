CREATE TABLE t (id bigint PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
-- expect: v
