CREATE TABLE posts (id bigint PRIMARY KEY, tags text[], notes text, status text, comments text, address text, settings jsonb, editor_ids bigint[], list text);
