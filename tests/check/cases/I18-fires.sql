CREATE TABLE posts (id bigint PRIMARY KEY);
CREATE TABLE tags (id bigint PRIMARY KEY);

CREATE TABLE post_tags (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, post_id bigint NOT NULL REFERENCES posts, tag_id bigint NOT NULL REFERENCES tags,
  created_at timestamptz);
CREATE TABLE tag_posts (post_id bigint NOT NULL REFERENCES posts, tag_id bigint NOT NULL REFERENCES tags);
-- expect: post_tags
-- expect: tag_posts
