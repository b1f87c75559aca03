SELECT format('ALTER TABLE %s%s ADD CONSTRAINT %I %s;', CASE WHEN r.relkind <> 'p' THEN 'ONLY ' END, r.title, k.conname, pg_get_constraintdef(k.oid))
FROM stored r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'f' AND k.conparentid = 0
ORDER BY r.title::text, k.conname
