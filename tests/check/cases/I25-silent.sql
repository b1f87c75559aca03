CREATE SCHEMA crm;
CREATE TABLE crm.customers (id bigint PRIMARY KEY);
CREATE TABLE crm.notes (id bigint PRIMARY KEY, customer_id bigint REFERENCES crm.customers);
