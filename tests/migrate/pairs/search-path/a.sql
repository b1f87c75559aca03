CREATE SCHEMA app;
SET search_path = app, public;
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT a FROM t';
