CREATE TYPE span AS RANGE (SUBTYPE = int4);
CREATE TABLE t (id int, s span);
