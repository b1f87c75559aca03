CREATE TABLE t (id bigint PRIMARY KEY, a bigint, b bigint, c text);
CREATE INDEX t_b ON t (b);
CREATE INDEX t_ab ON t (a, b);
CREATE UNIQUE INDEX t_c ON t (c);
CREATE INDEX t_cb ON t (c, b);
CREATE INDEX t_a ON t (a) WHERE b > 5;
CREATE INDEX t_ad ON t (a DESC);
CREATE INDEX t_h ON t USING hash (a);
CREATE INDEX t_i ON t (a) INCLUDE (c);
