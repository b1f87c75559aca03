CREATE TABLE categories (id bigint PRIMARY KEY, parent_id bigint REFERENCES categories);
-- expect: categories.categories_parent_id_fkey
