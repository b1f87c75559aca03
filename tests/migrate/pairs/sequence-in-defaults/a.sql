CREATE SEQUENCE s1;
CREATE TABLE t (a int DEFAULT nextval('s1'), b int DEFAULT nextval('s1'));
CREATE TABLE u (a bigint DEFAULT nextval('s1'::regclass));
