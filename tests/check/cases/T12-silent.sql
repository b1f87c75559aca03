CREATE TABLE t (id bigint PRIMARY KEY, is_active boolean, active_count integer, has_id bigint REFERENCES t, enabled_at timestamptz, flags integer);
