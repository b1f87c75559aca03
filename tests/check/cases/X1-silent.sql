-- The prefix of a key, of a longer index, a partial index without nulls, the columns in another order.
CREATE TABLE customers (id bigint PRIMARY KEY, region int, UNIQUE (id, region));
CREATE TABLE orders (customer_id bigint REFERENCES customers, number int, PRIMARY KEY (customer_id, number));
CREATE TABLE notes (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, made_at date);
CREATE INDEX notes_by_customer ON notes (customer_id, made_at);
CREATE TABLE calls (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX calls_by_customer ON calls (customer_id) WHERE customer_id IS NOT NULL;
CREATE TABLE visits (id bigint PRIMARY KEY, customer_id bigint, region int, FOREIGN KEY (customer_id, region) REFERENCES customers (id, region));
CREATE INDEX visits_by_region ON visits (region, customer_id, id);
