CREATE TYPE feeling AS ENUM ('sad', 'ok');
CREATE TABLE t (m feeling DEFAULT 'ok');
