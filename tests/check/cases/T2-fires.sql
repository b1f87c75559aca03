-- expect: orders.made_at
-- expect: orders.sent_at
-- expect: orders.cut_off
CREATE TABLE orders (id bigint PRIMARY KEY, made_at timestamp DEFAULT now(), sent_at timestamp(3) without time zone, cut_off timetz);
