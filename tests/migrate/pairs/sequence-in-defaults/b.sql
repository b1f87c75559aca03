CREATE SEQUENCE s2 START 100;
CREATE TABLE t (a int DEFAULT nextval('s2'), b int);
CREATE TABLE u (a bigint DEFAULT nextval('s2'::regclass));
ALTER SEQUENCE s2 OWNED BY u.a;
