CREATE TABLE p (a bigint, b text NOT NULL DEFAULT 'x', n int);
CREATE TABLE q (x int);
CREATE TABLE c (z int) INHERITS (p);
CREATE TABLE d (a bigint, b text NOT NULL, w int, n int) INHERITS (p);
CREATE VIEW v AS SELECT * FROM c;
