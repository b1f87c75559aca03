CREATE COLLATION mine (locale = 'C');
CREATE TABLE t (a text COLLATE mine);
