CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path TO pg_catalog AS 'SELECT 1';
-- expect: f
