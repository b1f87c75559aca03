CREATE TABLE t (id varchar(36) PRIMARY KEY, device_uuid text, ref text DEFAULT gen_random_uuid()::text);
-- expect: t.id
-- expect: t.device_uuid
-- expect: t.ref
