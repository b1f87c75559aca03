CREATE TABLE a (id int, b int, c int CHECK (c < 9), UNIQUE (b, c), PRIMARY KEY (id, b));
CREATE TABLE d (a_id int, b int, CHECK (a_id <> b OR b = 1), FOREIGN KEY (a_id, b) REFERENCES a);
