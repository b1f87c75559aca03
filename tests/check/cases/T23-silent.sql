CREATE TABLE t (id bigint PRIMARY KEY, tags text[], scores integer[], ids_note text);
