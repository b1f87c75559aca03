CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL CHECK (name <> ''), b int);
CREATE INDEX t_lower ON t (lower(name));
CREATE VIEW v AS SELECT name FROM t;
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT name FROM t';
