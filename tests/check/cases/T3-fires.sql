CREATE TABLE orders (id bigint PRIMARY KEY, total real NOT NULL, unit_price double precision);
-- expect: orders.total
-- expect: orders.unit_price
