CREATE TABLE t (id int PRIMARY KEY, a varchar(5) CHECK (a IN ('x', 'y')), b text DEFAULT 'q');
CREATE INDEX t_a ON t (a) WHERE a = 'x';
