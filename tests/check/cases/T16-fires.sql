CREATE TABLE t (id bigint PRIMARY KEY, file_path text);
