CREATE TABLE base (id int PRIMARY KEY, a text, b int);
CREATE VIEW t AS SELECT id, a FROM base;
CREATE TABLE u (t_id int REFERENCES base);
CREATE VIEW w AS SELECT a FROM t;
