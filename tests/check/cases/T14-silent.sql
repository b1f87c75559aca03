CREATE TABLE t (id bigint PRIMARY KEY, ip_address inet, address text, ship_to text, mac_model text, recip text);
