CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE, tax_id text, session_id uuid, external_id bigint,
  users_id text, stripe_customer_id text);
CREATE TABLE likes (user_type text NOT NULL, user_id bigint NOT NULL);
CREATE TABLE events (id bigint, user_id bigint REFERENCES users ON DELETE CASCADE) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (1) TO (10);
CREATE TABLE payments (id bigint, user_id bigint) PARTITION BY RANGE (id);
CREATE TABLE payments_1 PARTITION OF payments (FOREIGN KEY (user_id) REFERENCES users) FOR VALUES FROM (1) TO (10);
