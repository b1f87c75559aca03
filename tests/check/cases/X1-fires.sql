-- No index at all; one that leads with something else; one over other rows; one that does not know equality.
-- expect: orders.orders_customer_id_fkey
-- expect: lines.lines_order_id_fkey
-- expect: notes.notes_order_id_fkey
-- expect: tags.tags_order_id_fkey
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE TABLE lines (number int, order_id bigint REFERENCES orders, PRIMARY KEY (number, order_id));
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders, is_open boolean);
CREATE INDEX notes_open ON notes (order_id) WHERE is_open;
CREATE TABLE tags (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
CREATE INDEX tags_brin ON tags USING brin (order_id);
