-- A view that needs what needs it is announced by its columns.
SELECT 'pg_class'::regclass::oid, r.oid,
       format(E'CREATE %sVIEW %s%s%s%s AS\n%s%s;', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED ' END, r.title,
              CASE WHEN r.relkind = 'm' THEN (SELECT format(' USING %I', m.amname) FROM pg_am m WHERE m.oid = r.relam AND m.amname <> 'heap') END,
              (SELECT ' WITH (' || string_agg(o.name || '=' || CASE WHEN quote_ident(o.value) = o.value THEN o.value ELSE quote_literal(o.value) END, ', ') || ')'
               FROM (SELECT prefix || quote_ident(split_part(option, '=', 1)) AS name, substr(option, strpos(option, '=') + 1) AS value
                     FROM (SELECT '' AS prefix, unnest(r.reloptions) AS option
                           UNION ALL
                           SELECT 'toast.', unnest(t.reloptions) FROM pg_class t WHERE t.oid = r.reltoastrelid) x) o
               WHERE o.name <> 'check_option'),
              CASE WHEN r.reltablespace <> 0 THEN (SELECT format(' TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = r.reltablespace) END,
              CASE WHEN r.relkind = 'v' AND r.oid = ANY ($2) THEN
                (SELECT ' SELECT ' || string_agg(format('NULL::%s AS %I', format_type(a.atttypid, a.atttypmod), a.attname), ', ' ORDER BY a.attnum)
                 FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attnum > 0)
                   ELSE rtrim(pg_get_viewdef(r.oid), '; ') END,
              CASE WHEN r.relkind = 'm' THEN E'\n  WITH NO DATA'
                   WHEN 'check_option=local' = ANY (r.reloptions) THEN E'\n  WITH LOCAL CHECK OPTION'
                   WHEN 'check_option=cascaded' = ANY (r.reloptions) THEN E'\n  WITH CASCADED CHECK OPTION' END), r.owner
FROM relation r WHERE r.relkind IN ('v', 'm') ORDER BY r.title::text
