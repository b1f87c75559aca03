CREATE TABLE t (a int) WITH (fillfactor = 70, autovacuum_enabled = false);
CREATE UNLOGGED TABLE u (a int);
CREATE TABLE w (a int NOT NULL UNIQUE);
ALTER TABLE w REPLICA IDENTITY USING INDEX w_a_key;
CREATE TABLE x (a int);
