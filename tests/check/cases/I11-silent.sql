CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN level AS text CHECK (VALUE IN ('a', 'b'));
CREATE TABLE states (code text PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, status text CHECK (status IN ('draft', 'sent')), state mood, kind level, type text REFERENCES states,
  mime_type text, content_type text, target_type text, target_id bigint, status_id bigint, statement text);
CREATE TABLE addresses (id bigint PRIMARY KEY, city text, state text);
CREATE TABLE invoices (id bigint PRIMARY KEY, billing_city text, billing_state text);
