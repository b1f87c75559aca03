CREATE TABLE b (x int, y text, z date);
CREATE TABLE a (p int, q numeric);
