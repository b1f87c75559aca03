CREATE TABLE t (id int PRIMARY KEY, full_name text NOT NULL CHECK (full_name <> ''), b int);
CREATE INDEX t_lower ON t (lower(full_name));
CREATE VIEW v AS SELECT full_name AS name FROM t;
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT full_name FROM t';
