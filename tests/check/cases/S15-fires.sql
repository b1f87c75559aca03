CREATE EXTENSION pg_trgm SCHEMA public;
-- expect: pg_trgm
