CREATE DOMAIN number AS integer;
