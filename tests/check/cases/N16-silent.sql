CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, email text NOT NULL, price numeric);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, name text, note text);
CREATE TABLE staff (id bigint PRIMARY KEY, email text);
CREATE TABLE employees (id bigint PRIMARY KEY, first_name text, last_name text, email text, city text);
CREATE TABLE clients (id bigint PRIMARY KEY, employee_id bigint REFERENCES employees, first_name text, last_name text, email text, city text);
