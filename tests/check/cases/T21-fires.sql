CREATE TABLE events (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
-- expect: events.id
-- expect: orders.id
-- insert: volumes orders rows_now=50000000
