CREATE TABLE orders (id bigint PRIMARY KEY, status varchar(20) NOT NULL DEFAULT 'draft', kind text);
-- expect: orders.status
-- expect: orders.kind
