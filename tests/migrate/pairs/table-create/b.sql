CREATE TABLE keep (id int PRIMARY KEY);
CREATE TABLE made (id serial PRIMARY KEY, keep_id int NOT NULL REFERENCES keep ON DELETE CASCADE, name text DEFAULT 'x' CHECK (name <> ''), UNIQUE (keep_id, name));
CREATE INDEX made_name_idx ON made (lower(name)) WHERE name IS NOT NULL;
COMMENT ON TABLE made IS 'new';
COMMENT ON COLUMN made.name IS 'its name';
