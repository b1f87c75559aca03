SELECT text
FROM (
  SELECT 1 AS sort, p.pubname::text AS name,
         format(E'CREATE PUBLICATION %I%s WITH (publish = %L%s);\nALTER PUBLICATION %1$I OWNER TO %5$I;', p.pubname,
                CASE WHEN p.puballtables THEN ' FOR ALL TABLES' END,
                array_to_string(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                                      CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], ', '),
                CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' END, --@13-
                NULL, --@-12
                pg_get_userbyid(p.pubowner)) AS text
  FROM pg_publication p
  UNION ALL
  SELECT 2, p.pubname || ' ' || r.title,
         format('ALTER PUBLICATION %I ADD TABLE ONLY %s%s;', p.pubname, r.title
                , coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')' FROM pg_attribute a --@15-
                            WHERE a.attrelid = r.oid AND a.attnum = ANY (o.prattrs)), '') --@15-
                  || coalesce(' WHERE (' || pg_get_expr(o.prqual, o.prrelid) || ')', '') --@15-
                , NULL --@-14
               )
  FROM pg_publication_rel o JOIN pg_publication p ON p.oid = o.prpubid JOIN stored r ON r.oid = o.prrelid
  UNION ALL --@15-
  SELECT 3, p.pubname || ' ' || n.nspname, format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I;', p.pubname, n.nspname) --@15-
  FROM pg_publication_namespace o JOIN pg_publication p ON p.oid = o.pnpubid JOIN pg_namespace n ON n.oid = o.pnnspid --@15-
  WHERE n.oid = ANY ($1) --@15-
 ) x
ORDER BY sort, name
