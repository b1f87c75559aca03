CREATE TABLE settings (key text PRIMARY KEY, value text);
CREATE TABLE products (id bigint PRIMARY KEY);
CREATE TABLE readings (id bigint PRIMARY KEY, product_id bigint REFERENCES products, value numeric, key text);
CREATE TABLE prices (id bigint PRIMARY KEY, product_id bigint, value text);
