CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, CONSTRAINT again FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
-- expect: orders.again
