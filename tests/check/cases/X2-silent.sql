-- Other order, other operator class, other rows, other expression, other method: other indexes.
CREATE TABLE orders (id bigint PRIMARY KEY, note text, is_open boolean);
CREATE INDEX a ON orders (note);
CREATE INDEX b ON orders (note DESC NULLS LAST);
CREATE INDEX c ON orders (note text_pattern_ops);
CREATE INDEX d ON orders (note) WHERE is_open;
CREATE INDEX e ON orders (lower(note));
CREATE INDEX f ON orders (upper(note));
CREATE INDEX g ON orders USING hash (note);
CREATE INDEX h ON orders (note) INCLUDE (id);
