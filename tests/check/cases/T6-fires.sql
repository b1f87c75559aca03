CREATE TABLE t (id bigint PRIMARY KEY, name varchar(50));
