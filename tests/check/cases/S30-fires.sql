CREATE ROLE anon;
CREATE TABLE t (id bigint PRIMARY KEY);
GRANT SELECT, INSERT ON t TO anon;
-- expect: t
