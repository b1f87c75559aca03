CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN positive AS int CHECK (VALUE >= 0);
CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL, b int NOT NULL, c timestamptz NOT NULL, d uuid NOT NULL, e mood NOT NULL, f positive NOT NULL, g text[] NOT NULL, h jsonb NOT NULL, i varchar(3) NOT NULL, j date NOT NULL, k boolean NOT NULL, l bytea NOT NULL);
