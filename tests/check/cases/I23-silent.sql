CREATE FUNCTION raise_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.version := OLD.version + 1; RETURN NEW; END $$;
CREATE TABLE users (id bigint PRIMARY KEY, version integer NOT NULL DEFAULT 1);
CREATE TRIGGER raise_version BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION raise_version();
CREATE TABLE documents (id bigint, version integer, PRIMARY KEY (id, version));
CREATE TABLE app_versions (id bigint PRIMARY KEY, version integer);
CREATE TABLE files (id bigint PRIMARY KEY, version text);
