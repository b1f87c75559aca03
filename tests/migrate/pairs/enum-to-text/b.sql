CREATE TYPE level AS ENUM ('sad', 'ok');
CREATE TABLE t (id int PRIMARY KEY, m text DEFAULT 'ok', n level DEFAULT 'ok');
