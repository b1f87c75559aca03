CREATE SCHEMA auth;
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, note text);
CREATE INDEX ON orders (tenant_id);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON orders USING ((SELECT auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin') WITH CHECK (false);
