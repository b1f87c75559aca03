CREATE TABLE orders (id bigint PRIMARY KEY, total money NOT NULL);
-- expect: orders.total
