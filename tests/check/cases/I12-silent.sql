CREATE DOMAIN money_amount AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE TABLE lines (id bigint PRIMARY KEY, quantity integer NOT NULL CHECK (quantity > 0), price money_amount, balance numeric(10, 2), amount_text text,
  total numeric GENERATED ALWAYS AS (quantity * 2) STORED);
CREATE TABLE ledger_entries (id bigint PRIMARY KEY, amount numeric(12, 2) NOT NULL);
