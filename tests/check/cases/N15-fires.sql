CREATE TABLE a (id bigint PRIMARY KEY, customer_ref text);
CREATE TABLE b (id bigint PRIMARY KEY, customer_ref text);
CREATE TABLE c (id bigint PRIMARY KEY, customer_ref bigint);
-- expect: c.customer_ref
