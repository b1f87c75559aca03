SELECT format('%s%s', pg_get_ruledef(w.oid),
              CASE WHEN w.ev_enabled <> 'O' THEN format(E'\nALTER TABLE %s %s RULE %I;', r.title,
                CASE w.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, w.rulename) END)
FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_rewrite'::regclass AND e.objid = w.oid AND e.deptype = 'e')
ORDER BY r.title::text, w.rulename
