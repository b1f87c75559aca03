CREATE TABLE countries (code text PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL, nickname text,
  phone text, boss_id bigint REFERENCES users, country text NOT NULL REFERENCES countries, state text NOT NULL, is_active boolean NOT NULL,
  code char(4), created_at timestamptz NOT NULL, password_hash text);
CREATE INDEX users_phone_idx ON users (phone);
CREATE INDEX users_lower_idx ON users (lower(email));
CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL, price numeric NOT NULL, tags jsonb NOT NULL, made date NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, product_id bigint NOT NULL REFERENCES products,
  state text NOT NULL, total numeric NOT NULL, note text, priority integer NOT NULL, created_at timestamptz NOT NULL);
CREATE INDEX orders_user_id_idx ON orders (user_id);
CREATE INDEX orders_product_id_idx ON orders (product_id);
-- expect: query 1
-- expect: query 2
-- expect: query 3
-- expect: query 4
-- expect: query 5
-- expect: query 6
-- expect: query 7
-- query: query 1
SELECT nope FROM users
-- query: query 2
SELECT u.name FROM users WHERE id = 1
-- query: query 3
SELECT id FROM customers
-- query: query 4
INSERT INTO countries (kode) VALUES ('x')
-- query: query 5
UPDATE users SET nope = 1 WHERE id = 1
-- query: query 6
SELECT id FROM users u JOIN orders o ON o.user_id = u.id
-- query: query 7
SELEC 1
