CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, note text);
CREATE INDEX ON orders (tenant_id);
CREATE TABLE lines (id bigint PRIMARY KEY, tenant_id uuid NOT NULL);
-- expect: orders
-- expect: lines
