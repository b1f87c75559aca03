CREATE TABLE t (id bigint PRIMARY KEY, ip_address varchar(45), last_ip text, mac_address text, n integer, m integer);
-- expect: t.ip_address
-- expect: t.last_ip
-- expect: t.mac_address
