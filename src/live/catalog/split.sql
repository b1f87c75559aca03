-- Defaults and checks of tables and domains, and queries of views, that need what needs them.
SELECT format('ALTER TABLE ONLY %s %s;', r.title, string_agg(p.text, ', ' ORDER BY p.sort, p.text))
FROM stored r
  CROSS JOIN LATERAL (
    SELECT 1 AS sort, format('ALTER COLUMN %I SET DEFAULT %s', a.attname, pg_get_expr(d.adbin, d.adrelid)) AS text
    FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    WHERE d.adrelid = r.oid AND a.attgenerated = '' AND (a.attislocal OR r.relispartition)
    UNION ALL
    SELECT 2, format('ADD CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
    FROM pg_constraint k WHERE k.conrelid = r.oid AND k.contype = 'c' AND (k.conislocal OR r.relispartition) AND k.convalidated) p
WHERE r.oid = ANY ($2)
GROUP BY r.title
UNION ALL
SELECT format('ALTER DOMAIN %s SET DEFAULT %s;', t.title, coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault))
FROM type t WHERE t.oid = ANY ($2) AND (t.typdefaultbin IS NOT NULL OR t.typdefault IS NOT NULL)
UNION ALL
SELECT format('ALTER DOMAIN %s ADD CONSTRAINT %I %s;', t.title, k.conname, pg_get_constraintdef(k.oid))
FROM type t JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c' AND k.convalidated WHERE t.oid = ANY ($2)
UNION ALL
SELECT format(E'CREATE OR REPLACE VIEW %s AS\n%s', r.title, pg_get_viewdef(r.oid)) FROM relation r WHERE r.relkind = 'v' AND r.oid = ANY ($2)
