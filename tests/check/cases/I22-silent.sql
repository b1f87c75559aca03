CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;
CREATE TABLE users (id bigint PRIMARY KEY, created_at timestamptz, updated_at timestamptz NOT NULL DEFAULT now());
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE stats (id bigint PRIMARY KEY, last_seen_at timestamptz);
