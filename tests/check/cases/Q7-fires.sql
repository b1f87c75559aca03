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
-- query: query 1
SELECT id FROM users WHERE id NOT IN (SELECT boss_id FROM users)
-- query: query 2
SELECT p.id FROM products p WHERE NOT p.id IN (SELECT o.product_id FROM users u LEFT JOIN orders o ON o.user_id = u.id)
