CREATE TABLE t (id int PRIMARY KEY);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN positive AS int CHECK (VALUE >= 0);
