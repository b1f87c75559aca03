CREATE COLLATION mine (locale = 'POSIX');
CREATE COLLATION other (locale = 'C');
CREATE TABLE t (a text COLLATE mine, b text COLLATE other);
