CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE TABLE addresses (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, billing_address_id bigint, parent_id bigint);
-- expect: orders.user_id
-- expect: orders.billing_address_id
-- expect: orders.parent_id
