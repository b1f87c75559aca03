CREATE TABLE users (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE posts (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION log_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER log_it BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION log_it();
-- expect: users.updated_at
-- expect: posts.updated_at
