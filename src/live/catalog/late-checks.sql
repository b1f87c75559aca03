SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', r.title, k.conname, pg_get_constraintdef(k.oid))
FROM stored r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'c' AND (k.conislocal OR r.relispartition) AND NOT k.convalidated
UNION ALL
SELECT format('ALTER DOMAIN %s ADD CONSTRAINT %I %s;', t.title, k.conname, pg_get_constraintdef(k.oid))
FROM type t JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c' AND NOT k.convalidated
ORDER BY 1
