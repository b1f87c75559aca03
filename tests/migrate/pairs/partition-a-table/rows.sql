INSERT INTO t SELECT n, date '2020-01-01' + n * 100, n FROM generate_series(1, 20) n;
