CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE people (tenant_id bigint NOT NULL REFERENCES tenants, id bigint NOT NULL UNIQUE, PRIMARY KEY (tenant_id, id));
CREATE TABLE notes (id bigint PRIMARY KEY, tenant_id bigint, person_id bigint, FOREIGN KEY (tenant_id, person_id) REFERENCES people);
-- expect: notes.notes_tenant_id_person_id_fkey
