CREATE TABLE users (id bigint PRIMARY KEY, password_hash text, password_changed_at timestamptz);
CREATE TABLE logins (id bigint PRIMARY KEY, password text);
COMMENT ON COLUMN logins.password IS 'bcrypt';
