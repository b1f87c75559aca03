SELECT 'pg_class'::regclass::oid, t.typrelid,
       format(E'CREATE TYPE %s AS (%s);\nALTER TYPE %1$s OWNER TO %3$s;', t.title,
              (SELECT string_agg(format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                                        CASE WHEN a.attcollation <> at.typcollation THEN format(' COLLATE %I.%I', cn.nspname, co.collname) END),
                                 E',\n\t' ORDER BY a.attnum)
               FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid
                 LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
               WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), t.owner)
FROM type t WHERE t.typtype = 'c' ORDER BY t.title
