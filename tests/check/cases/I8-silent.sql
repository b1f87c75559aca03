CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE people (tenant_id bigint NOT NULL REFERENCES tenants, id bigint NOT NULL UNIQUE, PRIMARY KEY (tenant_id, id));

CREATE TABLE notes (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, person_id bigint, FOREIGN KEY (tenant_id, person_id) REFERENCES people);
CREATE TABLE letters (id bigint PRIMARY KEY, tenant_id bigint, person_id bigint, FOREIGN KEY (tenant_id, person_id) REFERENCES people MATCH FULL);
CREATE TABLE calls (id bigint PRIMARY KEY, tenant_id bigint, person_id bigint, FOREIGN KEY (tenant_id, person_id) REFERENCES people,
  CHECK ((tenant_id IS NULL) = (person_id IS NULL)));
