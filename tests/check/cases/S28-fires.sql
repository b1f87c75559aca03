CREATE TABLE patients (id bigint PRIMARY KEY, diagnosis text);
CREATE TABLE people (id bigint PRIMARY KEY, passport_number text);
-- expect: patients
-- expect: people
