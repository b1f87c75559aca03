CREATE TABLE t (id bigint PRIMARY KEY, c0 text, c1 text, c2 text, c3 text, c4 text);
CREATE INDEX ON t (c0);
CREATE INDEX ON t (c1);
CREATE INDEX ON t (c2);
CREATE INDEX ON t (c3);
CREATE INDEX ON t (c4);
-- expect: t
-- insert: volumes t writes_per_hour=100000
