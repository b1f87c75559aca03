CREATE TABLE t (id uuid PRIMARY KEY, device_uuid uuid, code varchar(36), external_ref text);
