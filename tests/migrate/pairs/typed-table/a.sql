CREATE TYPE row1 AS (a int, b text);
CREATE TABLE t OF row1;
CREATE TABLE u (a int, b text);
