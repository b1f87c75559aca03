CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(10, 2), latitude double precision, tax_rate real, discount_percent double precision, score real);
