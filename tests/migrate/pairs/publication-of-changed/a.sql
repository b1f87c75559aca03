CREATE TABLE t (a int PRIMARY KEY, b int, c text);
CREATE TABLE gone (x int);
CREATE PUBLICATION p FOR TABLE t (a, b) WHERE (b > 5), gone;
