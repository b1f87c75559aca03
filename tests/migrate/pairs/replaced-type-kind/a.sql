CREATE TYPE a AS ENUM ('x');
CREATE DOMAIN b AS text;
CREATE TYPE c AS (x int);
CREATE TABLE t (a a, b b, c c);
