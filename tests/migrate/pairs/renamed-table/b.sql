CREATE TABLE client (id serial PRIMARY KEY, name text NOT NULL, email text UNIQUE, born date, city text);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES client);
CREATE VIEW v AS SELECT name FROM client;
