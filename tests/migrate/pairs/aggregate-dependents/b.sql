CREATE FUNCTION sf(s bigint, v int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT s + v';
CREATE AGGREGATE total (int) (SFUNC = sf, STYPE = bigint, INITCOND = '0');
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT total(a) FROM t;
