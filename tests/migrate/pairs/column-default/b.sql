CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 2, b int, c int DEFAULT 3, d timestamptz DEFAULT current_timestamp);
