CREATE TABLE categories (id bigint PRIMARY KEY, parent_id bigint REFERENCES categories CHECK (parent_id <> id));
CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE pages (id bigint PRIMARY KEY, parent_id bigint REFERENCES pages);
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON pages FOR EACH ROW EXECUTE FUNCTION guard();
