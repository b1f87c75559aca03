-- What must be there before what: class and number of either, and whether a default, a check or a view's query needs it.
, element AS (
  -- Arrays and row types stand for what they are made of; a base type is announced, so nothing waits for it.
  SELECT t.oid, CASE WHEN i.typtype = 'c' THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END::oid AS class,
         CASE WHEN i.typtype = 'c' THEN i.typrelid ELSE i.oid END AS id
  FROM pg_type t
    LEFT JOIN pg_range m ON m.rngmultitypid = t.oid --@14-
    JOIN pg_type i ON i.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem
                                   WHEN m.rngtypid IS NOT NULL THEN m.rngtypid --@14-
                                   ELSE t.oid END
  WHERE t.oid >= 16384 AND i.typtype <> 'b'
), edge AS (
  SELECT CASE d.classid WHEN 'pg_rewrite'::regclass THEN 'pg_class'::regclass WHEN 'pg_attrdef'::regclass THEN 'pg_class'::regclass
                        WHEN 'pg_constraint'::regclass THEN CASE WHEN k.contypid <> 0 THEN 'pg_type'::regclass ELSE 'pg_class'::regclass END
                        ELSE d.classid END::oid AS class,
         CASE d.classid WHEN 'pg_rewrite'::regclass THEN w.ev_class WHEN 'pg_attrdef'::regclass THEN f.adrelid
                        WHEN 'pg_constraint'::regclass THEN CASE WHEN k.contypid <> 0 THEN k.contypid ELSE k.conrelid END
                        ELSE d.objid END AS id,
         coalesce(e.class, d.refclassid) AS needed_class, coalesce(e.id, d.refobjid) AS needed_id,
         (w.oid IS NOT NULL AND v.relkind = 'v') OR k.oid IS NOT NULL OR (f.oid IS NOT NULL AND a.attgenerated = '') AS is_late
  FROM pg_depend d
    LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
    LEFT JOIN pg_class v ON v.oid = w.ev_class
    LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
    LEFT JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
    LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
    LEFT JOIN element e ON d.refclassid = 'pg_type'::regclass AND e.oid = d.refobjid
  WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'i')
    AND d.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_operator'::regclass, 'pg_opfamily'::regclass, 'pg_opclass'::regclass,
                         'pg_am'::regclass)
    AND (d.classid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_opfamily'::regclass, 'pg_opclass'::regclass, 'pg_cast'::regclass,
                       'pg_conversion'::regclass, 'pg_transform'::regclass, 'pg_am'::regclass)
         OR (d.classid = 'pg_rewrite'::regclass AND w.rulename = '_RETURN')
         OR (d.classid IN ('pg_class'::regclass, 'pg_type'::regclass) AND d.refclassid <> 'pg_class'::regclass)
         OR (d.classid = 'pg_attrdef'::regclass AND d.refclassid <> 'pg_class'::regclass)
         OR (d.classid = 'pg_constraint'::regclass AND k.contype = 'c' AND d.refclassid NOT IN ('pg_class'::regclass, 'pg_type'::regclass)))
  UNION ALL
  SELECT 'pg_class'::regclass, i.inhrelid, 'pg_class'::regclass, i.inhparent, FALSE
  FROM pg_inherits i JOIN stored r ON r.oid = i.inhrelid WHERE NOT r.relispartition
)
SELECT DISTINCT class, id, needed_class, needed_id, is_late FROM edge WHERE (class, id) <> (needed_class, needed_id)
