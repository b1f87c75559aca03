CREATE TABLE preferences (id bigint PRIMARY KEY, settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'), raw_response jsonb);
CREATE TABLE audit_log (id bigint PRIMARY KEY, changes jsonb, context jsonb);
