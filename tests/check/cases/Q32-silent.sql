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
SELECT u.name AS who FROM users u ORDER BY who
-- query: query 2
SELECT created_at::date AS day, count(*) FROM orders GROUP BY day
-- query: query 3
WITH w AS (SELECT id FROM users) SELECT id FROM w
-- query: query 4
SELECT query FROM pg_stat_statements
-- query: query 5
SELECT n FROM generate_series(1, 3) n
-- query: query 6
SELECT x.a FROM (VALUES (1)) AS x (a)
-- query: query 7
INSERT INTO countries (code, name) VALUES ('x', 'y') ON CONFLICT (code) DO UPDATE SET name = excluded.name
-- query: query 8
SELECT o.id FROM orders o ORDER BY o.created_at
-- query: query 9
SELECT users FROM users WHERE id = 1
-- query: query 10
SELECT t.id FROM users t WHERE t.id = (SELECT max(o.user_id) FROM orders o WHERE o.user_id = t.id)
