CREATE TABLE t (id bigint PRIMARY KEY, parent_id bigint REFERENCES t);
CREATE TABLE u (id bigint PRIMARY KEY REFERENCES t);
