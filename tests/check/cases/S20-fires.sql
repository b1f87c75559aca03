CREATE ROLE app;
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, note text);
CREATE INDEX ON orders (tenant_id);
GRANT ALL ON orders TO app;
CREATE TABLE t (id bigint PRIMARY KEY);
GRANT SELECT ON t TO PUBLIC;
-- expect: orders
-- expect: t
