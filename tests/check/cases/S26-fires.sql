CREATE ROLE analytics_reader;
CREATE TABLE t (id bigint PRIMARY KEY);
GRANT SELECT, UPDATE ON t TO analytics_reader;
-- expect: analytics_reader
