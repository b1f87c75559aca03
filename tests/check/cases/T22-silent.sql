CREATE TABLE t (id bigserial PRIMARY KEY);
CREATE TABLE u (id bigint PRIMARY KEY, number bigserial UNIQUE);
