SELECT format('COMMENT ON %s IS %L;', x.title, x.description)
FROM (
  SELECT CASE r.relkind WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'f' THEN 'FOREIGN TABLE ' WHEN 'S' THEN 'SEQUENCE '
                        ELSE 'TABLE ' END || r.title AS title, d.description
  FROM relation r JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = r.oid AND d.objsubid = 0 WHERE r.relkind <> 'c'
  UNION ALL
  SELECT format('COLUMN %s.%I', r.title, a.attname), d.description
  FROM relation r JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = r.oid
    JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.objsubid AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT format('CONSTRAINT %I ON %s', k.conname, r.title), d.description
  FROM stored r JOIN pg_constraint k ON k.conrelid = r.oid JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid
  WHERE k.contype IN ('c', 'f', 'p', 'u', 'x')
  UNION ALL
  SELECT format('INDEX %s', i.indexrelid::regclass), d.description
  FROM relation r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = i.indexrelid AND d.objsubid = 0
  UNION ALL
  SELECT format('TRIGGER %I ON %s', t.tgname, r.title), d.description
  FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid JOIN pg_description d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = t.oid
  UNION ALL
  SELECT format('RULE %I ON %s', w.rulename, r.title), d.description
  FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid JOIN pg_description d ON d.classoid = 'pg_rewrite'::regclass AND d.objoid = w.oid
  UNION ALL
  SELECT format('POLICY %I ON %s', p.polname, r.title), d.description
  FROM stored r JOIN pg_policy p ON p.polrelid = r.oid JOIN pg_description d ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid
  UNION ALL
  SELECT r.word || ' ' || r.title, d.description
  FROM routine r JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = r.oid
  UNION ALL
  SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.title, d.description
  FROM type t JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid
  UNION ALL
  SELECT format('CONSTRAINT %I ON DOMAIN %s', k.conname, t.title), d.description
  FROM type t JOIN pg_constraint k ON k.contypid = t.oid JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid
  UNION ALL
  SELECT CASE o.type WHEN 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER' WHEN 'statistics object' THEN 'STATISTICS'
                     ELSE upper(o.type) END || ' ' || o.identity, d.description
  FROM pg_description d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) o
  WHERE (d.objoid >= 16384 OR (d.classoid = 'pg_namespace'::regclass AND d.objoid = 'public'::regnamespace AND d.description <> 'standard public schema'))
    AND d.classoid NOT IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass,
                           'pg_proc'::regclass, 'pg_type'::regclass, 'pg_largeobject'::regclass)
    AND (o.schema IS NULL OR o.schema IN (SELECT quote_ident(nspname) FROM pg_namespace WHERE oid = ANY ($1)))
    AND (d.classoid <> 'pg_namespace'::regclass OR d.objoid = ANY ($1))
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')) x
UNION ALL
SELECT 'COMMENT ON SCHEMA public IS '''';'
FROM pg_namespace n
WHERE n.nspname = 'public' AND n.oid = ANY ($1) AND NOT EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid)
ORDER BY 1
