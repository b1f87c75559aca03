CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'ok', n text DEFAULT 'ok');
CREATE TYPE other AS ENUM ('x');
