SELECT 'pg_type'::regclass::oid, t.oid,
       format(E'CREATE TYPE %s AS ENUM (%s);\nALTER TYPE %1$s OWNER TO %3$s;', t.title,
              (SELECT string_agg(quote_literal(v.enumlabel), ', ' ORDER BY v.enumsortorder) FROM pg_enum v WHERE v.enumtypid = t.oid), t.owner)
FROM type t WHERE t.typtype = 'e' ORDER BY t.title
