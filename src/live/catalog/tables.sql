-- A partition is made as a table and attached later; a typed table names only what it adds to its type.
SELECT 'pg_class'::regclass::oid, r.oid,
       format('CREATE %s%sTABLE %s%s%s%s%s%s%s%s%s;',
              CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED ' END, CASE r.relkind WHEN 'f' THEN 'FOREIGN ' END, r.title,
              CASE WHEN r.reloftype <> 0 THEN ' OF ' || format_type(r.reloftype, NULL) END,
              CASE WHEN r.reloftype <> 0 AND columns.list IS NULL AND checks.list IS NULL THEN NULL
                   ELSE E' (\n    ' || concat_ws(E',\n    ', columns.list, checks.list) || E'\n)' END,
              CASE WHEN NOT r.relispartition THEN
                (SELECT ' INHERITS (' || string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) || ')'
                 FROM pg_inherits i WHERE i.inhrelid = r.oid) END,
              CASE WHEN r.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(r.oid) END,
              CASE WHEN r.relkind = 'f' THEN
                (SELECT format(' SERVER %I', s.srvname) ||
                        coalesce((SELECT ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), E',\n    ' ORDER BY o.option_name) || ')'
                                  FROM pg_options_to_table(t.ftoptions) o), '')
                 FROM pg_foreign_table t JOIN pg_foreign_server s ON s.oid = t.ftserver WHERE t.ftrelid = r.oid) END,
              CASE WHEN r.relam <> 0 THEN (SELECT format(' USING %I', m.amname) FROM pg_am m WHERE m.oid = r.relam AND m.amname <> 'heap') END,
              CASE WHEN r.reloptions IS NOT NULL OR r.reltoastrelid <> 0 THEN
                (SELECT ' WITH (' || string_agg(o.name || '=' || CASE WHEN quote_ident(o.value) = o.value THEN o.value ELSE quote_literal(o.value) END, ', ') || ')'
                 FROM (SELECT prefix || quote_ident(split_part(option, '=', 1)) AS name, substr(option, strpos(option, '=') + 1) AS value
                       FROM (SELECT '' AS prefix, unnest(r.reloptions) AS option
                             UNION ALL
                             SELECT 'toast.', unnest(t.reloptions) FROM pg_class t WHERE t.oid = r.reltoastrelid) x) o) END,
              CASE WHEN r.reltablespace <> 0 THEN (SELECT format(' TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = r.reltablespace) END), r.owner
FROM stored r
  CROSS JOIN LATERAL (
    SELECT string_agg(c.text, E',\n    ' ORDER BY c.attnum) AS list
    FROM (SELECT a.attnum,
                 quote_ident(a.attname) || CASE WHEN r.reloftype <> 0 THEN ' WITH OPTIONS' ELSE ' ' || format_type(a.atttypid, a.atttypmod) END ||
                 CASE WHEN a.attfdwoptions IS NULL THEN '' ELSE
                   (SELECT ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), E',\n    ' ORDER BY o.option_name) || ')'
                    FROM pg_options_to_table(a.attfdwoptions) o) END ||
                 CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                      WHEN d.oid IS NOT NULL AND NOT r.oid = ANY ($2) THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
                      ELSE '' END ||
                 CASE WHEN a.attnotnull AND (r.relispartition OR a.attinhcount = 0 OR NOT EXISTS
                        (SELECT FROM pg_inherits i JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
                         WHERE i.inhrelid = r.oid AND p.attnotnull)) THEN ' NOT NULL' ELSE '' END ||
                 CASE WHEN a.attcollation <> 0 AND r.reloftype = 0 AND a.attcollation <> (SELECT t.typcollation FROM pg_type t WHERE t.oid = a.atttypid) THEN
                   (SELECT format(' COLLATE %I.%I', n.nspname, o.collname) FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace
                    WHERE o.oid = a.attcollation) ELSE '' END AS text
          FROM pg_attribute a LEFT JOIN pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND (a.attislocal OR r.relispartition)
            AND (r.reloftype = 0 OR a.attnotnull OR (d.oid IS NOT NULL AND NOT r.oid = ANY ($2)))) c) columns
  CROSS JOIN LATERAL (
    SELECT string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), E',\n    ' ORDER BY k.conname) AS list
    FROM pg_constraint k
    WHERE r.relchecks > 0 AND k.conrelid = r.oid AND k.contype = 'c' AND (k.conislocal OR r.relispartition) AND k.convalidated AND NOT r.oid = ANY ($2)) checks
ORDER BY r.title::text
