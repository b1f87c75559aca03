-- What a design is made of: stands before every query of this folder.
-- $1: the schemas that are read; $2: tables, domains and views that are made in two steps.
-- $3, $4, $5: relations, types and routines that an extension brings: CREATE EXTENSION makes them.
-- A line with a mark at its end is for some servers only: "14-" from version 14 on, "-13" up to 13, "15-16" between.
WITH relation AS (
  SELECT c.*, c.oid::regclass AS title, quote_ident(pg_get_userbyid(c.relowner)) AS owner
  FROM pg_class c
  WHERE c.relnamespace = ANY ($1) AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c') AND c.relpersistence <> 't'
    AND c.oid <> ALL ($3)
), stored AS (
  SELECT * FROM relation WHERE relkind IN ('r', 'p', 'f')
), routine AS (
  SELECT p.*, quote_ident(pg_get_userbyid(p.proowner)) AS owner,
         CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END AS word,
         format('%I.%I(%s)', n.nspname, p.proname, CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN '*'
                ELSE pg_get_function_identity_arguments(p.oid) END) AS title
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.pronamespace = ANY ($1) AND p.oid <> ALL ($5)
), type AS (
  SELECT t.*, format_type(t.oid, NULL) AS title, quote_ident(pg_get_userbyid(t.typowner)) AS owner
  FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.typnamespace = ANY ($1) AND t.typtype IN ('b', 'c', 'd', 'e', 'p', 'r') AND (t.typtype <> 'c' OR c.relkind = 'c')
    AND NOT (t.typtype = 'b' AND EXISTS (SELECT FROM pg_type i WHERE i.oid = t.typelem AND i.typarray = t.oid))
    AND t.oid <> ALL ($4)
)
