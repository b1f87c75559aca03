SELECT 'pg_type'::regclass::oid, t.oid,
       format(E'CREATE TYPE %s (\n    %s\n);\nALTER TYPE %1$s OWNER TO %3$s;', t.title, array_to_string(ARRAY[
         'INTERNALLENGTH = ' || CASE WHEN t.typlen < 0 THEN 'variable' ELSE t.typlen::text END,
         'INPUT = ' || t.typinput, 'OUTPUT = ' || t.typoutput,
         CASE WHEN t.typreceive <> 0 THEN 'RECEIVE = ' || t.typreceive END,
         CASE WHEN t.typsend <> 0 THEN 'SEND = ' || t.typsend END,
         CASE WHEN t.typmodin <> 0 THEN 'TYPMOD_IN = ' || t.typmodin END,
         CASE WHEN t.typmodout <> 0 THEN 'TYPMOD_OUT = ' || t.typmodout END,
         CASE WHEN t.typanalyze <> 0 THEN 'ANALYZE = ' || t.typanalyze END,
         CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END,
         CASE WHEN t.typdefault IS NOT NULL THEN 'DEFAULT = ' || quote_literal(t.typdefault) END,
         CASE WHEN t.typsubscript <> 0 THEN 'SUBSCRIPT = ' || t.typsubscript END, --@14-
         CASE WHEN t.typelem <> 0 THEN 'ELEMENT = ' || format_type(t.typelem, NULL) END,
         CASE WHEN t.typcategory <> 'U' THEN 'CATEGORY = ' || quote_literal(t.typcategory::text) END,
         CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
         CASE WHEN t.typdelim <> ',' THEN 'DELIMITER = ' || quote_literal(t.typdelim::text) END,
         CASE t.typalign WHEN 'c' THEN 'ALIGNMENT = char' WHEN 's' THEN 'ALIGNMENT = int2'
                         WHEN 'i' THEN 'ALIGNMENT = int4' WHEN 'd' THEN 'ALIGNMENT = double' END,
         CASE t.typstorage WHEN 'p' THEN 'STORAGE = plain' WHEN 'e' THEN 'STORAGE = external'
                           WHEN 'x' THEN 'STORAGE = extended' WHEN 'm' THEN 'STORAGE = main' END,
         CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END], E',\n    '), t.owner)
FROM type t WHERE t.typtype = 'b' AND t.typisdefined ORDER BY t.title
