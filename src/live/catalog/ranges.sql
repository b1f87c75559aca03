SELECT 'pg_type'::regclass::oid, t.oid,
       format(E'CREATE TYPE %s AS RANGE (subtype = %s%s%s%s%s%s);\nALTER TYPE %1$s OWNER TO %8$s;', t.title, format_type(r.rngsubtype, NULL),
              ', multirange_type_name = ' || format_type(r.rngmultitypid, NULL), --@14-
              '', --@-13
              CASE WHEN NOT oc.opcdefault THEN format(', subtype_opclass = %I.%I', ocn.nspname, oc.opcname) END,
              CASE WHEN r.rngcollation <> s.typcollation THEN format(', collation = %I.%I', cn.nspname, co.collname) END,
              CASE WHEN r.rngcanonical <> 0 THEN ', canonical = ' || r.rngcanonical END,
              CASE WHEN r.rngsubdiff <> 0 THEN ', subtype_diff = ' || r.rngsubdiff END, t.owner)
FROM type t JOIN pg_range r ON r.rngtypid = t.oid
  JOIN pg_type s ON s.oid = r.rngsubtype
  JOIN pg_opclass oc ON oc.oid = r.rngsubopc JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_collation co ON co.oid = r.rngcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
ORDER BY t.title
