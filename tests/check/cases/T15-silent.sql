CREATE TABLE files (id bigint PRIMARY KEY, content bytea);
CREATE TABLE t (id bigint PRIMARY KEY, name text, a text, b text, password_hash bytea, file_hash bytea);
