SELECT NULL, NULL, text
FROM (
  SELECT 1 AS sort, p.prsname AS name, p.prsnamespace AS namespace, 'pg_ts_parser'::regclass AS class, p.oid,
         format(E'CREATE TEXT SEARCH PARSER %I.%I (\n    START = %s,\n    GETTOKEN = %s,\n    END = %s,%s\n    LEXTYPES = %s );', n.nspname, p.prsname,
                p.prsstart, p.prstoken, p.prsend, CASE WHEN p.prsheadline <> 0 THEN E'\n    HEADLINE = ' || p.prsheadline || ',' END, p.prslextype) AS text
  FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
  UNION ALL
  SELECT 2, t.tmplname, t.tmplnamespace, 'pg_ts_template'::regclass, t.oid,
         format(E'CREATE TEXT SEARCH TEMPLATE %I.%I (\n%s    LEXIZE = %s );', n.nspname, t.tmplname,
                CASE WHEN t.tmplinit <> 0 THEN '    INIT = ' || t.tmplinit || E',\n' END, t.tmpllexize)
  FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
  UNION ALL
  SELECT 3, d.dictname, d.dictnamespace, 'pg_ts_dict'::regclass, d.oid,
         format(E'CREATE TEXT SEARCH DICTIONARY %I.%I (\n    TEMPLATE = %I.%I%s );\nALTER TEXT SEARCH DICTIONARY %1$I.%2$I OWNER TO %6$I;', n.nspname, d.dictname,
                tn.nspname, t.tmplname, E',\n    ' || d.dictinitoption, pg_get_userbyid(d.dictowner))
  FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
    JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
  UNION ALL
  SELECT 4, c.cfgname, c.cfgnamespace, 'pg_ts_config'::regclass, c.oid,
         format(E'CREATE TEXT SEARCH CONFIGURATION %I.%I (\n    PARSER = %I.%I );\n', n.nspname, c.cfgname, pn.nspname, p.prsname) ||
         coalesce((SELECT string_agg(format(E'ALTER TEXT SEARCH CONFIGURATION %I.%I\n    ADD MAPPING FOR %I WITH %s;\n', n.nspname, c.cfgname, k.alias, m.dicts),
                                     '' ORDER BY m.maptokentype)
                   FROM (SELECT maptokentype, string_agg(mapdict::regdictionary::text, ', ' ORDER BY mapseqno) AS dicts
                         FROM pg_ts_config_map WHERE mapcfg = c.oid GROUP BY maptokentype) m
                     JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype), '') ||
         format('ALTER TEXT SEARCH CONFIGURATION %I.%I OWNER TO %I;', n.nspname, c.cfgname, pg_get_userbyid(c.cfgowner))
  FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
    JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
  WHERE c.cfgnamespace = ANY ($1)) x
WHERE namespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = x.class AND e.objid = x.oid AND e.deptype = 'e')
ORDER BY sort, namespace::regnamespace::text, name
