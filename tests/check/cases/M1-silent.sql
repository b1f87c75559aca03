CREATE TABLE "Orders" ("Id" bigint PRIMARY KEY, "UserId" bigint);
CREATE TABLE "Users" ("Id" bigint PRIMARY KEY);
