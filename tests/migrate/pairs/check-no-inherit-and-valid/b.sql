CREATE TABLE t (a int CONSTRAINT one CHECK (a > 0), CONSTRAINT two CHECK (a > 0));
CREATE TABLE u (t_a int);
