CREATE TABLE t (id uuid DEFAULT gen_random_uuid(), at timestamp with time zone DEFAULT now() NOT NULL, b boolean DEFAULT false, n numeric DEFAULT 0.5, a int[] DEFAULT '{}'::int[]);
