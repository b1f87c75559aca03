CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, note text);
CREATE INDEX ON orders (tenant_id);
CREATE MATERIALIZED VIEW v AS SELECT id FROM orders;
GRANT SELECT ON v TO PUBLIC;
-- expect: v
