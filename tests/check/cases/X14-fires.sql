CREATE TABLE t (a text);
-- expect: t
