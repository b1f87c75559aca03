CREATE TABLE people (id bigint PRIMARY KEY, address_line1 text, address_line2 text, street1 text, street2 text, md5 text, sha256 text, top10 text, x1 real, x2 real, code1 text, code2 integer);
