CREATE TABLE users (id bigint PRIMARY KEY, email text, phone_number text, first_name text, ssn text, api_key text, card_number text, blood_type text, "dateOfBirth" date);
CREATE TABLE kunden (id bigint PRIMARY KEY, vorname text, nachname text, geburtsdatum date, steuernummer text);
CREATE TABLE clientes (id bigint PRIMARY KEY, apellidos text, fecha_nacimiento date, correo text);
-- expect: users.email
-- expect: users.phone_number
-- expect: users.first_name
-- expect: users.ssn
-- expect: users.api_key
-- expect: users.card_number
-- expect: users.blood_type
-- expect: users.dateOfBirth
-- expect: kunden.vorname
-- expect: kunden.nachname
-- expect: kunden.geburtsdatum
-- expect: kunden.steuernummer
-- expect: clientes.apellidos
-- expect: clientes.fecha_nacimiento
-- expect: clientes.correo
