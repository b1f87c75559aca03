CREATE TABLE products (id bigint PRIMARY KEY);
CREATE TABLE product_attributes (product_id bigint REFERENCES products, attribute text, value text, PRIMARY KEY (product_id, attribute));
CREATE TABLE wp_meta (meta_id bigint PRIMARY KEY, post_id bigint, meta_key text, meta_value text);
-- expect: product_attributes
-- expect: wp_meta
