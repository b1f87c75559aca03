CREATE TABLE p (a int, b text, c text);
CREATE TABLE c1 (z int) INHERITS (p);
CREATE TABLE c2 (z int) INHERITS (c1);
CREATE VIEW v AS SELECT z, b FROM c2;
