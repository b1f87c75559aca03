-- What was given or taken away compared with what PostgreSQL gives by itself.
, object AS (
  SELECT CASE r.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || r.title AS title, '' AS of_column, 0 AS place, r.relacl AS acl,
         acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner) AS base, r.relowner AS owner
  FROM relation r WHERE r.relacl IS NOT NULL AND r.relkind <> 'c'
  UNION ALL
  SELECT 'TABLE ' || r.title, format('(%I)', a.attname), a.attnum, a.attacl, NULL::aclitem[], r.relowner
  FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attacl IS NOT NULL AND NOT a.attisdropped
  UNION ALL
  SELECT CASE r.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END ||
         CASE r.prokind WHEN 'a' THEN format('%I.%I(%s)', n.nspname, r.proname, oidvectortypes(r.proargtypes)) ELSE r.title END,
         '', 0, r.proacl, acldefault('f', r.proowner), r.proowner
  FROM routine r JOIN pg_namespace n ON n.oid = r.pronamespace WHERE r.proacl IS NOT NULL
  UNION ALL
  SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.title, '', 0, t.typacl, acldefault('T', t.typowner), t.typowner
  FROM type t WHERE t.typacl IS NOT NULL
  UNION ALL
  SELECT format('SCHEMA %I', n.nspname), '', 0, n.nspacl,
         CASE n.nspname WHEN 'public' THEN coalesce((SELECT p.initprivs FROM pg_init_privs p WHERE p.classoid = 'pg_namespace'::regclass AND p.objoid = n.oid
                                                       AND p.objsubid = 0), acldefault('n', n.nspowner))
                        ELSE acldefault('n', n.nspowner) END, n.nspowner
  FROM pg_namespace n WHERE n.oid = ANY ($1) AND n.nspacl IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
  UNION ALL
  SELECT format('FOREIGN DATA WRAPPER %I', w.fdwname), '', 0, w.fdwacl, acldefault('F', w.fdwowner), w.fdwowner
  FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid AND e.deptype = 'e')
  UNION ALL
  SELECT format('FOREIGN SERVER %I', s.srvname), '', 0, s.srvacl, acldefault('S', s.srvowner), s.srvowner FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL
  UNION ALL
  SELECT format('LANGUAGE %I', l.lanname), '', 0, l.lanacl, acldefault('l', l.lanowner), l.lanowner
  FROM pg_language l WHERE l.lanacl IS NOT NULL AND l.oid >= 16384
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_language'::regclass AND e.objid = l.oid AND e.deptype = 'e')
  UNION ALL
  -- What an extension brought and was given to others since.
  SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || format('%I.%I(%s)', n.nspname, p.proname, CASE p.prokind WHEN 'a' THEN oidvectortypes(p.proargtypes)
         ELSE pg_get_function_identity_arguments(p.oid) END), '', 0, p.proacl, coalesce(i.initprivs, acldefault('f', p.proowner)), p.proowner
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.objsubid = 0
  WHERE p.proacl IS NOT NULL AND p.proacl IS DISTINCT FROM i.initprivs AND p.pronamespace = ANY ($1) AND p.oid = ANY ($5)
  UNION ALL
  SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || format('%I.%I', n.nspname, c.relname), '', 0,
         c.relacl, coalesce(i.initprivs, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)), c.relowner
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relacl IS NOT NULL AND c.relacl IS DISTINCT FROM i.initprivs
    AND c.relnamespace = ANY ($1) AND c.oid = ANY ($3)
), change AS (
  SELECT o.title, o.of_column, o.place, o.owner, p.*
  FROM object o
    CROSS JOIN LATERAL (
      SELECT CASE WHEN g.grantee = o.owner THEN 2 ELSE 3 END AS sort, u.n, g.grantor, g.grantee, g.privilege_type, g.is_grantable
      FROM unnest(o.acl) WITH ORDINALITY u (item, n) CROSS JOIN LATERAL aclexplode(ARRAY[u.item]) g
      WHERE NOT coalesce(u.item = ANY (o.base), FALSE)
      UNION ALL
      SELECT 1, u.n, 0, b.grantee, b.privilege_type, FALSE
      FROM unnest(o.base) WITH ORDINALITY u (item, n) CROSS JOIN LATERAL aclexplode(ARRAY[u.item]) b
      WHERE NOT u.item = ANY (o.acl)) p
)
SELECT format(CASE WHEN c.by_other THEN E'SET SESSION AUTHORIZATION %5$I;\nGRANT %1$s ON %2$s TO %3$s%4$s;\nRESET SESSION AUTHORIZATION;'
                   WHEN c.sort > 1 THEN 'GRANT %s ON %s TO %s%s;' ELSE 'REVOKE %s ON %s FROM %s;' END,
              string_agg(replace(c.privilege_type, 'EXECUTE', 'ALL') || c.of_column, ', ' ORDER BY array_position(ARRAY['SELECT', 'CREATE', 'USAGE', 'INSERT', 'REFERENCES', 'DELETE', 'TRIGGER', 'TRUNCATE', 'MAINTAIN', 'UPDATE'], c.privilege_type), c.n), c.title, c.role, CASE WHEN c.is_grantable THEN ' WITH GRANT OPTION' END,
              pg_get_userbyid(c.grantor))
FROM (SELECT *, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS role, sort > 1 AND grantor <> owner AS by_other
      FROM change) c
GROUP BY c.title, c.of_column, c.place, c.sort, c.role, c.is_grantable, c.by_other, c.grantor
ORDER BY c.title, c.place, c.sort, c.by_other, min(c.n)
