CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, deleted_at timestamptz, CONSTRAINT users_email_unique UNIQUE (email));
CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL, is_deleted boolean NOT NULL);
CREATE UNIQUE INDEX tags_name_idx ON tags (name);
-- expect: users.users_email_unique
-- expect: tags.tags_name_idx
