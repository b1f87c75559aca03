CREATE TABLE public.t (id integer, a character varying(10) DEFAULT 'x', b varchar, c timestamp, d numeric(4,2), e boolean DEFAULT true, f double precision, g text, CHECK (a <> '' AND b <> ''), PRIMARY KEY (id));
CREATE INDEX i ON public.t (a);
CREATE SEQUENCE s;
GRANT INSERT ON t TO writer;
GRANT SELECT ON t TO writer, reader;
GRANT INSERT ON t TO reader;
