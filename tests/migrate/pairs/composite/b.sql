CREATE TYPE pair AS (a int, b text, c date);
CREATE TYPE free AS (a bigint, c text);
CREATE TYPE held AS (c date, b text, a bigint);
CREATE TABLE t (id int PRIMARY KEY, p pair, h held);
CREATE FUNCTION f(x free) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON COLUMN pair.c IS 'c';
