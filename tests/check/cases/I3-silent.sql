CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE RESTRICT, other_id bigint REFERENCES users ON DELETE SET NULL,
  third_id bigint REFERENCES users DEFERRABLE, parent_id bigint REFERENCES orders);
