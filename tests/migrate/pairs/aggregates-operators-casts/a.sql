CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE AGGREGATE total (int) (SFUNC = add, STYPE = int);
CREATE OPERATOR #+# (FUNCTION = add, LEFTARG = int, RIGHTARG = int);
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION to_int(p pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (pair AS int) WITH FUNCTION to_int(pair);
CREATE VIEW v AS SELECT total(x) FROM generate_series(1, 3) x;
