SELECT format('ALTER SEQUENCE %s OWNED BY %s.%I;', r.title, d.refobjid::regclass, a.attname)
FROM relation r
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE r.relkind = 'S'
ORDER BY r.title::text
