CREATE EXTENSION postgres_fdw;
CREATE SERVER one FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a', port '5432');
CREATE FOREIGN TABLE ft (a int, b text OPTIONS (column_name 'x')) SERVER one OPTIONS (schema_name 's', table_name 't');
CREATE USER MAPPING FOR reader SERVER one OPTIONS (user 'u', password 'p');
