CREATE TABLE t (id bigint PRIMARY KEY, country char(2), currency_code char(3), md5 char(32), is_open char(1), name varchar(50), flag "char");
