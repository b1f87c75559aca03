CREATE TABLE users (id bigint PRIMARY KEY, password text NOT NULL);
-- expect: users.password
