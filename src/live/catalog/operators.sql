SELECT 'pg_operator'::regclass::oid, o.oid,
       format(E'CREATE OPERATOR %I.%s (\n    %s\n);\nALTER OPERATOR %1$I.%2$s (%4$s, %5$s) OWNER TO %6$I;', n.nspname, o.oprname, array_to_string(ARRAY[
         'FUNCTION = ' || o.oprcode,
         CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || format_type(o.oprleft, NULL) END,
         CASE WHEN o.oprright <> 0 THEN 'RIGHTARG = ' || format_type(o.oprright, NULL) END,
         CASE WHEN o.oprcom <> 0 THEN format('COMMUTATOR = OPERATOR(%I.%s)', cn.nspname, c.oprname) END,
         CASE WHEN o.oprnegate <> 0 THEN format('NEGATOR = OPERATOR(%I.%s)', gn.nspname, g.oprname) END,
         CASE WHEN o.oprcanmerge THEN 'MERGES' END,
         CASE WHEN o.oprcanhash THEN 'HASHES' END,
         CASE WHEN o.oprrest <> 0 THEN 'RESTRICT = ' || o.oprrest END,
         CASE WHEN o.oprjoin <> 0 THEN 'JOIN = ' || o.oprjoin END], E',\n    '),
         CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) ELSE 'NONE' END,
         CASE WHEN o.oprright <> 0 THEN format_type(o.oprright, NULL) ELSE 'NONE' END, pg_get_userbyid(o.oprowner))
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
  LEFT JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_namespace cn ON cn.oid = c.oprnamespace
  LEFT JOIN pg_operator g ON g.oid = o.oprnegate LEFT JOIN pg_namespace gn ON gn.oid = g.oprnamespace
WHERE o.oprnamespace = ANY ($1) AND o.oprcode <> 0
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid AND e.deptype = 'e')
ORDER BY n.nspname, o.oprname, o.oprleft::regtype::text, o.oprright::regtype::text
