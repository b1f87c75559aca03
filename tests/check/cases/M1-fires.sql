CREATE TABLE orders (id bigint PRIMARY KEY, name text, "userId" bigint);
CREATE TABLE "OrderLines" (id bigint PRIMARY KEY, a text, b text);
-- expect: orders.userId
-- expect: OrderLines
