-- Those behind identity columns come with their tables.
SELECT 'pg_class'::regclass::oid, r.oid,
       format('CREATE %sSEQUENCE %s%s START WITH %s INCREMENT BY %s%s%s CACHE %s%s;',
              CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED ' END, r.title,
              CASE WHEN s.seqtypid <> 'int8'::regtype THEN ' AS ' || format_type(s.seqtypid, NULL) END, s.seqstart, s.seqincrement,
              CASE WHEN s.seqmin = CASE WHEN s.seqincrement > 0 THEN 1 ELSE b.low END THEN ' NO MINVALUE' ELSE ' MINVALUE ' || s.seqmin END,
              CASE WHEN s.seqmax = CASE WHEN s.seqincrement > 0 THEN b.high ELSE -1 END THEN ' NO MAXVALUE' ELSE ' MAXVALUE ' || s.seqmax END,
              s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' END), r.owner
FROM relation r JOIN pg_sequence s ON s.seqrelid = r.oid
  JOIN (VALUES ('int2'::regtype, -32768::bigint, 32767::bigint), ('int4'::regtype, -2147483648, 2147483647),
               ('int8'::regtype, -9223372036854775808, 9223372036854775807)) b (type, low, high) ON b.type = s.seqtypid
WHERE r.relkind = 'S'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.deptype = 'i' AND d.refobjsubid > 0)
ORDER BY r.title::text
