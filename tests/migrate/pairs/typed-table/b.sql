CREATE TYPE row1 AS (a int, b text);
CREATE TABLE t (a int, b text);
CREATE TABLE u OF row1;
