CREATE TABLE t (id int4 PRIMARY KEY, a varchar(10) DEFAULT 'x'::varchar, b character varying, c timestamp without time zone, d decimal(4, 2), e bool DEFAULT (true), f float8, g text DEFAULT NULL, CHECK ((a <> '') AND (b <> '')));
CREATE INDEX i ON t USING btree (a ASC);
CREATE SEQUENCE s INCREMENT BY 1 MINVALUE 1 START 1 CACHE 1 NO CYCLE;
GRANT SELECT, INSERT ON t TO reader, writer;
