CREATE TABLE a (id bigint PRIMARY KEY, customer_ref text, value text, amount integer);
CREATE TABLE b (id bigint PRIMARY KEY, customer_ref varchar(10), value numeric, amount numeric(10,2));
