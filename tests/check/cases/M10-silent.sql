CREATE TABLE orders (id bigint PRIMARY KEY);
COMMENT ON TABLE orders IS 'What a customer ordered at one time';
