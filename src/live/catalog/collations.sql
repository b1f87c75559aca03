SELECT format(E'CREATE COLLATION %I.%I (provider = %s%s%s);\nALTER COLLATION %1$I.%2$I OWNER TO %6$I;', n.nspname, c.collname,
              CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' WHEN 'b' THEN 'builtin' ELSE 'default' END,
              CASE WHEN NOT c.collisdeterministic THEN ', deterministic = false' END,
              CASE WHEN c.locale IS NOT NULL THEN ', locale = ' || quote_literal(c.locale)
                   WHEN c.collcollate = c.collctype THEN ', locale = ' || quote_literal(c.collcollate)
                   ELSE ', lc_collate = ' || quote_literal(c.collcollate) || ', lc_ctype = ' || quote_literal(c.collctype) END,
              pg_get_userbyid(c.collowner))
FROM (SELECT *,
             colllocale AS locale --@17-
             colliculocale AS locale --@15-16
             NULL::text AS locale --@-14
      FROM pg_collation) c
  JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE c.collnamespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_collation'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.collname
