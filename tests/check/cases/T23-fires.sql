CREATE TABLE t (id bigint PRIMARY KEY, tag_ids bigint[], member_ids uuid[]);
-- expect: t.tag_ids
-- expect: t.member_ids
