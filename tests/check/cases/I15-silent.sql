CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users);
CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
CREATE TABLE settings (key text PRIMARY KEY, value text);
CREATE TABLE schema_migrations (version text PRIMARY KEY);
CREATE TABLE audit_log (id bigint PRIMARY KEY, what text);
CREATE TABLE measurements (at timestamptz, order_id bigint REFERENCES orders) PARTITION BY RANGE (at);
CREATE TABLE measurements_1 PARTITION OF measurements DEFAULT;
