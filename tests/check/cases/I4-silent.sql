CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE categories (id bigint PRIMARY KEY, parent_id bigint REFERENCES categories ON DELETE CASCADE, user_id bigint REFERENCES users);
