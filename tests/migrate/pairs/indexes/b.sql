CREATE TABLE t (a int, b text, c int);
CREATE INDEX one ON t USING hash (a);
CREATE INDEX two ON t (b);
CREATE INDEX tres ON t (a, b DESC);
CREATE INDEX four ON t (c) WITH (fillfactor = 80);
CREATE INDEX five ON t (c) WHERE c > 2;
CREATE INDEX six ON t (lower(b) text_pattern_ops, (a + c)) INCLUDE (b);
ALTER TABLE t CLUSTER ON four;
COMMENT ON INDEX six IS 'six';
