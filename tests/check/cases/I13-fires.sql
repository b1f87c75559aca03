CREATE TABLE preferences (id bigint PRIMARY KEY, settings jsonb NOT NULL DEFAULT '{}', tags jsonb);
-- expect: preferences.settings
-- expect: preferences.tags
