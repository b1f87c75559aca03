SELECT format('SECURITY LABEL FOR %I ON %s %s IS %L;', l.provider, upper(l.objtype), l.objname, l.label)
FROM pg_seclabels l
WHERE l.objtype NOT IN ('database', 'role', 'tablespace', 'large object')
  AND (l.objnamespace IS NULL OR l.objnamespace = 0 OR l.objnamespace = ANY ($1))
ORDER BY 1
