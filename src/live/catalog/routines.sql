SELECT 'pg_proc'::regclass::oid, r.oid, format(E'%s;\nALTER %s %s OWNER TO %s;', rtrim(pg_get_functiondef(r.oid), E'\n'), r.word, r.title, r.owner)
FROM routine r WHERE r.prokind <> 'a' ORDER BY r.pronamespace::regnamespace::text, r.proname, r.pronargs, r.title
