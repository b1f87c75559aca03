CREATE SCHEMA s;
CREATE TABLE s.t (id serial PRIMARY KEY, a text, b int);
CREATE INDEX t_a ON s.t (a);
CREATE VIEW v AS SELECT a FROM s.t;
