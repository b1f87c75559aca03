CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE TABLE t (a citext, b int);
