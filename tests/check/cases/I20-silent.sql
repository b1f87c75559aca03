CREATE TABLE t (id bigint PRIMARY KEY, note text DEFAULT NULL, other text DEFAULT 'nullable', third text DEFAULT '');
