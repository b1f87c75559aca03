SELECT format(E'CREATE EVENT TRIGGER %I ON %I%s EXECUTE FUNCTION %s();%s\nALTER EVENT TRIGGER %1$I OWNER TO %6$I;', t.evtname, t.evtevent,
              (SELECT ' WHEN TAG IN (' || string_agg(quote_literal(x), ', ') || ')' FROM unnest(t.evttags) x), t.evtfoid::regproc,
              CASE WHEN t.evtenabled <> 'O' THEN format(E'\nALTER EVENT TRIGGER %I %s;', t.evtname,
                CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END) END, pg_get_userbyid(t.evtowner))
FROM pg_event_trigger t
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY t.evtname
