CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT '1', b text, c varchar(10), d timestamp, e int, f text[], g json, h int, i boolean);
