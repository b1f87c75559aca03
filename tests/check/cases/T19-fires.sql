CREATE TABLE t (id bigint PRIMARY KEY);
CREATE TABLE u (extra text) INHERITS (t);
-- expect: t
