CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE, c int CHECK (c > 0) CHECK (c < 9));
CREATE TABLE d (a_id int REFERENCES a, b int REFERENCES a (b), CHECK (a_id <> b));
