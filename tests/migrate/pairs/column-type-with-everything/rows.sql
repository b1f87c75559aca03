INSERT INTO t (id, a, c) SELECT n, n + 1, n FROM generate_series(1, 20) n;
INSERT INTO u SELECT n, n + 1 FROM generate_series(1, 20) n;
