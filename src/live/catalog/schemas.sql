SELECT format(E'CREATE SCHEMA %I;\nALTER SCHEMA %1$I OWNER TO %I;', n.nspname, pg_get_userbyid(n.nspowner))
FROM pg_namespace n
WHERE n.oid = ANY ($1) AND n.nspname <> 'public'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
UNION ALL
SELECT format('ALTER SCHEMA public OWNER TO %I;', pg_get_userbyid(n.nspowner))
FROM pg_namespace n
WHERE n.oid = ANY ($1) AND n.nspname = 'public'
  AND pg_get_userbyid(n.nspowner) <> 'pg_database_owner' --@15-
  AND n.nspowner <> 10 --@-14
ORDER BY 1
