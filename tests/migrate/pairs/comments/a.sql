CREATE TABLE t (a int, b int);
COMMENT ON TABLE t IS 'one';
COMMENT ON COLUMN t.a IS 'a';
COMMENT ON SCHEMA public IS 'p';
CREATE TYPE mood AS ENUM ('x');
COMMENT ON TYPE mood IS 'm';
