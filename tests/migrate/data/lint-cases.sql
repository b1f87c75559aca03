Each case: the rule, whether it fires, the schema that the script meets (without one nothing is known), and the script.

-- case: M01 fires
CREATE INDEX idx ON orders (customer_id);
-- case: M01 fires
-- schema: CREATE TABLE orders (customer_id int);
CREATE UNIQUE INDEX IF NOT EXISTS idx ON orders (customer_id);
-- case: M01 silent
CREATE INDEX CONCURRENTLY idx ON orders (customer_id);
-- case: M01 silent
BEGIN;
CREATE TABLE orders (customer_id int);
CREATE INDEX idx ON orders (customer_id);
COMMIT;
-- case: M01 silent
CREATE TABLE sales.orders (customer_id int);
CREATE INDEX idx ON sales.orders (customer_id);
-- case: M01 silent
CREATE TEMP TABLE w AS SELECT 1 AS a;
CREATE INDEX ON w (a);
-- case: M01 silent
CREATE MATERIALIZED VIEW w AS SELECT 1 AS a;
CREATE UNIQUE INDEX ON w (a);

-- case: M02 fires
DROP INDEX idx;
-- case: M02 fires
DROP INDEX IF EXISTS a.idx, other;
-- case: M02 fires
-- schema: CREATE TABLE t (a int); CREATE INDEX idx ON t (a);
DROP INDEX IF EXISTS idx;
-- case: M02 silent
DROP INDEX CONCURRENTLY IF EXISTS idx;
-- case: M02 silent
-- schema: CREATE TABLE t (a int);
DROP INDEX IF EXISTS idx;
-- case: M01 silent
SELECT 1 AS a INTO w;
CREATE INDEX ON w (a);
-- case: M02 silent
CREATE TABLE t (a int);
CREATE INDEX idx ON t (a);
DROP INDEX idx;

-- case: M03 fires
REINDEX INDEX idx;
-- case: M03 fires
REINDEX (VERBOSE) TABLE t;
-- case: M03 fires
REINDEX SCHEMA public;
-- case: M03 silent
REINDEX INDEX CONCURRENTLY idx;
-- case: M03 silent
REINDEX (CONCURRENTLY, VERBOSE) TABLE t;

-- case: M04 fires
BEGIN;
CREATE INDEX CONCURRENTLY idx ON t (a);
COMMIT;
-- case: M04 fires
-- transaction
SELECT 1;
CREATE INDEX CONCURRENTLY idx ON t (a);
-- case: M04 fires
BEGIN;
VACUUM t;
COMMIT;
-- case: M04 fires
BEGIN;
ALTER TABLE t DETACH PARTITION p CONCURRENTLY;
COMMIT;
-- case: M04 silent
CREATE INDEX CONCURRENTLY idx ON t (a);
-- case: M04 silent
BEGIN;
SELECT 1;
COMMIT;
CREATE INDEX CONCURRENTLY idx ON t (a);

-- case: M05 fires
-- schema: CREATE TABLE t (a int, b int); CREATE INDEX idx ON t (a);
DROP INDEX CONCURRENTLY idx;
CREATE INDEX CONCURRENTLY idx2 ON t (a, b);
-- case: M05 fires
DROP INDEX CONCURRENTLY idx;
CREATE INDEX CONCURRENTLY idx ON t (a, b);
-- case: M05 silent
-- schema: CREATE TABLE t (a int, b int); CREATE INDEX idx ON t (a);
CREATE INDEX CONCURRENTLY idx2 ON t (a, b);
DROP INDEX CONCURRENTLY idx;

-- case: M06 fires
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k); CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (9);
CREATE INDEX idx ON m (k);
-- case: M06 silent
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k); CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (9);
CREATE INDEX idx ON ONLY m (k);

-- case: M07 fires
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx ON t (a);
-- case: M07 silent
DROP INDEX CONCURRENTLY IF EXISTS idx;
CREATE INDEX CONCURRENTLY idx ON t (a);

-- case: M08 fires
-- version: 14.2
CREATE INDEX CONCURRENTLY idx ON t (a);
-- case: M08 silent
-- version: 14.4
CREATE INDEX CONCURRENTLY idx ON t (a);
-- case: M08 silent
CREATE INDEX CONCURRENTLY idx ON t (a);

-- case: M09 fires
CREATE INDEX CONCURRENTLY idx ON t (a, b, c, d);
-- case: M09 silent
CREATE UNIQUE INDEX CONCURRENTLY idx ON t (a, b, c, d);
CREATE INDEX CONCURRENTLY idx2 ON t (a, b, c) INCLUDE (d);

-- case: M10 fires
-- schema: CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (p int REFERENCES p); CREATE INDEX idx ON t (p);
DROP INDEX CONCURRENTLY idx;
-- case: M10 silent
-- schema: CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (p int REFERENCES p, a int); CREATE INDEX idx ON t (a);
DROP INDEX CONCURRENTLY idx;

-- case: M11 fires
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id);
-- case: M11 fires
ALTER TABLE "t" ADD COLUMN "p_id" int REFERENCES "p" ("id");
-- case: M11 fires
BEGIN;
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p;
COMMIT;
-- case: M11 silent
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT fk;
-- case: M11 silent
CREATE TABLE t (a int REFERENCES p (id));
-- case: M11 silent
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id);

-- case: M12 fires
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);
-- case: M12 silent
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- case: M12 silent
BEGIN;
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);
COMMIT;

-- case: M13 fires
BEGIN;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c;
COMMIT;
-- case: M13 fires
-- transaction
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT fk;
-- case: M13 fires
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID, VALIDATE CONSTRAINT c;
-- case: M13 silent
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c;
-- case: M13 silent
BEGIN;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE t VALIDATE CONSTRAINT c;
COMMIT;
-- case: M13 silent
BEGIN;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT other;
COMMIT;

-- case: M14 fires
ALTER TABLE t ADD COLUMN a int CHECK (a > 0);
-- case: M14 silent
ALTER TABLE t ADD COLUMN a int;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- case: M14 silent
CREATE TABLE t (b int);
ALTER TABLE t ADD COLUMN a int CHECK (a > 0);

-- case: M15 fires
ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);
-- case: M15 fires
ALTER TABLE t ADD COLUMN a int UNIQUE;
-- case: M15 silent
CREATE UNIQUE INDEX CONCURRENTLY idx ON t (a);
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX idx;
-- case: M15 silent
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);

-- case: M16 fires
ALTER TABLE t ADD PRIMARY KEY (id);
-- case: M16 fires
ALTER TABLE t ADD COLUMN b serial PRIMARY KEY;
-- case: M16 silent
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY USING INDEX idx;
-- case: M16 silent
CREATE TABLE t (id serial PRIMARY KEY);

-- case: M17 fires
-- schema: CREATE TABLE t (id int); CREATE UNIQUE INDEX idx ON t (id);
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY USING INDEX idx;
-- case: M17 silent
-- schema: CREATE TABLE t (id int NOT NULL); CREATE UNIQUE INDEX idx ON t (id);
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY USING INDEX idx;
-- case: M17 silent
-- schema: CREATE TABLE t (id int, CHECK (id IS NOT NULL)); CREATE UNIQUE INDEX idx ON t (id);
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY USING INDEX idx;

-- case: M18 fires
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&);
-- case: M18 silent
CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&));

-- case: M19 fires
CREATE UNIQUE INDEX CONCURRENTLY idx ON t (a, b);
-- case: M19 silent
CREATE INDEX CONCURRENTLY idx ON t (a, b);
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX idx;

-- case: M20 fires
-- schema: CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (p int CONSTRAINT fk REFERENCES p);
ALTER TABLE t DROP CONSTRAINT fk;
-- case: M20 silent
ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT c;

-- case: M21 fires
-- schema: CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (p int);
ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES p NOT VALID;
-- case: M21 silent
-- schema: CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (p int);
CREATE INDEX CONCURRENTLY ON t (p);
ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES p NOT VALID;

-- case: M22 fires
CREATE DOMAIN amount AS numeric(15, 5) CHECK (VALUE > 0);
-- case: M22 fires
ALTER DOMAIN amount ADD CONSTRAINT c CHECK (VALUE > 0);
-- case: M22 fires
-- schema: CREATE DOMAIN amount AS int; CREATE TABLE t (a amount);
ALTER DOMAIN amount SET NOT NULL;
-- case: M22 silent
CREATE DOMAIN amount AS numeric(15, 5) DEFAULT 0;
-- case: M22 silent
ALTER DOMAIN amount DROP CONSTRAINT c;
ALTER DOMAIN amount SET DEFAULT 1;
-- case: M22 silent
-- schema: CREATE DOMAIN amount AS int; CREATE TABLE t (a int);
ALTER DOMAIN amount ADD CONSTRAINT c CHECK (VALUE > 0);

-- case: M23 fires
-- schema: CREATE TABLE t (a varchar(10) CHECK (a <> ''));
ALTER TABLE t ALTER COLUMN a TYPE varchar(20);
-- case: M23 silent
-- schema: CREATE TABLE t (a varchar(10), b varchar(10) CHECK (b <> ''));
ALTER TABLE t ALTER COLUMN a TYPE varchar(20);

-- case: M24 fires
ALTER TABLE t ALTER COLUMN a TYPE text USING a::text;
-- case: M24 fires
-- schema: CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET DATA TYPE bigint;
-- case: M24 silent
-- schema: CREATE TABLE t (a varchar(10));
ALTER TABLE t ALTER COLUMN a TYPE text;
-- case: M24 silent
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: M25 fires
-- schema: CREATE TABLE t (a varchar(10));
ALTER TABLE t ALTER COLUMN a TYPE varchar(20);
-- case: M25 silent
-- schema: CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: M26 fires
-- schema: CREATE TABLE t (a bigint, b text);
ALTER TABLE t ALTER COLUMN a TYPE int;
-- case: M26 fires
-- schema: CREATE TABLE t (a bigint, b text);
ALTER TABLE t ALTER COLUMN b TYPE varchar(10);
-- case: M26 silent
-- schema: CREATE TABLE t (a int, b varchar(10));
ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN b TYPE varchar(20);

-- case: M27 fires
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- case: M27 fires
-- schema: CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- case: M27 silent
-- schema: CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- case: M27 silent
ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- case: M27 fires
ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- case: M27 silent
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: M28 fires
ALTER TABLE t ADD COLUMN a int NOT NULL;
-- case: M28 fires
ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT NULL;
-- case: M28 silent
ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 0;
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t ADD COLUMN c int NOT NULL GENERATED ALWAYS AS (a * 2) STORED;
ALTER TABLE t ADD COLUMN d bigint GENERATED ALWAYS AS IDENTITY NOT NULL;
-- case: M28 silent
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int NOT NULL;

-- case: M29 fires
ALTER TABLE t ADD COLUMN a uuid DEFAULT gen_random_uuid();
-- case: M29 fires
ALTER TABLE t ADD COLUMN a int DEFAULT my_function();
-- case: M29 fires
ALTER TABLE t ADD COLUMN a float DEFAULT 1 + random();
-- case: M29 fires
ALTER TABLE t ADD COLUMN a timestamptz DEFAULT clock_timestamp();
-- case: M29 silent
ALTER TABLE t ADD COLUMN a timestamptz DEFAULT now();
ALTER TABLE t ADD COLUMN b int DEFAULT 7 * 7;
ALTER TABLE t ADD COLUMN c text[] DEFAULT ARRAY['a', 'b'];
ALTER TABLE t ADD COLUMN d jsonb DEFAULT '{}'::jsonb;
ALTER TABLE t ADD COLUMN e timestamptz DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE t ADD COLUMN f boolean DEFAULT true;
-- case: M29 silent
-- schema: CREATE FUNCTION steady () RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'; CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int DEFAULT steady();

-- case: M30 fires
ALTER TABLE t ADD COLUMN a bigserial;
-- case: M30 fires
ALTER TABLE t ADD COLUMN a int GENERATED BY DEFAULT AS IDENTITY;
-- case: M30 silent
ALTER TABLE t ADD COLUMN a bigint;
CREATE TABLE u (id bigserial);

-- case: M31 fires
ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b * 2) STORED;
-- case: M31 silent
CREATE TABLE t (b int, a int GENERATED ALWAYS AS (b * 2) STORED);

-- case: M32 fires
-- schema: CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b d;
-- case: M32 silent
-- schema: CREATE DOMAIN d AS int; CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b d;

-- case: M33 fires
-- version: 10
ALTER TABLE t ADD COLUMN a int DEFAULT 10;
-- case: M33 silent
ALTER TABLE t ADD COLUMN a int DEFAULT 10;

-- case: M34 fires
ALTER TABLE t DROP COLUMN a;
-- case: M34 fires
ALTER TABLE t DROP COLUMN IF EXISTS a, DROP COLUMN b CASCADE;
-- case: M34 silent
ALTER TABLE t ADD COLUMN a int;
-- case: M34 silent
CREATE TABLE t (a int, b int);
ALTER TABLE t DROP COLUMN a;

-- case: M35 fires
ALTER TABLE t RENAME COLUMN a TO b;
-- case: M35 fires
ALTER TABLE t RENAME a TO b;
-- case: M35 silent
CREATE TABLE t (a int);
ALTER TABLE t RENAME COLUMN a TO b;
-- case: M35 silent
ALTER TABLE t RENAME CONSTRAINT a TO b;

-- case: M36 fires
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
-- case: M36 silent
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;

-- case: M37 fires
ALTER TABLE t ADD COLUMN a json;
-- case: M37 silent
ALTER TABLE t ADD COLUMN a jsonb;

-- case: M38 fires
ALTER TABLE t ALTER COLUMN a SET DEFAULT 1;
-- case: M38 silent
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;

-- case: M39 fires
UPDATE t SET a = 0 WHERE a IS NULL;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- case: M39 silent
UPDATE u SET a = 0 WHERE a IS NULL;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: M40 fires
DROP TABLE t;
-- case: M40 fires
DROP TABLE IF EXISTS t, u CASCADE;
-- case: M40 silent
CREATE TABLE t (a int);
DROP TABLE t;
-- case: M40 silent
-- schema: CREATE TABLE u (a int);
DROP TABLE IF EXISTS t;

-- case: M41 fires
ALTER TABLE t RENAME TO u;
-- case: M41 silent
CREATE TABLE t (a int);
ALTER TABLE t RENAME TO u;
-- case: M41 silent
ALTER INDEX t RENAME TO u;

-- case: M42 fires
DROP SCHEMA s CASCADE;
-- case: M42 fires
ALTER SCHEMA s RENAME TO r;
-- case: M42 silent
CREATE SCHEMA s;

-- case: M43 fires
ALTER TABLE t SET SCHEMA s;
-- case: M43 silent
CREATE TABLE t (a int);
ALTER TABLE t SET SCHEMA s;

-- case: M44 fires
DROP DATABASE IF EXISTS shop;
-- case: M44 silent
CREATE DATABASE shop;

-- case: M45 fires
TRUNCATE t CASCADE;
-- case: M45 fires
TRUNCATE TABLE t;
-- case: M45 silent
CREATE TABLE t (a int);
TRUNCATE t;

-- case: M46 fires
DROP TABLE IF EXISTS t;
CREATE TABLE t (a int);
-- case: M46 silent
-- schema: CREATE TABLE u (a int);
DROP TABLE IF EXISTS t;
CREATE TABLE t (a int);

-- case: M47 fires
ALTER TYPE mood ADD VALUE 'calm';
-- case: M47 fires
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'calm';
-- case: M47 silent
ALTER TYPE mood ADD VALUE 'calm' BEFORE 'glad';
ALTER TYPE mood ADD VALUE 'calmer' AFTER 'calm';
ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet';

-- case: M48 fires
BEGIN;
ALTER TYPE mood ADD VALUE 'calm';
UPDATE t SET m = 'calm' WHERE id = 1;
COMMIT;
-- case: M48 silent
ALTER TYPE mood ADD VALUE 'calm';
UPDATE t SET m = 'calm' WHERE id = 1;

-- case: M49 fires
ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet';
-- case: M49 silent
ALTER TYPE mood ADD VALUE 'calm' AFTER 'glad';

-- case: M50 fires
-- schema: CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (m mood);
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
-- case: M50 silent
-- schema: CREATE TYPE pair AS (a int);
DROP TYPE pair;

-- case: M51 fires
VACUUM (FULL, ANALYZE) t;
-- case: M51 fires
CLUSTER t USING idx;
-- case: M51 fires
VACUUM FULL;
-- case: M51 silent
VACUUM ANALYZE t;
-- case: M51 silent
ANALYZE t;

-- case: M52 fires
ALTER TABLE t SET TABLESPACE fast;
-- case: M52 fires
-- schema: CREATE TABLE t (a int);
ALTER TABLE t SET UNLOGGED;
-- case: M52 silent
-- schema: CREATE TABLE t (a int);
ALTER TABLE t SET LOGGED;

-- case: M53 fires
LOCK TABLE t IN EXCLUSIVE MODE;
-- case: M53 silent
LOCK TABLE t IN ROW SHARE MODE;

-- case: M54 fires
REFRESH MATERIALIZED VIEW v;
-- case: M54 silent
REFRESH MATERIALIZED VIEW CONCURRENTLY v;

-- case: M55 fires
DROP VIEW v;
-- case: M55 silent
CREATE OR REPLACE VIEW v AS SELECT 1 AS a;

-- case: M56 fires
-- schema: CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t ALTER COLUMN a TYPE bigint;
-- case: M56 fires
-- schema: CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP COLUMN a;
-- case: M56 silent
-- schema: CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t ALTER COLUMN b TYPE bigint;
-- case: M56 silent
-- schema: CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;
BEGIN;
DROP VIEW v;
ALTER TABLE t ALTER COLUMN a TYPE bigint;
CREATE VIEW v AS SELECT a FROM t;
COMMIT;

-- case: M57 fires
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f ();
-- case: M57 silent
CREATE TABLE t (a int);
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f ();

-- case: M58 fires
ALTER TABLE m DETACH PARTITION m1;
-- case: M58 silent
ALTER TABLE m DETACH PARTITION m1 CONCURRENTLY;
ALTER TABLE m DETACH PARTITION m1 FINALIZE;

-- case: M59 fires
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k); CREATE TABLE m1 (k int);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);
-- case: M59 silent
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k); CREATE TABLE m1 (k int NOT NULL CHECK (k >= 0 AND k < 10));
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);
-- case: M59 silent
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k);
CREATE TABLE m1 (LIKE m INCLUDING ALL);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);

-- case: M60 fires
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k); CREATE TABLE md PARTITION OF m DEFAULT;
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
-- case: M60 silent
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k); CREATE TABLE md PARTITION OF m (CHECK (k >= 100)) DEFAULT;
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);

-- case: M61 fires
-- schema: CREATE TABLE m (k int) PARTITION BY RANGE (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
-- case: M61 silent
CREATE TABLE m (k int) PARTITION BY RANGE (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);

-- case: M62 fires
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- case: M62 fires
DROP POLICY p ON t;
-- case: M62 silent
CREATE TABLE t (a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (true);

-- case: M63 fires
GRANT SELECT ON t TO PUBLIC;
-- case: M63 fires
ALTER TABLE t OWNER TO someone;
-- case: M63 silent
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO someone;

-- case: M64 fires
ALTER TABLE t ADD COLUMN c boolean;
-- case: M64 fires
SET statement_timeout = '5s';
ALTER TABLE t ADD COLUMN c boolean;
-- case: M64 silent
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE t ADD COLUMN c boolean;
-- case: M64 silent
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN c boolean;
-- case: M64 silent
SELECT 1;
-- case: M64 silent
SELECT set_config('lock_timeout', '2s', false);
ALTER TABLE t ADD COLUMN c boolean;

-- case: M65 fires
SET lock_timeout = '1s';
ALTER TABLE t ADD COLUMN c boolean;
-- case: M65 silent
BEGIN;
SET LOCAL lock_timeout = '1s';
SET LOCAL statement_timeout = '5s';
ALTER TABLE t ADD COLUMN c boolean;
COMMIT;

-- case: M66 fires
BEGIN;
ALTER TABLE t ADD COLUMN c boolean;
COMMIT;
-- case: M66 silent
ALTER TABLE t ADD COLUMN c boolean;

-- case: M67 fires
BEGIN;
ALTER TABLE t ADD COLUMN c boolean;
ALTER TABLE u ADD COLUMN c boolean;
COMMIT;
-- case: M67 fires
BEGIN;
ALTER TABLE t ADD COLUMN c boolean;
UPDATE u SET a = 1;
COMMIT;
-- case: M67 silent
BEGIN;
ALTER TABLE t ADD COLUMN c boolean;
COMMIT;
ALTER TABLE u ADD COLUMN c boolean;
-- case: M67 silent
BEGIN;
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE u ADD COLUMN b int;
COMMIT;

-- case: M68 fires
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
-- case: M68 silent
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET NOT NULL;
ALTER TABLE t ADD COLUMN c int;

-- case: M69 fires
BEGIN;
BEGIN;
SELECT 1;
COMMIT;
-- case: M69 fires
SELECT 1;
COMMIT;
-- case: M69 fires
-- transaction
BEGIN;
SELECT 1;
COMMIT;
-- case: M69 fires
-- transaction
SELECT 1;
ROLLBACK;
-- case: M69 silent
BEGIN;
SAVEPOINT a;
ROLLBACK TO a;
COMMIT;
BEGIN;
SELECT 1;
COMMIT;

-- case: M70 fires
BEGIN;
CREATE TABLE t (a int);
-- case: M70 silent
BEGIN;
CREATE TABLE t (a int);
COMMIT;
-- case: M70 silent
-- transaction
CREATE TABLE t (a int);
-- case: M70 silent
BEGIN;
ROLLBACK;

-- case: M71 fires
SELECT 1;
CREATE INDEX CONCURRENTLY idx ON t (a);
-- case: M71 fires
SELECT 1;
CREATE INDEX CONCURRENTLY ON t (a);
-- case: M71 fires
SELECT 1;
ALTER TABLE t ADD COLUMN a int;
-- case: M71 fires
SELECT 1;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- case: M71 fires
SELECT 1;
DROP INDEX CONCURRENTLY idx;
-- case: M71 silent
BEGIN;
ALTER TABLE t ADD COLUMN a int;
COMMIT;
-- case: M71 silent
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx ON t (a);
DROP INDEX CONCURRENTLY IF EXISTS idx2;
ALTER TABLE t ADD COLUMN IF NOT EXISTS a int;
ALTER TABLE t DROP CONSTRAINT IF EXISTS c;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 1;
-- case: M71 silent
ALTER TABLE t ADD COLUMN a int;

-- case: M72 fires
UPDATE t SET a = 1;
-- case: M72 fires
DELETE FROM t;
-- case: M72 silent
UPDATE t SET a = 1 WHERE id BETWEEN 1 AND 1000;
-- case: M72 silent
CREATE TABLE t (a int);
UPDATE t SET a = 1;

-- case: M73 fires
DO $$ BEGIN EXECUTE 'DROP TABLE t'; END $$;
-- case: M73 fires
CALL clean_up ();
-- case: M73 silent
SELECT 1;

-- case: M74 fires
CREATE TABLE a_name_that_is_so_long_that_nobody_would_ever_want_to_type_it_again (id int);
-- case: M74 silent
CREATE TABLE a_name_that_is_long_but_fits (id int);

-- case: M75 fires
CREATE TABLE t (id int);
-- case: M75 silent
CREATE TABLE public.t (id int);
-- case: M75 silent
CREATE TEMP TABLE t (id int);

-- case: M76 fires
UPDATE t SET a = 1, b = 2, a = 3;
-- case: M76 fires
INSERT INTO t (a, b, a) VALUES (1, 2, 3);
-- case: M76 fires
CREATE TABLE t (a int, a text);
-- case: M76 silent
UPDATE t SET a[1] = 1, a[2] = 2, b = 3 WHERE id = 1;

-- case: M77 fires
ALTER TABEL t ADD COLUMN a int;
-- case: M77 fires
-- relvar: allow M01 nothing of the sort
SELECT 1;
-- case: M77 silent
SELECT 1;

-- case: M80 fires
ALTER EXTENSION postgis UPDATE;
-- case: M80 silent
CREATE EXTENSION IF NOT EXISTS postgis;

-- case: M81 fires
CREATE FUNCTION f () RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- case: M81 silent
CREATE FUNCTION f () RETURNS int RETURN 1;

-- case: M82 fires
CREATE TABLE t (id int PRIMARY KEY);
-- case: M82 fires
CREATE TABLE t (id smallserial);
-- case: M82 fires
ALTER TABLE t ADD COLUMN customer_id int4;
-- case: M82 silent
CREATE TABLE t (id bigint PRIMARY KEY, n int);

-- case: M83 fires
CREATE TABLE t (id serial);
-- case: M83 fires
CREATE TABLE t (a varchar(100));
-- case: M83 fires
ALTER TABLE t ADD COLUMN a char(3);
-- case: M83 fires
CREATE TABLE t (a timestamp);
-- case: M83 fires
ALTER TABLE t ALTER COLUMN a TYPE timestamp without time zone;
-- case: M83 silent
CREATE TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY, a text, b timestamptz, c varchar, d text CHECK (length(d) <= 100));

-- case: M84 fires
CREATE TABLE t (a boolean, b bigint, c boolean, d bigint);
-- case: M84 silent
CREATE TABLE t (b bigint, d bigint, a boolean, c boolean, e text);

-- case: M85 fires
CREATE TABLE "Orders" ("customerId" int);
-- case: M85 silent
CREATE TABLE orders (customer_id int);
