-- expect: orders.orders_note
-- expect: orders.orders_id
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE INDEX orders_id ON orders (id);
CREATE INDEX orders_by_note ON orders (note);
CREATE INDEX orders_note ON orders (note);
