-- Passwords stay where they are.
, option AS (
  SELECT o.class, o.id, ' OPTIONS (' || string_agg(quote_ident(p.option_name) || ' ' || quote_literal(p.option_value), E',\n    ' ORDER BY p.option_name) || ')' AS list
  FROM (SELECT 1 AS class, oid AS id, fdwoptions AS options FROM pg_foreign_data_wrapper
        UNION ALL SELECT 2, oid, srvoptions FROM pg_foreign_server
        UNION ALL SELECT 3, umid, umoptions FROM pg_user_mappings) o
    CROSS JOIN LATERAL pg_options_to_table(o.options) p
  WHERE p.option_name !~* 'passw|secret|token'
  GROUP BY o.class, o.id
)
SELECT text
FROM (
  SELECT 1 AS sort, w.fdwname::text AS name,
         format(E'CREATE FOREIGN DATA WRAPPER %I%s%s%s;\nALTER FOREIGN DATA WRAPPER %1$I OWNER TO %5$I;', w.fdwname,
                CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || (SELECT format('%I.%I', n.nspname, p.proname) FROM pg_proc p
                  JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = w.fdwhandler) END,
                CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || (SELECT format('%I.%I', n.nspname, p.proname) FROM pg_proc p
                  JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = w.fdwvalidator) END, o.list, pg_get_userbyid(w.fdwowner)) AS text
  FROM pg_foreign_data_wrapper w LEFT JOIN option o ON o.class = 1 AND o.id = w.oid
  WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid AND e.deptype = 'e')
  UNION ALL
  SELECT 2, s.srvname,
         format(E'CREATE SERVER %I%s%s FOREIGN DATA WRAPPER %I%s;\nALTER SERVER %1$I OWNER TO %6$I;', s.srvname, ' TYPE ' || quote_literal(s.srvtype),
                ' VERSION ' || quote_literal(s.srvversion), w.fdwname, o.list, pg_get_userbyid(s.srvowner))
  FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw LEFT JOIN option o ON o.class = 2 AND o.id = s.oid
  WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_server'::regclass AND e.objid = s.oid AND e.deptype = 'e')
  UNION ALL
  SELECT 3, m.srvname || ' ' || m.usename,
         format('CREATE USER MAPPING FOR %s SERVER %I%s;', CASE WHEN m.umuser = 0 THEN 'public' ELSE quote_ident(m.usename) END, m.srvname, o.list)
  FROM pg_user_mappings m LEFT JOIN option o ON o.class = 3 AND o.id = m.umid) x
ORDER BY sort, name
