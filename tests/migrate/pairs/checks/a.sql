CREATE TABLE t (a int CONSTRAINT one CHECK (a > 0), b int CHECK (b > 0), CONSTRAINT three CHECK (a < b));
