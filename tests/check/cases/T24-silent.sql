CREATE DOMAIN amount AS numeric;
CREATE TABLE t (id bigint PRIMARY KEY, price numeric(10, 2), weight numeric, tax_rate numeric, total amount);
