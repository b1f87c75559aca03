-- What the planner knows of tables; numbers of tables that were never analyzed are unknown.
SELECT n.nspname, r.relname, NULL, r.reltuples, (SELECT sum(s.avg_width) FROM pg_stats s WHERE s.schemaname = n.nspname AND s.tablename = r.relname AND NOT s.inherited),
       NULL, NULL, NULL
FROM relation r JOIN pg_namespace n ON n.oid = r.relnamespace
WHERE r.relkind IN ('r', 'p', 'm', 'f') AND (r.reltuples > 0 OR r.reltuples = 0 AND r.relpages > 0)
UNION ALL
SELECT s.schemaname, s.tablename, s.attname, CASE WHEN s.n_distinct < 0 THEN -s.n_distinct * greatest(r.reltuples, 0) ELSE s.n_distinct END, s.avg_width, s.null_frac, s.correlation, NULL
FROM pg_stats s JOIN relation r ON r.relname = s.tablename JOIN pg_namespace n ON n.oid = r.relnamespace AND n.nspname = s.schemaname
WHERE NOT s.inherited OR r.relkind = 'p'
