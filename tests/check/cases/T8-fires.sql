CREATE TABLE t (id bigserial PRIMARY KEY, name text);
CREATE TABLE u (id serial PRIMARY KEY);
-- expect: t.id
-- expect: u.id
