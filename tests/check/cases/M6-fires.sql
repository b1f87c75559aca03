CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE t (id bigint PRIMARY KEY, x bigint REFERENCES users);
-- expect: t.x
