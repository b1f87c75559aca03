CREATE TABLE a (x int, x2 int);
CREATE TABLE b (y bigint);
CREATE TABLE c (z int) INHERITS (a, b);
CREATE TABLE d (w int) INHERITS (c);
