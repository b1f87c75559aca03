CREATE TYPE pair AS (a int, b text);
CREATE TYPE free AS (a int);
CREATE TYPE held AS (a int, b text);
CREATE TABLE t (id int PRIMARY KEY, p pair, h held);
CREATE FUNCTION f(x free) RETURNS int LANGUAGE sql AS 'SELECT 1';
