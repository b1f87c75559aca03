CREATE TABLE t (a text) WITH (toast.autovacuum_enabled = on, parallel_workers = 3);
CREATE VIEW v WITH (security_invoker = false, security_barrier) AS SELECT a FROM t;
CREATE INDEX i ON t USING gin (to_tsvector('english', a)) WITH (fastupdate = on);
