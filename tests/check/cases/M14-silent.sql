CREATE TABLE t (id bigint PRIMARY KEY);
-- insert: tags - name=core
-- insert: taggings t tag_id=core
