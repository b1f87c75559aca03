CREATE TABLE "My Table" ("Id" bigint PRIMARY KEY, "select" text NOT NULL DEFAULT '', "C""c" int);
CREATE VIEW "V" AS SELECT "Id", "select" FROM "My Table";
