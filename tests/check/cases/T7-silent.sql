CREATE TABLE t (id bigint PRIMARY KEY, settings jsonb, json_note text);
