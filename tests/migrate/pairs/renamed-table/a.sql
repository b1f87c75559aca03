CREATE TABLE customer (id serial PRIMARY KEY, name text NOT NULL, email text UNIQUE, born date, city text);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customer);
CREATE VIEW v AS SELECT name FROM customer;
