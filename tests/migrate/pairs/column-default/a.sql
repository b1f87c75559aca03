CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b int DEFAULT 1, c int, d timestamptz DEFAULT now());
