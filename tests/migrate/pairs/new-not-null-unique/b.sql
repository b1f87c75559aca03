CREATE TABLE t (id int PRIMARY KEY, code serial NOT NULL UNIQUE, u uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE);
