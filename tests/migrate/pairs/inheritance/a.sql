CREATE TABLE p (a int, b text);
CREATE TABLE q (x int);
CREATE TABLE c (z int) INHERITS (p);
CREATE TABLE d (a int, b text, w int);
