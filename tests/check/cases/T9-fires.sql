CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE lines (id bigint PRIMARY KEY, order_id integer REFERENCES orders);
CREATE TABLE click_events (id serial PRIMARY KEY);
CREATE TABLE tags (id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- expect: orders.id
-- expect: click_events.id
-- expect: tags.id
-- insert: volumes orders rows_now=900000000 rows_per_month=20000000
