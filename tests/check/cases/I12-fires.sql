CREATE TABLE lines (id bigint PRIMARY KEY, quantity integer NOT NULL, unit_price numeric(10, 2) NOT NULL, total_cents bigint, discount_percent numeric);
-- expect: lines.quantity
-- expect: lines.unit_price
-- expect: lines.total_cents
-- expect: lines.discount_percent
