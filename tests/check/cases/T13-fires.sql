CREATE TABLE t (id bigint PRIMARY KEY, created_at varchar(30), n integer, m integer, birth_date text, date_of_death text);
-- expect: t.created_at
-- expect: t.birth_date
-- expect: t.date_of_death
