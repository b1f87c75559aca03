CREATE TABLE t (id bigint PRIMARY KEY, price numeric NOT NULL, tax numeric);
-- expect: t.price
-- expect: t.tax
