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
SELECT u.name FROM users u, orders o WHERE o.user_id = u.id
-- query: query 2
SELECT u.name FROM users u CROSS JOIN countries c
-- query: query 3
SELECT u.name FROM users u JOIN orders o USING (id)
-- query: query 4
SELECT u.id, t.n FROM users u, generate_series(1, 3) AS t(n)
-- query: query 5
SELECT o.id, m.a FROM orders o, (SELECT avg(total) AS a FROM orders) m WHERE o.total > m.a
-- query: query 6
SELECT u.id, o.id FROM users u, orders o WHERE u.id = 1 AND o.id = 2
-- query: query 7
SELECT u.id FROM users u, LATERAL (SELECT 1 FROM orders WHERE user_id = u.id LIMIT 1) x
-- query: query 8
SELECT u.name, o.id, p.name FROM users u JOIN orders o ON o.user_id = u.id JOIN products p ON p.id = o.product_id
-- query: query 9
UPDATE orders SET note = u.name FROM users u WHERE u.id = orders.user_id
