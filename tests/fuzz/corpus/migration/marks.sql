-- migrate:up transaction:false
ALTER TYPE e ADD VALUE 'x';
SELECT set_config('lock_timeout', '1s', true);
SET TIME ZONE 'UTC'; SET search_path TO "$user", pg_catalog;
/* squawk-ignore-file */ UPDATE e SET x = 'x';
-- migrate:down
DROP TYPE e; $$ ' (
