CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, tenant_id bigint NOT NULL, code text NOT NULL, UNIQUE (tenant_id, code));
CREATE TABLE categories (id bigint PRIMARY KEY, parent_id bigint REFERENCES categories, slug text NOT NULL, UNIQUE NULLS NOT DISTINCT (parent_id, slug));
CREATE TABLE pages (id bigint PRIMARY KEY, parent_id bigint REFERENCES pages, slug text NOT NULL, UNIQUE (parent_id, slug));
CREATE UNIQUE INDEX pages_root_idx ON pages (slug) WHERE parent_id IS NULL;
