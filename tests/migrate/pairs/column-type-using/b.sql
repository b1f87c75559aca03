CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b uuid, c date, d date, e boolean, f int[], g jsonb, h text, i int);
