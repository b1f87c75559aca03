CREATE SCHEMA app AUTHORIZATION postgres;
-- expect: app
