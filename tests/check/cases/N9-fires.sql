CREATE TABLE sales_2022 (id bigint PRIMARY KEY);
CREATE TABLE sales_2023 (id bigint PRIMARY KEY);
CREATE TABLE log_202304 (id bigint PRIMARY KEY);
-- expect: sales_2022
-- expect: log_202304
