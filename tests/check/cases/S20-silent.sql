CREATE ROLE app;
CREATE ROLE owner;
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, note text);
CREATE INDEX ON orders (tenant_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO app;
ALTER TABLE orders OWNER TO owner;
GRANT ALL ON orders TO owner;
