CREATE TABLE categories (id bigint PRIMARY KEY, parent_id bigint REFERENCES categories, slug text NOT NULL, UNIQUE (parent_id, slug));
CREATE TABLE prices (id bigint PRIMARY KEY, sku text NOT NULL, region text);
CREATE UNIQUE INDEX prices_idx ON prices (sku, region);
-- expect: categories.categories_parent_id_slug_key
-- expect: prices.prices_idx
