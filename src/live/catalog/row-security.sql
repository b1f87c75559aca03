SELECT text
FROM (
  SELECT 1 AS sort, r.title::text AS name, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY;', r.title) AS text FROM stored r WHERE r.relrowsecurity
  UNION ALL
  SELECT 2, r.title::text, format('ALTER TABLE ONLY %s FORCE ROW LEVEL SECURITY;', r.title) FROM stored r WHERE r.relforcerowsecurity
  UNION ALL
  SELECT 3, r.title::text, format('ALTER TABLE ONLY %s REPLICA IDENTITY %s;', r.title, CASE r.relreplident WHEN 'n' THEN 'NOTHING' ELSE 'FULL' END)
  FROM stored r WHERE r.relreplident IN ('n', 'f') AND r.relkind <> 'f'
  UNION ALL
  SELECT 4, r.title || ' ' || p.polname,
         format('CREATE POLICY %I ON %s%s%s%s%s%s;', p.polname, r.title, CASE WHEN NOT p.polpermissive THEN ' AS RESTRICTIVE' END,
                CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' END,
                CASE WHEN p.polroles <> '{0}' THEN
                  (SELECT ' TO ' || string_agg(quote_ident(pg_get_userbyid(o)), ', ' ORDER BY pg_get_userbyid(o)) FROM unnest(p.polroles) o) END,
                ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  FROM stored r JOIN pg_policy p ON p.polrelid = r.oid) x
ORDER BY sort, name
