CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, is_open boolean);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON orders USING (tenant_id = (SELECT current_setting('app.tenant_id'))::bigint) WITH CHECK (tenant_id = (SELECT current_setting('app.tenant_id'))::bigint);
CREATE POLICY q ON orders FOR SELECT USING (is_open);
-- expect: orders.tenant_id
