CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE AGGREGATE total (int) (SFUNC = add, STYPE = int, INITCOND = '5');
CREATE OPERATOR #+# (FUNCTION = add, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(public.#+#));
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION to_int(p pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (pair AS int) WITH FUNCTION to_int(pair) AS ASSIGNMENT;
CREATE VIEW v AS SELECT total(x) FROM generate_series(1, 3) x;
COMMENT ON AGGREGATE total (int) IS 'total';
