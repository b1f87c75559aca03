CREATE TABLE t (id int PRIMARY KEY, parent int, label text);
CREATE FUNCTION depth(t) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 1::bigint';
CREATE VIEW v AS SELECT t.*, depth(t.*) AS d FROM t;
