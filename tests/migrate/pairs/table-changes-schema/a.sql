CREATE SCHEMA s;
CREATE TABLE public.t (id serial PRIMARY KEY, a text, b int);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;
