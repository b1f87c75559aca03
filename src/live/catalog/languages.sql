SELECT format('CREATE %sLANGUAGE %I%s;', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END, l.lanname,
              ' HANDLER ' || format('%I.%I', hn.nspname, h.proname) ||
              CASE WHEN i.oid IS NOT NULL THEN ' INLINE ' || format('%I.%I', nn.nspname, i.proname) ELSE '' END ||
              CASE WHEN v.oid IS NOT NULL THEN ' VALIDATOR ' || format('%I.%I', vn.nspname, v.proname) ELSE '' END)
FROM pg_language l
  LEFT JOIN pg_proc h ON h.oid = l.lanplcallfoid LEFT JOIN pg_namespace hn ON hn.oid = h.pronamespace
  LEFT JOIN pg_proc i ON i.oid = l.laninline LEFT JOIN pg_namespace nn ON nn.oid = i.pronamespace
  LEFT JOIN pg_proc v ON v.oid = l.lanvalidator LEFT JOIN pg_namespace vn ON vn.oid = v.pronamespace
WHERE l.lanispl AND l.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_language'::regclass AND e.objid = l.oid AND e.deptype = 'e')
ORDER BY l.lanname
