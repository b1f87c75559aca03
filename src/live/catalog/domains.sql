SELECT 'pg_type'::regclass::oid, t.oid,
       format(E'CREATE DOMAIN %s AS %s%s%s%s%s;\nALTER DOMAIN %1$s OWNER TO %7$s;', t.title, format_type(t.typbasetype, t.typtypmod),
              CASE WHEN t.typcollation <> b.typcollation THEN format(' COLLATE %I.%I', cn.nspname, co.collname) END,
              CASE WHEN t.typnotnull THEN ' NOT NULL' END,
              CASE WHEN NOT t.oid = ANY ($2) THEN ' DEFAULT ' || coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) END,
              CASE WHEN NOT t.oid = ANY ($2) THEN
                (SELECT string_agg(format(E'\n\tCONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
                 FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated) END, t.owner)
FROM type t JOIN pg_type b ON b.oid = t.typbasetype
  LEFT JOIN pg_collation co ON co.oid = t.typcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE t.typtype = 'd' ORDER BY t.title
