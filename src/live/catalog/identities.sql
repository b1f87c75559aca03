SELECT format('ALTER TABLE %s ALTER COLUMN %I ADD GENERATED %s AS IDENTITY (SEQUENCE NAME %s START WITH %s INCREMENT BY %s%s%s CACHE %s%s);%s',
              r.title, a.attname, CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, s.title, q.seqstart, q.seqincrement,
              CASE WHEN q.seqmin = CASE WHEN q.seqincrement > 0 THEN 1 ELSE b.low END THEN ' NO MINVALUE' ELSE ' MINVALUE ' || q.seqmin END,
              CASE WHEN q.seqmax = CASE WHEN q.seqincrement > 0 THEN b.high ELSE -1 END THEN ' NO MAXVALUE' ELSE ' MAXVALUE ' || q.seqmax END,
              q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE' END
              , CASE WHEN s.relpersistence <> r.relpersistence THEN --@15-
                  format(E'\nALTER SEQUENCE %s SET %s;', s.title, CASE s.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END) END --@15-
              , NULL --@-14
             )
FROM stored r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attidentity <> '' AND NOT a.attisdropped
  JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = r.oid AND d.refobjsubid = a.attnum
                      AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
  JOIN (SELECT *, oid::regclass AS title FROM pg_class) s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_sequence q ON q.seqrelid = s.oid
  JOIN (VALUES ('int2'::regtype, -32768::bigint, 32767::bigint), ('int4'::regtype, -2147483648, 2147483647),
               ('int8'::regtype, -9223372036854775808, 9223372036854775807)) b (type, low, high) ON b.type = q.seqtypid
ORDER BY r.title::text, a.attnum
