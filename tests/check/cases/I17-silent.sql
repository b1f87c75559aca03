CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE TABLE orders (id bigint PRIMARY KEY, order_type text NOT NULL, user_type text, user_id bigint REFERENCES users, mime_type text);
