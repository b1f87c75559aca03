CREATE TABLE t (a int);
GRANT SELECT ON t TO reader;
