CREATE TABLE t (a int PRIMARY KEY, b bigint, d text);
CREATE PUBLICATION p FOR TABLE t (a, d) WHERE (b > 5);
