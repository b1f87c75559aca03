SELECT 'pg_opclass'::regclass::oid, c.oid,
       format(E'CREATE OPERATOR CLASS %I.%I\n    %sFOR TYPE %s USING %I FAMILY %I.%I AS\n    %s;\nALTER OPERATOR CLASS %1$I.%2$I USING %5$I OWNER TO %9$I;',
              n.nspname, c.opcname, CASE WHEN c.opcdefault THEN 'DEFAULT ' END, format_type(c.opcintype, NULL), am.amname, fn.nspname, f.opfname,
              coalesce((SELECT string_agg(m.text, E' ,\n    ' ORDER BY m.sort, m.number, m.text)
                        FROM (SELECT 0 AS sort, 0 AS number, 0::oid AS class, 0::oid AS oid, 'STORAGE ' || format_type(c.opckeytype, NULL) AS text
                              WHERE c.opckeytype <> 0
                              UNION ALL
                              SELECT 1, amopstrategy, 'pg_amop'::regclass, o.oid,
                                     format('OPERATOR %s %s', amopstrategy, amopopr::regoperator) ||
                                     coalesce((SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
                                               FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = o.amopsortfamily), '')
                              FROM pg_amop o WHERE o.amopfamily = f.oid
                              UNION ALL
                              SELECT 2, amprocnum, 'pg_amproc'::regclass, p.oid,
                                     format('FUNCTION %s (%s, %s) %s', amprocnum, format_type(amproclefttype, NULL), format_type(amprocrighttype, NULL),
                                            p.amproc::regprocedure)
                              FROM pg_amproc p WHERE p.amprocfamily = f.oid) m
                        WHERE m.sort = 0 OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = m.class AND d.objid = m.oid
                                                                              AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid)),
                       'STORAGE ' || format_type(c.opcintype, NULL)), pg_get_userbyid(c.opcowner))
FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am am ON am.oid = c.opcmethod
  JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
WHERE c.opcnamespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_opclass'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.opcname
