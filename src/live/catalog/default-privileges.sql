SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s %s %s ON %s %s %s%s;', pg_get_userbyid(d.defaclrole), ' IN SCHEMA ' || quote_ident(n.nspname),
              CASE p.sort WHEN 1 THEN 'REVOKE' ELSE 'GRANT' END, string_agg(p.privilege_type, ', ' ORDER BY array_position(ARRAY['SELECT', 'CREATE', 'USAGE', 'INSERT', 'REFERENCES', 'DELETE', 'TRIGGER', 'TRUNCATE', 'MAINTAIN', 'UPDATE'], p.privilege_type), p.n),
              CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END,
              CASE p.sort WHEN 1 THEN 'FROM' ELSE 'TO' END, p.role, CASE WHEN p.is_grantable THEN ' WITH GRANT OPTION' END)
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
  CROSS JOIN LATERAL (SELECT CASE WHEN d.defaclnamespace <> 0 THEN NULL::aclitem[] ELSE acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END::"char", d.defaclrole) END AS acl) base
  CROSS JOIN LATERAL (
    SELECT x.sort, x.n, x.privilege_type, x.is_grantable, CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END AS role
    FROM (SELECT 2 AS sort, u.n, g.grantee, g.privilege_type, g.is_grantable
          FROM unnest(d.defaclacl) WITH ORDINALITY u (item, n) CROSS JOIN LATERAL aclexplode(ARRAY[u.item]) g
          WHERE NOT coalesce(u.item = ANY (base.acl), FALSE)
          UNION ALL
          SELECT 1, u.n, b.grantee, b.privilege_type, FALSE
          FROM unnest(base.acl) WITH ORDINALITY u (item, n) CROSS JOIN LATERAL aclexplode(ARRAY[u.item]) b
          WHERE NOT u.item = ANY (d.defaclacl)) x) p
WHERE d.defaclnamespace = 0 OR d.defaclnamespace = ANY ($1)
GROUP BY d.defaclrole, n.nspname, d.defaclobjtype, p.sort, p.role, p.is_grantable
ORDER BY pg_get_userbyid(d.defaclrole), n.nspname, d.defaclobjtype, p.sort, min(p.n)
