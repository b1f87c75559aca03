CREATE TABLE t (id bigint PRIMARY KEY, c0 text, c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text, c8 text, c9 text, c10 text);
CREATE INDEX ON t (c0);
CREATE INDEX ON t (c1);
CREATE INDEX ON t (c2);
CREATE INDEX ON t (c3);
CREATE INDEX ON t (c4);
CREATE INDEX ON t (c5);
CREATE INDEX ON t (c6);
CREATE INDEX ON t (c7);
CREATE INDEX ON t (c8);
CREATE INDEX ON t (c9);
CREATE INDEX ON t (c10);
-- expect: t
