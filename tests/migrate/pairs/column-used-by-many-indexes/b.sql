CREATE TABLE t (a varchar(90), b varchar(50), c tsvector);
CREATE INDEX i1 ON t (a COLLATE "C");
CREATE INDEX i2 ON t (a varchar_pattern_ops);
CREATE INDEX i3 ON t USING gist (c);
CREATE INDEX i4 ON t ((a || b)) WHERE b IS NOT NULL;
CREATE UNIQUE INDEX i5 ON t (lower(a), b DESC NULLS LAST);
