CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE DOMAIN user_number AS bigint;
CREATE TABLE countries (code varchar(2) PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, other_id user_number REFERENCES users, country text REFERENCES countries);
