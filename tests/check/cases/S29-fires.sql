CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE members (id bigint PRIMARY KEY, tenant_id bigint);
CREATE POLICY p ON orders USING (id = 1) WITH CHECK (id = 1);
-- set: orders.p using_expression='tenant_id = 5'
-- expect: orders.p
