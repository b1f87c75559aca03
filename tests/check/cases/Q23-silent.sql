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
-- query: query 1
SELECT u.name, (SELECT count(*) FROM orders o WHERE o.user_id = u.id) FROM users u WHERE u.id = 1
-- query: query 2
SELECT name, (SELECT max(total) FROM orders) FROM users WHERE country = 'x'
-- query: query 3
SELECT u.name FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id)
