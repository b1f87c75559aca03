CREATE TABLE categories (id bigint PRIMARY KEY, parent_id bigint REFERENCES categories);
CREATE TABLE products (id bigint PRIMARY KEY, category_id bigint REFERENCES categories);
CREATE TABLE offers (id bigint PRIMARY KEY, product_id bigint REFERENCES products, category_id bigint REFERENCES categories);
