CREATE EXTENSION citext;
CREATE EXTENSION btree_gist;
CREATE TABLE t (a citext, b int, r int4range, EXCLUDE USING gist (b WITH =, r WITH &&));
