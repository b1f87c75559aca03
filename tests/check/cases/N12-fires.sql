CREATE TABLE t (id bigint PRIMARY KEY, a text, b text, c text, d integer);
