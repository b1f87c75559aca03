SELECT 'pg_opfamily'::regclass::oid, f.oid,
       format(E'CREATE OPERATOR FAMILY %I.%I USING %I;\nALTER OPERATOR FAMILY %1$I.%2$I USING %3$I OWNER TO %4$I;%5$s', n.nspname, f.opfname, am.amname,
              pg_get_userbyid(f.opfowner), format(E'\nALTER OPERATOR FAMILY %I.%I USING %I ADD\n    ', n.nspname, f.opfname, am.amname) || loose.members || ';')
FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am am ON am.oid = f.opfmethod
  CROSS JOIN LATERAL (
    SELECT string_agg(m.text, E' ,\n    ' ORDER BY m.sort, m.number, m.text) AS members
    FROM (SELECT 1 AS sort, amopstrategy AS number, 'pg_amop'::regclass AS class, o.oid,
                 format('OPERATOR %s %s', amopstrategy, amopopr::regoperator) AS text
          FROM pg_amop o WHERE o.amopfamily = f.oid
          UNION ALL
          SELECT 2, amprocnum, 'pg_amproc'::regclass, p.oid,
                 format('FUNCTION %s (%s, %s) %s', amprocnum, format_type(amproclefttype, NULL), format_type(amprocrighttype, NULL), p.amproc::regprocedure)
          FROM pg_amproc p WHERE p.amprocfamily = f.oid) m
    WHERE EXISTS (SELECT FROM pg_depend d WHERE d.classid = m.class AND d.objid = m.oid AND d.refclassid = 'pg_opfamily'::regclass
                                            AND d.refobjid = f.oid)) loose
WHERE f.opfnamespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_opfamily'::regclass AND e.objid = f.oid AND e.deptype = 'e')
ORDER BY n.nspname, f.opfname
