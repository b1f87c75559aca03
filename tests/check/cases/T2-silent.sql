CREATE TABLE orders (id bigint PRIMARY KEY, made_at timestamptz DEFAULT now(), due date, opens time, sent_at timestamp(3) with time zone);
