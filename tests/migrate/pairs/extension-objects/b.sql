CREATE EXTENSION citext;
CREATE TABLE t (a citext NOT NULL, b bigint, r int4range);
CREATE EXTENSION hstore;
CREATE TABLE u (h hstore DEFAULT ''::hstore);
