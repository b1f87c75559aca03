CREATE TABLE departments (id bigint PRIMARY KEY, manager_id bigint NOT NULL);
CREATE TABLE people (id bigint PRIMARY KEY, department_id bigint NOT NULL REFERENCES departments);
ALTER TABLE departments ADD FOREIGN KEY (manager_id) REFERENCES people;
