CREATE TABLE t (a int);
CREATE TABLE u (r t);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT $1.a';
CREATE AGGREGATE agg (t) (SFUNC = array_append, STYPE = t[]);
