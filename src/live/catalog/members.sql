-- What others make: extensions, and of routines range types.
SELECT array_agg(objid) FILTER (WHERE classid = 'pg_class'::regclass AND deptype = 'e'), array_agg(objid) FILTER (WHERE classid = 'pg_type'::regclass AND deptype = 'e'),
       array_agg(objid) FILTER (WHERE classid = 'pg_proc'::regclass)
FROM pg_depend
WHERE deptype = 'e' OR (deptype = 'i' AND classid = 'pg_proc'::regclass)
