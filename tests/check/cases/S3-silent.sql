CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, note text);
CREATE INDEX ON orders (tenant_id);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON orders USING (tenant_id = (SELECT current_setting('app.tenant_id'))::bigint) WITH CHECK (tenant_id = (SELECT current_setting('app.tenant_id'))::bigint);
CREATE TABLE t (id bigint PRIMARY KEY);
