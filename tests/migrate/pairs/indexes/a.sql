CREATE TABLE t (a int, b text, c int);
CREATE INDEX one ON t (a);
CREATE UNIQUE INDEX two ON t (b);
CREATE INDEX three ON t (a, b DESC);
CREATE INDEX four ON t (c) WITH (fillfactor = 70);
CREATE INDEX five ON t (c) WHERE c > 1;
ALTER TABLE t CLUSTER ON one;
