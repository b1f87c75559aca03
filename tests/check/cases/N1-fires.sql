CREATE TABLE posts (id bigint PRIMARY KEY, tags text, editor_ids varchar(200), cc_list text);
-- expect: posts.tags
-- expect: posts.editor_ids
-- expect: posts.cc_list
