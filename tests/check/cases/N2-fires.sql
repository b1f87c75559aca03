CREATE TABLE people (id bigint PRIMARY KEY, phone1 text, phone2 text, phone3 text, email text, email_2 text);
-- expect: people.phone1
-- expect: people.email
