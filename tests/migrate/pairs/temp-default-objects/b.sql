CREATE TABLE t (id uuid DEFAULT gen_random_uuid() NOT NULL, at timestamptz DEFAULT CURRENT_TIMESTAMP, b bool DEFAULT true, n decimal DEFAULT 0.5, a integer[] DEFAULT ARRAY[]::int[]);
