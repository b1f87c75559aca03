CREATE TABLE patients (id bigint PRIMARY KEY, diagnosis text);
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- insert: volumes patients retention=10y
