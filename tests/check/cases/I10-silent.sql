CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, middle_name text, deleted_at timestamptz, bio text DEFAULT NULL, phone text);
CREATE TABLE addresses (id bigint PRIMARY KEY, street text, city text, state text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, title text CHECK (title IS NOT NULL));
