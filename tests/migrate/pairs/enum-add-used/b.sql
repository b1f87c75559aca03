CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'happy', CHECK (m <> 'happy' OR id > 0));
CREATE VIEW v AS SELECT * FROM t WHERE m = 'happy';
