CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE messages (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE countries (id smallint PRIMARY KEY);
-- insert: volumes messages rows_now=1000 rows_per_month=10
