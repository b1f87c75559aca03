CREATE ROLE reader;
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY);
CREATE TABLE c (id bigint PRIMARY KEY);
GRANT SELECT ON a, b, c TO reader;
-- expect: public
