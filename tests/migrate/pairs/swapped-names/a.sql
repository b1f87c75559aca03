CREATE TABLE a (x int, y text, z date);
CREATE TABLE b (p int, q numeric);
