CREATE TABLE users (id bigint PRIMARY KEY, version integer NOT NULL DEFAULT 1);
-- expect: users.version
