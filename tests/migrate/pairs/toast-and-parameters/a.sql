CREATE TABLE t (a text) WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off);
CREATE VIEW v WITH (security_invoker = true) AS SELECT a FROM t;
CREATE INDEX i ON t USING gin (to_tsvector('english', a)) WITH (fastupdate = off);
