SELECT 'pg_conversion'::regclass::oid, c.oid,
       format(E'CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s;\nALTER CONVERSION %2$I.%3$I OWNER TO %7$I;', CASE WHEN c.condefault THEN 'DEFAULT ' END,
              n.nspname, c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc, pg_get_userbyid(c.conowner))
FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE c.connamespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_conversion'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.conname
