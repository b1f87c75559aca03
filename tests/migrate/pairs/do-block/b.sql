CREATE TABLE t (a int);
DO $$ BEGIN CREATE TYPE mood AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE TYPE other AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
ALTER TABLE t ADD COLUMN o other;
