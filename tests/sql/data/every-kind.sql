-- A harbour office. Not a good design, but one that has something of every kind that
-- PostgreSQL knows, with the settings that are easy to lose.

SET check_function_bodies = false;

-- Roles

CREATE ROLE "Pilot's mate";
CREATE ROLE harbour_auditor NOINHERIT;
CREATE ROLE harbour_clerk LOGIN CONNECTION LIMIT 5 VALID UNTIL '2040-01-01 00:00:00+00';
CREATE ROLE harbour_owner NOLOGIN;
GRANT harbour_auditor TO harbour_clerk WITH ADMIN OPTION;
ALTER ROLE harbour_clerk SET search_path TO harbour, public;
ALTER ROLE harbour_clerk SET statement_timeout TO '30s';
COMMENT ON ROLE harbour_clerk IS 'Sits at the desk';

-- Schemas and extensions

CREATE SCHEMA harbour;
CREATE SCHEMA "Log book";
ALTER SCHEMA harbour OWNER TO harbour_owner;
COMMENT ON SCHEMA harbour IS 'Berths, ships and who may use them';
COMMENT ON SCHEMA public IS 'Shared';
CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;

-- Types

CREATE COLLATION harbour.by_number (provider = icu, locale = 'en-u-kn-true', deterministic = false);
CREATE COLLATION harbour.plain FROM pg_catalog."C";
COMMENT ON COLLATION harbour.by_number IS 'Pier 2 before pier 10';

CREATE TYPE harbour.ship_class AS ENUM ('sail', 'steam', 'captain''s gig', 'Motor');
ALTER TYPE harbour.ship_class OWNER TO harbour_owner;
COMMENT ON TYPE harbour.ship_class IS 'How it moves';

CREATE TYPE harbour.place AS (
    latitude double precision,
    longitude double precision,
    "plain name" text COLLATE harbour.plain
);
COMMENT ON TYPE harbour.place IS 'Where';
COMMENT ON COLUMN harbour.place.latitude IS 'North is positive';

CREATE FUNCTION harbour.draught_difference(a numeric, b numeric) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$SELECT (a - b)::double precision$$;

CREATE TYPE harbour.draught_range AS RANGE (
    subtype = numeric,
    subtype_opclass = pg_catalog.numeric_ops,
    subtype_diff = harbour.draught_difference,
    multirange_type_name = harbour.draught_ranges
);

CREATE DOMAIN harbour.tonnage AS numeric(10,2) DEFAULT 0 NOT NULL
    CONSTRAINT tonnage_is_positive CHECK (VALUE >= 0::numeric)
    CONSTRAINT tonnage_is_sane CHECK (VALUE < 1000000::numeric);
COMMENT ON DOMAIN harbour.tonnage IS 'Gross tons';
COMMENT ON CONSTRAINT tonnage_is_sane ON DOMAIN harbour.tonnage IS 'No such ship';
CREATE DOMAIN harbour.flag_code AS text COLLATE pg_catalog."C" CONSTRAINT flag_code_check CHECK (VALUE ~ '^[A-Z]{2}$');
ALTER DOMAIN harbour.flag_code ADD CONSTRAINT flag_code_real CHECK (VALUE <> 'XX') NOT VALID;

CREATE TYPE harbour.crew_record AS (name text, rank text);

-- A base type in all its steps, over functions that the server has

CREATE TYPE harbour.whistle;
CREATE FUNCTION harbour.whistle_in(cstring) RETURNS harbour.whistle LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';
CREATE FUNCTION harbour.whistle_out(harbour.whistle) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textout';
CREATE TYPE harbour.whistle (INPUT = harbour.whistle_in, OUTPUT = harbour.whistle_out, INTERNALLENGTH = variable, ALIGNMENT = int4, STORAGE = extended);

-- Functions

CREATE FUNCTION harbour.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.changed_at := now(); -- the $1 of it
  RETURN NEW;
END
$$;

CREATE FUNCTION harbour.watch_fees() RETURNS trigger LANGUAGE plpgsql AS $_$ BEGIN RAISE NOTICE $$fees$$; RETURN NULL; END $_$;

CREATE FUNCTION harbour.fee_of(tons numeric, nights integer DEFAULT 1, OUT fee numeric, OUT tax numeric) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER LEAKPROOF COST 42
    SET search_path TO 'harbour', 'pg_temp'
    SET work_mem TO '8MB'
    AS $$SELECT tons * nights, tons * nights * 0.2$$;
ALTER FUNCTION harbour.fee_of(numeric, integer) OWNER TO harbour_owner;
COMMENT ON FUNCTION harbour.fee_of(numeric, integer) IS 'What a night costs';
REVOKE ALL ON FUNCTION harbour.fee_of(numeric, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION harbour.fee_of(numeric, integer) TO harbour_clerk;

CREATE FUNCTION harbour.add_all(VARIADIC numbers integer[]) RETURNS integer LANGUAGE sql IMMUTABLE
    RETURN (SELECT sum(n)::integer FROM unnest(numbers) AS n);
CREATE FUNCTION harbour.tides(day date) RETURNS TABLE(high timestamp with time zone, "low water" timestamp with time zone)
    LANGUAGE plpgsql ROWS 2 AS $$ BEGIN RETURN; END $$;
COMMENT ON FUNCTION harbour.tides(day date) IS 'Two a day';

CREATE PROCEDURE harbour.close_day(IN day date, INOUT closed integer) LANGUAGE plpgsql
    AS $$ BEGIN closed := 1; END $$;
COMMENT ON PROCEDURE harbour.close_day(IN day date, INOUT closed integer) IS 'At midnight';

CREATE AGGREGATE harbour.total_tons(numeric) (
    SFUNC = numeric_add,
    STYPE = numeric,
    INITCOND = '0'
);
COMMENT ON AGGREGATE harbour.total_tons(numeric) IS 'All of them';

CREATE FUNCTION harbour.heavier(a numeric, b numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT a > b$$;
CREATE OPERATOR harbour.>>> (
    FUNCTION = harbour.heavier,
    LEFTARG = numeric,
    RIGHTARG = numeric,
    COMMUTATOR = OPERATOR(harbour.<<<),
    RESTRICT = scalargtsel
);
CREATE FUNCTION harbour.lighter(a numeric, b numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT a < b$$;
CREATE OPERATOR harbour.<<< (FUNCTION = harbour.lighter, LEFTARG = numeric, RIGHTARG = numeric, COMMUTATOR = OPERATOR(harbour.>>>));
COMMENT ON OPERATOR harbour.>>> (numeric, numeric) IS 'Heavier by far';

CREATE FUNCTION harbour.class_to_int(harbour.ship_class) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$SELECT 1$$;
CREATE CAST (harbour.ship_class AS integer) WITH FUNCTION harbour.class_to_int(harbour.ship_class) AS ASSIGNMENT;
CREATE CAST (harbour.place AS text) WITH INOUT;
COMMENT ON CAST (harbour.ship_class AS integer) IS 'For old reports';

CREATE FUNCTION harbour.compare_by_length(text, text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$SELECT length($1) - length($2)$$;
CREATE OPERATOR FAMILY harbour.length_family USING btree;
CREATE OPERATOR CLASS harbour.length_ops FOR TYPE text USING btree FAMILY harbour.length_family AS
    OPERATOR 1 < (text, text), OPERATOR 2 <= (text, text), OPERATOR 3 = (text, text), OPERATOR 4 >= (text, text),
    OPERATOR 5 > (text, text), FUNCTION 1 (text, text) harbour.compare_by_length(text, text);

-- Text search

CREATE TEXT SEARCH DICTIONARY harbour.sailor_words (TEMPLATE = pg_catalog.simple, accept = 'false');
CREATE TEXT SEARCH CONFIGURATION harbour.sailor (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION harbour.sailor ADD MAPPING FOR asciiword WITH harbour.sailor_words, english_stem;
COMMENT ON TEXT SEARCH CONFIGURATION harbour.sailor IS 'How sailors talk';

-- Foreign data

CREATE FOREIGN DATA WRAPPER other_harbours OPTIONS (debug 'true');
CREATE SERVER north_port TYPE 'port' VERSION '2' FOREIGN DATA WRAPPER other_harbours OPTIONS (host 'north', port '5432');
ALTER SERVER north_port OWNER TO harbour_owner;
COMMENT ON SERVER north_port IS 'Up the coast';
CREATE USER MAPPING FOR harbour_clerk SERVER north_port OPTIONS (user 'clerk', password 'it''s');
CREATE USER MAPPING FOR PUBLIC SERVER north_port;
GRANT USAGE ON FOREIGN DATA WRAPPER other_harbours TO harbour_clerk;
GRANT USAGE ON FOREIGN SERVER north_port TO harbour_clerk WITH GRANT OPTION;
CREATE FOREIGN TABLE harbour.north_ships (
    id integer OPTIONS (column_name 'ship_no') NOT NULL,
    name text,
    CONSTRAINT north_ships_name CHECK (name <> '')
) SERVER north_port OPTIONS (table_name 'ships');
COMMENT ON FOREIGN TABLE harbour.north_ships IS 'Seen from there';

-- Sequences

CREATE SEQUENCE harbour.voucher_numbers AS integer START WITH 100 INCREMENT BY 10 MINVALUE 100 MAXVALUE 99990 CACHE 5 CYCLE;
COMMENT ON SEQUENCE harbour.voucher_numbers IS 'On paper';
GRANT SELECT, USAGE ON SEQUENCE harbour.voucher_numbers TO harbour_clerk;
CREATE SEQUENCE harbour.countdown INCREMENT BY -1 MINVALUE -100 MAXVALUE -1 START WITH -1;

-- Tables

CREATE TABLE harbour.ships (
    id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME harbour.ship_numbers START WITH 1000 INCREMENT BY 5),
    name text NOT NULL COLLATE harbour.by_number,
    "class" harbour.ship_class DEFAULT 'sail'::harbour.ship_class NOT NULL,
    tons harbour.tonnage,
    flag harbour.flag_code,
    draught harbour.draught_range,
    home harbour.place,
    log text COMPRESSION pglz,
    crew text[] DEFAULT '{}'::text[],
    name_length integer GENERATED ALWAYS AS (length(name)) STORED,
    signal bit varying(8),
    changed_at timestamp(3) with time zone DEFAULT now(),
    CONSTRAINT ships_pkey PRIMARY KEY (id) INCLUDE (name) WITH (fillfactor='80'),
    CONSTRAINT ships_flag_key UNIQUE NULLS NOT DISTINCT (flag, name) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ships_name_check CHECK (length(name) > 0) NO INHERIT
) WITH (fillfactor='70', autovacuum_enabled='false', toast.autovacuum_enabled='false');
ALTER TABLE harbour.ships OWNER TO harbour_owner;
ALTER TABLE harbour.ships ALTER COLUMN log SET STORAGE EXTERNAL;
ALTER TABLE harbour.ships ALTER COLUMN name SET STATISTICS 500;
ALTER TABLE harbour.ships ALTER COLUMN tons SET (n_distinct = -0.5, n_distinct_inherited = 100);
ALTER TABLE harbour.ships ADD CONSTRAINT ships_old CHECK (changed_at > '2000-01-01 00:00:00+00') NOT VALID;
COMMENT ON TABLE harbour.ships IS E'All ships\nthat ever came; a \\ and a ''quote''';
COMMENT ON COLUMN harbour.ships."class" IS 'See ship_class';
COMMENT ON CONSTRAINT ships_pkey ON harbour.ships IS 'Painted on the bow';
COMMENT ON CONSTRAINT ships_name_check ON harbour.ships IS 'No ghosts';

CREATE TABLE harbour.berths (
    pier smallint NOT NULL,
    number smallint NOT NULL,
    depth numeric,
    keeper integer,
    PRIMARY KEY (pier, number)
);

CREATE TABLE harbour.bookings (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ship_id integer REFERENCES harbour.ships (id) ON UPDATE CASCADE ON DELETE RESTRICT,
    pier smallint,
    number smallint,
    stay tstzrange NOT NULL,
    voucher integer DEFAULT nextval('harbour.voucher_numbers'::regclass),
    note text,
    CONSTRAINT bookings_berth_fkey FOREIGN KEY (pier, number) REFERENCES harbour.berths (pier, number)
        MATCH FULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT bookings_no_overlap EXCLUDE USING gist (stay WITH &&) WHERE (note IS NULL) DEFERRABLE,
    CONSTRAINT bookings_hashed EXCLUDE USING hash (note WITH =)
);
ALTER TABLE harbour.bookings ADD CONSTRAINT bookings_berth_set_null FOREIGN KEY (pier, number)
    REFERENCES harbour.berths (pier, number) ON DELETE SET NULL (number) NOT VALID;
COMMENT ON CONSTRAINT bookings_no_overlap ON harbour.bookings IS 'One ship a night';
COMMENT ON CONSTRAINT bookings_ship_id_fkey ON harbour.bookings IS 'Whose';

-- Two tables that need each other
ALTER TABLE harbour.berths ADD CONSTRAINT berths_keeper_fkey FOREIGN KEY (keeper) REFERENCES harbour.ships (id);
ALTER TABLE harbour.ships ADD COLUMN last_booking bigint;
ALTER TABLE harbour.ships ADD FOREIGN KEY (last_booking) REFERENCES harbour.bookings (id) ON DELETE SET DEFAULT;

CREATE TABLE harbour.serials (number serial PRIMARY KEY, big bigserial, small smallserial);
CREATE UNLOGGED TABLE harbour.scratch (stuff jsonb);
CREATE TABLE harbour.crew OF harbour.crew_record (PRIMARY KEY (name), rank WITH OPTIONS DEFAULT 'mate' NOT NULL);
CREATE TABLE harbour.whistles (sound harbour.whistle);
CREATE TABLE "Log book"."Entries ""old""" ("The text" text, "select" integer CHECK ("select" > 0));
CREATE TABLE harbour.nothing ();

-- A default and a check that call functions of the table's own rows
CREATE TABLE harbour.vouchers (id integer, paid boolean);
CREATE FUNCTION harbour.is_paid(v harbour.vouchers) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT v.paid$$;
ALTER TABLE harbour.vouchers ALTER COLUMN paid SET DEFAULT harbour.is_paid(NULL);
ALTER TABLE harbour.vouchers ADD CONSTRAINT vouchers_paid CHECK (harbour.is_paid(vouchers.*));

-- Inheritance
CREATE TABLE harbour.events (id integer NOT NULL, at timestamp without time zone DEFAULT LOCALTIMESTAMP, kind text DEFAULT 'event');
CREATE TABLE harbour.accidents (damage money, CONSTRAINT accidents_damage CHECK (damage > 0::money)) INHERITS (harbour.events);
ALTER TABLE ONLY harbour.accidents ALTER COLUMN kind SET DEFAULT 'accident';
ALTER TABLE ONLY harbour.accidents ALTER COLUMN at SET NOT NULL;
ALTER TABLE ONLY harbour.accidents ALTER COLUMN id SET STATISTICS 50;

-- Partitions
CREATE TABLE harbour.readings (
    sensor integer NOT NULL,
    at date NOT NULL,
    level numeric DEFAULT 0,
    CONSTRAINT readings_level CHECK (level > -100::numeric),
    PRIMARY KEY (sensor, at)
) PARTITION BY RANGE (at);
CREATE TABLE harbour.readings_old PARTITION OF harbour.readings FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE TABLE harbour.readings_2020 (
    level numeric DEFAULT 1,
    sensor integer NOT NULL,
    at date NOT NULL,
    CONSTRAINT readings_level CHECK (level > -100::numeric)
);
ALTER TABLE harbour.readings ATTACH PARTITION harbour.readings_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE harbour.readings_rest PARTITION OF harbour.readings DEFAULT PARTITION BY HASH (sensor);
CREATE TABLE harbour.readings_rest_0 PARTITION OF harbour.readings_rest FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE harbour.readings_rest_1 PARTITION OF harbour.readings_rest FOR VALUES WITH (modulus 2, remainder 1);
CREATE INDEX readings_level_index ON harbour.readings (level DESC NULLS LAST);
CREATE TABLE harbour.cargo (kind text, tons numeric) PARTITION BY LIST (lower(kind) text_ops);
CREATE TABLE harbour.cargo_fish PARTITION OF harbour.cargo FOR VALUES IN ('fish', 'crab', NULL);
CREATE INDEX cargo_tons ON ONLY harbour.cargo USING btree (tons);
CREATE INDEX cargo_fish_weight ON harbour.cargo_fish USING btree (tons);
ALTER INDEX harbour.cargo_tons ATTACH PARTITION harbour.cargo_fish_weight;

-- Indexes and statistics
CREATE UNIQUE INDEX ships_lower_name ON harbour.ships (lower(name) COLLATE "C" text_pattern_ops, ((tons::numeric * 2)) DESC)
    INCLUDE (flag) NULLS NOT DISTINCT WITH (fillfactor='60', deduplicate_items='off') WHERE flag IS NOT NULL AND tons > 1;
ALTER INDEX harbour.ships_lower_name ALTER COLUMN 2 SET STATISTICS 250;
CREATE INDEX ships_log_words ON harbour.ships USING gin (to_tsvector('english'::regconfig, log)) WITH (fastupdate='off');
CREATE INDEX ships_crew ON harbour.ships USING gin (crew);
CREATE INDEX ships_changed ON harbour.ships USING brin (changed_at timestamptz_minmax_multi_ops(values_per_range='16')) WITH (pages_per_range='32');
CREATE INDEX ships_length ON harbour.ships USING btree (log harbour.length_ops);
CREATE INDEX bookings_stay ON harbour.bookings USING gist (stay) WITH (buffering='auto');
CREATE INDEX bookings_note_hash ON harbour.bookings USING hash (note);
COMMENT ON INDEX harbour.ships_crew IS 'Who sails with whom';
ALTER TABLE harbour.ships CLUSTER ON ships_pkey;
ALTER TABLE harbour.bookings REPLICA IDENTITY FULL;
CREATE UNIQUE INDEX serials_big ON harbour.serials (big);
ALTER TABLE harbour.serials REPLICA IDENTITY USING INDEX serials_big;
CREATE STATISTICS harbour.ships_stats (ndistinct, dependencies) ON flag, "class", tons FROM harbour.ships;
ALTER STATISTICS harbour.ships_stats SET STATISTICS 200;
CREATE STATISTICS harbour.ships_words ON lower(name), (tons + 1) FROM harbour.ships;
COMMENT ON STATISTICS harbour.ships_stats IS 'They go together';

-- Views
CREATE VIEW harbour.sailing_ships WITH (security_barrier='true') AS
 SELECT ships.id, ships.name, ships.tons
   FROM harbour.ships
  WHERE ships.class = 'sail'::harbour.ship_class
  WITH CASCADED CHECK OPTION;
ALTER VIEW harbour.sailing_ships OWNER TO harbour_owner;
ALTER VIEW harbour.sailing_ships ALTER COLUMN tons SET DEFAULT 5;
COMMENT ON VIEW harbour.sailing_ships IS 'The quiet ones';
COMMENT ON COLUMN harbour.sailing_ships.name IS 'As painted';
CREATE VIEW harbour.ship_totals (kind, total) AS
 SELECT s.class, sum(s.tons) FROM harbour.ships s GROUP BY s.class;
CREATE VIEW harbour.by_key AS SELECT s.id, s.name, count(b.id) AS bookings FROM harbour.ships s LEFT JOIN harbour.bookings b ON b.ship_id = s.id GROUP BY s.id;
CREATE RECURSIVE VIEW harbour.countdown_from_ten (n) AS VALUES (10) UNION ALL SELECT n - 1 FROM countdown_from_ten WHERE n > 1;
-- A view and a function that need each other
CREATE VIEW harbour.quay AS SELECT 1 AS n;
CREATE FUNCTION harbour.quay_length(q harbour.quay) RETURNS integer LANGUAGE sql STABLE AS $$SELECT q.n$$;
CREATE OR REPLACE VIEW harbour.quay AS SELECT 1 AS n, harbour.quay_length(NULL::harbour.quay) AS l;
CREATE MATERIALIZED VIEW harbour.flags WITH (fillfactor='50') AS
 SELECT ships.flag, count(*) AS ships FROM harbour.ships GROUP BY ships.flag
WITH NO DATA;
CREATE UNIQUE INDEX flags_flag ON harbour.flags (flag);
ALTER MATERIALIZED VIEW harbour.flags CLUSTER ON flags_flag;
COMMENT ON MATERIALIZED VIEW harbour.flags IS 'Counted at night';
CREATE FUNCTION harbour.busiest() RETURNS SETOF harbour.flags LANGUAGE sql BEGIN ATOMIC SELECT flags.flag, flags.ships FROM harbour.flags ORDER BY flags.ships DESC; SELECT flags.flag, flags.ships FROM harbour.flags LIMIT 1; END;

-- Triggers, rules, policies
CREATE TRIGGER touch_ships BEFORE INSERT OR UPDATE OF name, tons ON harbour.ships FOR EACH ROW
    WHEN (new.name IS NOT NULL) EXECUTE FUNCTION harbour.touch('a', 'it''s', '3');
ALTER TABLE harbour.ships ENABLE ALWAYS TRIGGER touch_ships;
COMMENT ON TRIGGER touch_ships ON harbour.ships IS 'When it changed';
CREATE TRIGGER watch_bookings AFTER UPDATE ON harbour.bookings REFERENCING OLD TABLE AS before NEW TABLE AS "after" FOR EACH STATEMENT
    EXECUTE FUNCTION harbour.watch_fees();
ALTER TABLE harbour.bookings DISABLE TRIGGER watch_bookings;
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON harbour.bookings EXECUTE FUNCTION harbour.watch_fees();
CREATE CONSTRAINT TRIGGER check_later AFTER INSERT OR DELETE ON harbour.bookings FROM harbour.ships DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION harbour.watch_fees();
CREATE TRIGGER through_view INSTEAD OF DELETE ON harbour.ship_totals FOR EACH ROW EXECUTE FUNCTION harbour.watch_fees();
CREATE TRIGGER touch_readings AFTER INSERT ON harbour.readings FOR EACH ROW EXECUTE FUNCTION harbour.watch_fees();
CREATE RULE no_delete AS ON DELETE TO harbour.berths DO INSTEAD NOTHING;
CREATE RULE tell AS ON UPDATE TO harbour.berths WHERE new.depth < old.depth DO ALSO (
    DELETE FROM harbour.scratch;
    INSERT INTO harbour.events (id, kind) VALUES (new.pier, 'shallow')
);
ALTER TABLE harbour.berths DISABLE RULE tell;
COMMENT ON RULE no_delete ON harbour.berths IS 'Stone lasts';
ALTER TABLE harbour.bookings ENABLE ROW LEVEL SECURITY;
ALTER TABLE harbour.bookings FORCE ROW LEVEL SECURITY;
CREATE POLICY own_bookings ON harbour.bookings FOR SELECT TO harbour_clerk, "Pilot's mate"
    USING (ship_id IN (SELECT ships.id FROM harbour.ships WHERE ships.name = CURRENT_USER));
CREATE POLICY strict ON harbour.bookings AS RESTRICTIVE USING (true) WITH CHECK (voucher IS NOT NULL);
COMMENT ON POLICY strict ON harbour.bookings IS 'Paper first';

-- Replication
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update');
CREATE PUBLICATION "some" FOR TABLE harbour.berths (pier, number), ONLY harbour.events WHERE (id > 10)
    WITH (publish_via_partition_root = true);
CREATE PUBLICATION whole_schema FOR TABLES IN SCHEMA "Log book", TABLE harbour.crew;
CREATE PUBLICATION none;
COMMENT ON PUBLICATION "some" IS 'For the neighbours';
CREATE SUBSCRIPTION from_north CONNECTION 'host=north dbname=it''s' PUBLICATION ships, "Crews"
    WITH (connect = false, slot_name = 'from_north', binary = true);

-- Privileges
GRANT USAGE ON SCHEMA harbour TO harbour_clerk, harbour_auditor;
GRANT SELECT ON TABLE harbour.ships TO PUBLIC;
GRANT ALL ON TABLE harbour.bookings TO harbour_clerk WITH GRANT OPTION;
GRANT SELECT (id, stay), UPDATE (note) ON TABLE harbour.bookings TO harbour_auditor;
GRANT SELECT ON TABLE harbour.sailing_ships TO "Pilot's mate";
REVOKE USAGE ON TYPE harbour.ship_class FROM PUBLIC;
GRANT USAGE ON TYPE harbour.ship_class TO harbour_clerk;
GRANT EXECUTE ON PROCEDURE harbour.close_day(date, integer) TO harbour_auditor;
ALTER DEFAULT PRIVILEGES FOR ROLE harbour_owner IN SCHEMA harbour GRANT SELECT, INSERT ON TABLES TO harbour_clerk;
ALTER DEFAULT PRIVILEGES FOR ROLE harbour_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE harbour_owner IN SCHEMA "Log book" GRANT USAGE ON SEQUENCES TO harbour_auditor WITH GRANT OPTION;

-- Event triggers come last, for they answer to everything after them
CREATE FUNCTION harbour.log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER log_ddl ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION harbour.log_ddl();
ALTER EVENT TRIGGER log_ddl DISABLE;
COMMENT ON EVENT TRIGGER log_ddl IS 'Who did what';
