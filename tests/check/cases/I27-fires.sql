CREATE TABLE t0 (id bigint PRIMARY KEY);
CREATE TABLE t1 (id bigint PRIMARY KEY);
CREATE TABLE t2 (id bigint PRIMARY KEY);
CREATE TABLE t3 (id bigint PRIMARY KEY);
CREATE TABLE t4 (id bigint PRIMARY KEY);
CREATE TABLE t5 (id bigint PRIMARY KEY);
-- expect: public
