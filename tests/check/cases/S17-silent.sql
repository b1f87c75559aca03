CREATE TABLE users (id bigint PRIMARY KEY, password_hash text, ssn_encrypted bytea, email_verified boolean, email_verified_at timestamptz, session_id bigint, nickname_count integer, phone_type text,
  password_changed_at timestamptz, created_at timestamptz, is_active boolean, email_template text, pinned boolean, class text, assignment text, passenger_count integer);
CREATE TABLE products (id bigint PRIMARY KEY, name text, description text, price numeric, token_count integer, keyword text, author_id bigint, shipping_cost numeric, card_type text, street_count integer);
CREATE TABLE servers (id bigint PRIMARY KEY, address text, name text, city_id bigint, latitude double precision);
