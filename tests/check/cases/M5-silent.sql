CREATE TABLE t (t_id bigint PRIMARY KEY);
CREATE TABLE u (u_id bigint PRIMARY KEY, id text);
