SELECT format(E'%s;\nALTER STATISTICS %I.%I OWNER TO %I;%s', pg_get_statisticsobjdef(s.oid), n.nspname, s.stxname, pg_get_userbyid(s.stxowner)
              , CASE WHEN s.stxstattarget >= 0 THEN format(E'\nALTER STATISTICS %I.%I SET STATISTICS %s;', n.nspname, s.stxname, s.stxstattarget) END --@13-
              , NULL --@-12
             )
FROM pg_statistic_ext s JOIN stored r ON r.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_statistic_ext'::regclass AND e.objid = s.oid AND e.deptype = 'e')
ORDER BY n.nspname, s.stxname
