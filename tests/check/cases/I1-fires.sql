-- A plain table, one whose key is not its primary one, and a child by INHERITS.
-- expect: visits
-- expect: countries
-- expect: special_orders
CREATE TABLE visits (visitor text, seen_at timestamptz);
CREATE TABLE countries (code text NOT NULL UNIQUE, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE special_orders (reason text) INHERITS (orders);
