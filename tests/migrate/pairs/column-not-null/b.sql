CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, c text NOT NULL DEFAULT 'z');
