-- What a design cannot hold as it is: see the table of remarks in postgresql.c.
SELECT 0, i.indexrelid::regclass::text
FROM relation r JOIN pg_index i ON i.indrelid = r.oid WHERE r.relkind IN ('r', 'm') AND NOT i.indisvalid
UNION ALL --@18-
SELECT 1, format('%s.%I', r.title, a.attname) --@18-
FROM stored r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attgenerated = 'v' AND NOT a.attisdropped --@18-
ORDER BY 1, 2
