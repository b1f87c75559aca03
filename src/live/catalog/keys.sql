-- A tablespace is told by the setting, since neither pg_get_constraintdef() nor pg_get_indexdef() tell it.
SELECT format('%sALTER TABLE ONLY %s ADD CONSTRAINT %I %s%s%s%s;%s%s%s', 'SET default_tablespace = ' || quote_ident(s.spcname) || E';\n', r.title, k.conname,
              CASE WHEN k.contype = 'x' OR NOT k.condeferrable THEN pg_get_constraintdef(k.oid)
                   ELSE regexp_replace(pg_get_constraintdef(k.oid), '( DEFERRABLE)?( INITIALLY DEFERRED)?$', '') END,
              CASE WHEN k.contype <> 'x' THEN
                (SELECT ' WITH (' || string_agg(quote_ident(split_part(o, '=', 1)) || '=' || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') || ')'
                 FROM unnest(x.reloptions) o) END,
              CASE WHEN k.contype <> 'x' AND k.condeferrable THEN ' DEFERRABLE' END,
              CASE WHEN k.contype <> 'x' AND k.condeferred THEN ' INITIALLY DEFERRED' END,
              CASE WHEN s.oid IS NOT NULL THEN E'\nSET default_tablespace = '''';' END,
              CASE WHEN i.indisclustered THEN format(E'\nALTER TABLE %s CLUSTER ON %I;', r.title, k.conname) END,
              CASE WHEN i.indisreplident THEN format(E'\nALTER TABLE ONLY %s REPLICA IDENTITY USING INDEX %I;', r.title, k.conname) END)
FROM stored r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype IN ('p', 'u', 'x')
  JOIN pg_class x ON x.oid = k.conindid JOIN pg_index i ON i.indexrelid = k.conindid LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
ORDER BY r.title::text, k.conname
