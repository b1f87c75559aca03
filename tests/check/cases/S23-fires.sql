CREATE ROLE app LOGIN SUPERUSER;
CREATE ROLE web LOGIN BYPASSRLS;
CREATE ROLE api LOGIN;
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t OWNER TO api;
-- expect: app
-- expect: web
-- expect: api
