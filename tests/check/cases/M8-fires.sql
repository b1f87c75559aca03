CREATE TABLE t (id bigint PRIMARY KEY, name_old text, tmp_1 text);
-- expect: t.name_old
-- expect: t.tmp_1
