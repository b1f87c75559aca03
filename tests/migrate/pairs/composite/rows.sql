INSERT INTO t VALUES (1, ROW(1, 'a'), ROW(2, 'b')), (2, NULL, NULL), (3, ROW(NULL, 'x'), ROW(3, NULL));
