CREATE TABLE posts (id bigint PRIMARY KEY, comments_count integer NOT NULL DEFAULT 0, view_count integer, retry_count integer);
CREATE TABLE comments (id bigint PRIMARY KEY, post_id bigint REFERENCES posts);
CREATE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE posts SET comments_count = comments_count + 1 WHERE id = NEW.post_id; RETURN NULL; END $$;
CREATE TRIGGER count_comments AFTER INSERT ON comments FOR EACH ROW EXECUTE FUNCTION count_comments();
CREATE TABLE payments (id bigint PRIMARY KEY, total numeric);
