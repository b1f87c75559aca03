CREATE TABLE orders (id bigint PRIMARY KEY, name text, status text, type text, "userId" bigint, value text);
