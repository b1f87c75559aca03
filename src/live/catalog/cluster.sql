-- Roles, who is a member of whom, and the database itself: what dumps of a single database leave out.
SELECT text
FROM (
  SELECT 1 AS sort, r.rolname::text AS name,
         format('CREATE ROLE %I%s%s%s%s%s%s%s%s%s;', r.rolname, CASE WHEN r.rolsuper THEN ' SUPERUSER' END, CASE WHEN NOT r.rolinherit THEN ' NOINHERIT' END,
                CASE WHEN r.rolcreaterole THEN ' CREATEROLE' END, CASE WHEN r.rolcreatedb THEN ' CREATEDB' END, CASE WHEN r.rolcanlogin THEN ' LOGIN' END,
                CASE WHEN r.rolreplication THEN ' REPLICATION' END, CASE WHEN r.rolbypassrls THEN ' BYPASSRLS' END,
                CASE WHEN r.rolconnlimit <> -1 THEN ' CONNECTION LIMIT ' || r.rolconnlimit END,
                CASE WHEN r.rolvaliduntil IS NOT NULL THEN format(' VALID UNTIL %L', r.rolvaliduntil) END) ||
         coalesce(format(E'\nCOMMENT ON ROLE %I IS %L;', r.rolname, shobj_description(r.oid, 'pg_authid')), '') AS text
  FROM pg_roles r WHERE r.rolname !~ '^pg_' AND r.oid >= 16384
  UNION ALL
  SELECT 2, o.rolname || ' ' || m.rolname, format('GRANT %I TO %I%s;', o.rolname, m.rolname, CASE WHEN a.admin_option THEN ' WITH ADMIN OPTION' END)
  FROM pg_auth_members a JOIN pg_roles o ON o.oid = a.roleid JOIN pg_roles m ON m.oid = a.member WHERE m.oid >= 16384
  UNION ALL
  SELECT 3, d.datname::text, format(E'CREATE DATABASE %I ENCODING = %L LC_COLLATE = %L LC_CTYPE = %L;\nALTER DATABASE %1$I OWNER TO %5$I;', d.datname,
                                    pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, pg_get_userbyid(d.datdba)) ||
                             coalesce(format(E'\nCOMMENT ON DATABASE %I IS %L;', d.datname, shobj_description(d.oid, 'pg_database')), '')
  FROM pg_database d WHERE d.datname = current_database()
  UNION ALL
  SELECT 4, coalesce(r.rolname, '') || coalesce(d.datname, '') || u.i,
         format('ALTER %s%s SET %s TO %s;', CASE WHEN r.oid IS NULL THEN format('DATABASE %I', d.datname) ELSE format('ROLE %I', r.rolname) END,
                CASE WHEN r.oid IS NOT NULL THEN ' IN DATABASE ' || quote_ident(d.datname) END, split_part(u.setting, '=', 1),
                CASE WHEN split_part(u.setting, '=', 1) IN ('search_path', 'local_preload_libraries', 'session_preload_libraries', 'shared_preload_libraries',
                                                           'temp_tablespaces', 'unix_socket_directories', 'DateStyle')
                          AND u.setting !~ '=$' THEN substr(u.setting, strpos(u.setting, '=') + 1)
                     ELSE quote_literal(substr(u.setting, strpos(u.setting, '=') + 1)) END)
  FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) WITH ORDINALITY u (setting, i)
    LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
  WHERE (s.setdatabase = 0 OR d.datname = current_database()) AND (s.setrole = 0 OR r.oid >= 16384)) x
ORDER BY sort, name
