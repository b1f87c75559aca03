CREATE EXTENSION postgres_fdw;
CREATE SERVER one FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'b', dbname 'd');
CREATE SERVER two FOREIGN DATA WRAPPER postgres_fdw;
CREATE FOREIGN TABLE ft (a bigint, b text OPTIONS (column_name 'y'), c int) SERVER one OPTIONS (schema_name 's2');
CREATE USER MAPPING FOR reader SERVER one OPTIONS (user 'v');
CREATE USER MAPPING FOR PUBLIC SERVER two;
