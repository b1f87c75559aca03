CREATE TABLE posts (id bigint PRIMARY KEY, comments_count integer NOT NULL DEFAULT 0);
CREATE TABLE comments (id bigint PRIMARY KEY, post_id bigint REFERENCES posts);
CREATE TABLE orders (id bigint PRIMARY KEY, total_amount numeric);
CREATE TABLE order_items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders, quantity integer, unit_price numeric);
-- expect: posts.comments_count
-- expect: orders.total_amount
