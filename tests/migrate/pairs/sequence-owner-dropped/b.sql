CREATE SEQUENCE t_id_seq AS int;
CREATE TABLE t (x int);
