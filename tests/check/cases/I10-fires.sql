CREATE TABLE users (id bigint PRIMARY KEY, name text, created_at timestamptz DEFAULT now(), is_active boolean DEFAULT true);
CREATE TABLE orders (id bigint PRIMARY KEY, status text, note text);
-- expect: users.name
-- expect: orders.status
