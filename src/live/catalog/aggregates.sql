SELECT 'pg_proc'::regclass::oid, r.oid,
       format(E'CREATE AGGREGATE %s (\n    %s\n);\nALTER AGGREGATE %1$s OWNER TO %3$s;',
              CASE WHEN r.pronargs = 0 THEN r.title
                   ELSE format('%I.%I(%s)', n.nspname, r.proname, pg_get_function_arguments(r.oid)) END, array_to_string(ARRAY[
         'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL),
         CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END,
         'INITCOND = ' || quote_literal(a.agginitval),
         CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn END,
         CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
         CASE WHEN a.aggfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN 'FINALFUNC_MODIFY = ' ||
           CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
         CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn END,
         CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn END,
         CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn END,
         CASE WHEN a.aggmtransfn <> 0 THEN format(E'MSFUNC = %s,\n    MINVFUNC = %s,\n    MSTYPE = %s', a.aggmtransfn, a.aggminvtransfn,
                                                  format_type(a.aggmtranstype, NULL)) END,
         CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
         'MINITCOND = ' || quote_literal(a.aggminitval),
         CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn END,
         CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
         CASE WHEN a.aggmtransfn <> 0 AND a.aggmfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN 'MFINALFUNC_MODIFY = ' ||
           CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
         CASE WHEN a.aggsortop <> 0 THEN format('SORTOP = OPERATOR(%I.%s)', son.nspname, so.oprname) END,
         CASE r.proparallel WHEN 's' THEN 'PARALLEL = safe' WHEN 'r' THEN 'PARALLEL = restricted' END,
         CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END], E',\n    '), r.owner)
FROM routine r JOIN pg_aggregate a ON a.aggfnoid = r.oid JOIN pg_namespace n ON n.oid = r.pronamespace
  LEFT JOIN pg_operator so ON so.oid = a.aggsortop LEFT JOIN pg_namespace son ON son.oid = so.oprnamespace
ORDER BY r.pronamespace::regnamespace::text, r.proname, r.pronargs, r.title
