SELECT format('%s;%s', pg_get_triggerdef(t.oid),
              CASE WHEN t.tgenabled <> 'O' THEN format(E'\nALTER TABLE %s %s TRIGGER %I;', r.title,
                CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname) END)
FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
  AND t.tgparentid = 0 --@13-
ORDER BY r.title::text, t.tgname
