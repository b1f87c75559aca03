CREATE TABLE t (id bigint PRIMARY KEY, f regclass, g text, h oid);
