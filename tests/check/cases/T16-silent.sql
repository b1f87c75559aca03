CREATE TABLE t (id bigint PRIMARY KEY, path text, file_id bigint);
