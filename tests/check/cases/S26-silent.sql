CREATE ROLE app_readonly;
CREATE ROLE read_write;
CREATE ROLE bread;
CREATE TABLE t (id bigint PRIMARY KEY);
GRANT SELECT ON t TO app_readonly;
GRANT SELECT, UPDATE ON t TO read_write, bread;
