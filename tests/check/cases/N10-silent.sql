CREATE TABLE colors (name text PRIMARY KEY);
CREATE TABLE t (id bigint PRIMARY KEY, color text REFERENCES colors);
