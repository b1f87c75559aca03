CREATE SCHEMA app;
CREATE TABLE app.films (title varchar(40), release_date date);
CREATE FUNCTION app.films_f(d date, def_t text DEFAULT NULL) RETURNS TABLE (title varchar, release_date date) LANGUAGE sql AS $$ SELECT title, release_date FROM app.films $$;
CREATE VIEW app.vf AS SELECT * FROM app.films_f(now()::date);
