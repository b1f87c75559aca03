CREATE TABLE "order" (id bigint PRIMARY KEY, "user" text, "first name" text);
-- expect: order
-- expect: order.user
-- expect: order.first name
