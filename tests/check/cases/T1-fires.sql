CREATE TABLE imports (id bigint PRIMARY KEY, name text, order_date varchar(50), amount varchar(50), is_paid varchar(50), created_at varchar(50));
-- expect: imports
