SELECT i.indexrelid::regclass FROM relation r JOIN pg_index i ON i.indrelid = r.oid
WHERE r.relkind IN ('r', 'm') AND NOT i.indisvalid ORDER BY 1
