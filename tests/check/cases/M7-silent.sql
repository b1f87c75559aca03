CREATE TABLE t (id bigint PRIMARY KEY, name text);
CREATE TABLE u (a bigint, b bigint, c text, PRIMARY KEY (b, a));
