CREATE TABLE t (id int PRIMARY KEY, a text CHECK (a IN ('x', 'y')), b varchar(5) DEFAULT 'q');
CREATE INDEX t_a ON t (a) WHERE a = 'x';
