INSERT INTO t VALUES (1, 'ok', '{ok}'), (2, 'happy', '{sad,ok}'), (3, 'ok', NULL);
INSERT INTO u VALUES ('ok'), (NULL);
INSERT INTO w VALUES (1, ROW('ok', 3)), (2, NULL), (3, ROW(NULL, 4));
