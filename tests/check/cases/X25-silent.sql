CREATE TABLE t (id bigint PRIMARY KEY, during tstzrange, place point, EXCLUDE USING gist (during WITH &&));
CREATE INDEX ON t USING gist (place);
