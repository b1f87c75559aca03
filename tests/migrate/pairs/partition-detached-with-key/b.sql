CREATE TABLE t (id int, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (d);
CREATE TABLE t1 (id int, d date, PRIMARY KEY (id, d));
CREATE INDEX t1_id_idx ON t1 (id);
CREATE INDEX ti ON t (id);
