CREATE SCHEMA app;
SET search_path = app, public;
CREATE TABLE t (a bigint, b text, c int);
CREATE VIEW v AS SELECT a, c FROM t;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT a FROM t';
CREATE INDEX ON t (c);
