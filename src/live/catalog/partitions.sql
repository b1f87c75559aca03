SELECT format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s;', i.inhparent::regclass, r.title, pg_get_expr(r.relpartbound, r.oid))
FROM stored r JOIN pg_inherits i ON i.inhrelid = r.oid
WHERE r.relispartition
ORDER BY r.title::text
