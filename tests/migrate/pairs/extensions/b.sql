CREATE EXTENSION pg_trgm;
CREATE SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE TABLE t (a text, b int);
CREATE INDEX t_a ON t USING gin (a gin_trgm_ops);
