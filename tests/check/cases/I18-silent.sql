CREATE TABLE posts (id bigint PRIMARY KEY);
CREATE TABLE tags (id bigint PRIMARY KEY);

CREATE TABLE post_tags (post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags, PRIMARY KEY (post_id, tag_id));
CREATE TABLE tag_posts (id bigint PRIMARY KEY, post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags, UNIQUE (tag_id, post_id));
CREATE TABLE visits (id bigint PRIMARY KEY, post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags, seconds integer, agent text);
CREATE TABLE friendships (id bigint PRIMARY KEY, a_id bigint REFERENCES posts, b_id bigint REFERENCES posts);
CREATE TABLE view_log (id bigint PRIMARY KEY, post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags);
CREATE TABLE prices (post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags, since date, PRIMARY KEY (post_id, tag_id, since));
