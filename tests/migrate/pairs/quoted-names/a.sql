CREATE TABLE "My Table" ("Id" int PRIMARY KEY, "select" text, "a b" int);
CREATE VIEW "V" AS SELECT "Id" FROM "My Table";
