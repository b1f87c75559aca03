CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, deleted_at timestamptz, api_token text UNIQUE, public_id uuid UNIQUE);
CREATE UNIQUE INDEX users_email_idx ON users (email) WHERE deleted_at IS NULL;
CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL, deleted_at timestamptz, UNIQUE (name, deleted_at));
CREATE TABLE plans (id bigint PRIMARY KEY, code text UNIQUE, deleted_by text);
