CREATE TABLE p (a int, b text);
CREATE TABLE c (z int) INHERITS (p);
