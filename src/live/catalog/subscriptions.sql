-- For superusers only. Without the password of the connection.
SELECT format(E'CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %s WITH (connect = false, slot_name = %s%s%s%s);\nALTER SUBSCRIPTION %1$I OWNER TO %8$I;', s.subname,
              regexp_replace(regexp_replace(s.subconninfo, '\s*\m\w*password\s*=\s*(''([^''\\]|\\.)*''|\S+)', '', 'g'), '(//[^:/@]*):[^@/]*@', '\1@'),
              (SELECT string_agg(quote_ident(p), ', ' ORDER BY i) FROM unnest(s.subpublications) WITH ORDINALITY u (p, i)),
              coalesce(quote_literal(s.subslotname), 'NONE'),
              CASE WHEN s.subbinary THEN ', binary = true' END, --@14-
              NULL, --@-13
              CASE WHEN s.substream::text IN ('t', 'p') THEN ', streaming = ' || CASE s.substream::text WHEN 'p' THEN 'parallel' ELSE 'on' END END --@14-
              NULL --@-13
              , CASE WHEN s.subsynccommit <> 'off' THEN ', synchronous_commit = ' || quote_literal(s.subsynccommit) END, pg_get_userbyid(s.subowner))
FROM pg_subscription s
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY s.subname
