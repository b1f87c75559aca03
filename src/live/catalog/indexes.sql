SELECT format('%s%s;%s%s%s%s', 'SET default_tablespace = ' || quote_ident(s.spcname) || E';\n', pg_get_indexdef(x.oid),
              CASE WHEN s.oid IS NOT NULL THEN E'\nSET default_tablespace = '''';' END,
              CASE WHEN i.indisclustered THEN format(E'\nALTER TABLE %s CLUSTER ON %I;', r.title, x.relname) END,
              CASE WHEN i.indisreplident THEN format(E'\nALTER TABLE ONLY %s REPLICA IDENTITY USING INDEX %I;', r.title, x.relname) END,
              (SELECT string_agg(format(E'\nALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s;', x.oid::regclass, a.attnum, a.attstattarget), '' ORDER BY a.attnum)
               FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0))
FROM relation r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class x ON x.oid = i.indexrelid LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
WHERE r.relkind IN ('r', 'p', 'm') AND (i.indisvalid OR r.relkind = 'p')
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.oid AND k.conrelid = r.oid AND k.contype IN ('p', 'u', 'x'))
ORDER BY r.title::text, x.relname
