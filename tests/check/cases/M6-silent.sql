CREATE TABLE users (id bigint PRIMARY KEY, parent_id bigint REFERENCES users);
CREATE TABLE t (id bigint PRIMARY KEY, user_id bigint REFERENCES users, first_user bigint REFERENCES users);
