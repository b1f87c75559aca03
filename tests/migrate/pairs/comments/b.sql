CREATE TABLE t (a int, b int);
COMMENT ON TABLE t IS 'two';
COMMENT ON COLUMN t.b IS 'it''s b';
COMMENT ON SCHEMA public IS 'q';
CREATE TYPE mood AS ENUM ('x');
