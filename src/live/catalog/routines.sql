SELECT 'pg_proc'::regclass::oid, r.oid, rtrim(pg_get_functiondef(r.oid), E'\n') || ';', r.owner
FROM routine r WHERE r.prokind <> 'a' ORDER BY r.pronamespace::regnamespace::text, r.proname, r.pronargs, r.title
