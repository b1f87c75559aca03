CREATE SCHEMA two;
CREATE TABLE two.t (a int);
CREATE VIEW two.v AS SELECT a FROM two.t;
CREATE SCHEMA three;
CREATE TYPE three.mood AS ENUM ('x');
CREATE FUNCTION three.f() RETURNS three.mood LANGUAGE sql AS $$ SELECT 'x'::three.mood $$;
