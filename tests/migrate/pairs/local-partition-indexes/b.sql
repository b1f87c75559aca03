CREATE TABLE t (id int, d date, v text) PARTITION BY RANGE (d);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX parent_idx ON ONLY t (id, v);
CREATE INDEX child_idx ON t1 (id, v);
ALTER INDEX parent_idx ATTACH PARTITION child_idx;
CREATE UNIQUE INDEX own ON t1 (v);
CREATE INDEX late ON t (d);
