CREATE TABLE u (m text, t_id int);
