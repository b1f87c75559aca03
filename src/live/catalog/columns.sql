-- What is said of columns after their table: what differs from the parent's, storage, statistics.
SELECT format('ALTER %sTABLE ONLY %s %s;', CASE r.relkind WHEN 'f' THEN 'FOREIGN ' END, r.title, string_agg(format('ALTER COLUMN %I %s', a.attname, p.text), ', ' ORDER BY a.attnum, p.sort))
FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
                     -- Most columns have nothing of all this.
                     AND (a.attstattarget >= 0 OR a.attoptions IS NOT NULL OR a.attinhcount > 0 OR (r.relkind = 'v' AND a.atthasdef)
                          OR a.attcompression <> '' --@14-
                          OR a.attstorage <> (SELECT t.typstorage FROM pg_type t WHERE t.oid = a.atttypid))
  JOIN pg_type t ON t.oid = a.atttypid
  CROSS JOIN LATERAL (
    SELECT 1 AS sort, 'SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) AS text
    FROM pg_attrdef d
    WHERE a.atthasdef AND a.attgenerated = '' AND d.adrelid = r.oid AND d.adnum = a.attnum
      AND (r.relkind = 'v' OR NOT (a.attislocal OR r.relispartition))
    UNION ALL
    SELECT 2, 'SET DEFAULT NULL'
    WHERE NOT a.atthasdef AND r.relkind IN ('r', 'p', 'f')
      AND EXISTS (SELECT FROM pg_inherits i JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
                  WHERE i.inhrelid = r.oid AND p.atthasdef AND p.attgenerated = '' AND NOT p.attisdropped)
    UNION ALL
    SELECT 3, 'SET NOT NULL'
    WHERE a.attnotnull AND r.relkind IN ('r', 'p', 'f') AND NOT (a.attislocal OR r.relispartition)
      AND NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
                      WHERE i.inhrelid = r.oid AND p.attnotnull)
    UNION ALL
    SELECT 4, 'SET STATISTICS ' || a.attstattarget WHERE a.attstattarget >= 0
    UNION ALL
    SELECT 5, 'SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
    WHERE a.attstorage <> t.typstorage AND r.relkind <> 'v' AND (a.attislocal OR r.relispartition)
    UNION ALL --@14-
    SELECT 6, 'SET COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END --@14-
    WHERE a.attcompression IN ('p', 'l') AND (a.attislocal OR r.relispartition) --@14-
    UNION ALL
    SELECT 7, 'SET (' || string_agg(o, ', ') || ')' FROM unnest(a.attoptions) o WHERE split_part(o, '=', 1) IN ('n_distinct', 'n_distinct_inherited')
    HAVING count(*) > 0) p
WHERE r.relkind IN ('r', 'p', 'f', 'v', 'm')
GROUP BY r.title, r.relkind
ORDER BY r.title::text
