CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz, birth_date date, time_zone text, update_note text, look_at_me text, candidate text, date_format text);
