CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL, b text, c text, d integer);
CREATE TABLE u (id bigint PRIMARY KEY, a text, b text);
