CREATE TYPE mood AS ENUM ('b', 'd');
CREATE TABLE t (id int PRIMARY KEY, m mood);
