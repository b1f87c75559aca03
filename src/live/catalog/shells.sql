-- A base type is announced before its functions, and made after them.
SELECT format('CREATE TYPE %s;', t.title) FROM type t WHERE t.typtype = 'b' OR NOT t.typisdefined ORDER BY t.title
