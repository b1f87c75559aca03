SELECT format('ALTER INDEX %s ATTACH PARTITION %s;', h.inhparent::regclass, h.inhrelid::regclass)
FROM stored r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_inherits h ON h.inhrelid = i.indexrelid
WHERE r.relispartition
ORDER BY h.inhrelid::regclass::text
