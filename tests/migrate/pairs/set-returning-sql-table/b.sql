CREATE SCHEMA app;
CREATE TABLE app.films (title varchar(40), release_date date, other text);
CREATE FUNCTION app.films_f(d date, def_t text DEFAULT NULL, def_d date DEFAULT '2014-01-01') RETURNS TABLE (title varchar, release_date date) LANGUAGE sql AS $$ SELECT title, release_date FROM app.films $$;
CREATE VIEW app.vf AS SELECT * FROM app.films_f(now()::date, 'x');
