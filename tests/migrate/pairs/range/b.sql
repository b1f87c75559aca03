CREATE TYPE span AS RANGE (SUBTYPE = int8);
CREATE TABLE t (id int, s span);
