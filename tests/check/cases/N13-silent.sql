CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, email text NOT NULL, price numeric);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, customer_price numeric, customer_note text, name text);
CREATE TABLE visits (id bigint PRIMARY KEY, customer_name text);
