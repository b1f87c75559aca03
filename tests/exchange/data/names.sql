-- Names that mean something to Mermaid, or that break its quoting. Every table refers to the first.
CREATE TABLE class (
  id bigint PRIMARY KEY,
  pk integer,
  fk integer,
  uk_x integer,
  "Some Col" numeric(12, 2),
  "2nd" timestamp(3) with time zone,
  "größe" character varying(10)[],
  "a.""b%%c" text
);
COMMENT ON COLUMN class.pk IS 'he said "%%{init: {}}%%" ~and~ #35; \ `left`';
COMMENT ON COLUMN class.fk IS 'two
lines; direction TB';
CREATE TABLE "one" (id bigint PRIMARY KEY, up bigint REFERENCES class);
CREATE TABLE "many" (id bigint PRIMARY KEY, up bigint NOT NULL REFERENCES class);
CREATE TABLE "to" (id bigint PRIMARY KEY, up bigint UNIQUE REFERENCES class);
CREATE TABLE "end" (id bigint PRIMARY KEY REFERENCES class);
CREATE TABLE "style" (id bigint PRIMARY KEY, "direction LR" bigint REFERENCES class);
CREATE TABLE "erDiagram" (id bigint PRIMARY KEY, up bigint REFERENCES class);
CREATE TABLE "Mixed Case" (id bigint PRIMARY KEY, up bigint REFERENCES class);
CREATE TABLE "quote""d" (id bigint PRIMARY KEY, up bigint REFERENCES class);
CREATE TABLE "100%" (id bigint PRIMARY KEY, up bigint REFERENCES class);
CREATE TABLE "back\slash" (id bigint PRIMARY KEY, up bigint REFERENCES class);
CREATE TABLE "my direction TB" (id bigint PRIMARY KEY, "up ""x""" bigint REFERENCES class);
CREATE TABLE "emoji 🎉 ~x~" (id bigint PRIMARY KEY, up bigint REFERENCES class);
CREATE SCHEMA "subgraph";
CREATE TABLE "subgraph"."accTitle: x" (id bigint PRIMARY KEY, up bigint REFERENCES class);
