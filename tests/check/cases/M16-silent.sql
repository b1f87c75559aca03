CREATE TABLE t (id bigint PRIMARY KEY, n integer CONSTRAINT positive_number CHECK (n > 0));
