CREATE TABLE people (id bigint PRIMARY KEY, name text, city text, street text, phone text, email text, note text);
CREATE TABLE orders (id bigint PRIMARY KEY, order_date text, amount numeric, created_at timestamptz, note text);
