CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE people (tenant_id bigint NOT NULL REFERENCES tenants, id bigint NOT NULL UNIQUE, PRIMARY KEY (tenant_id, id));
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);

CREATE TABLE orders (id bigint PRIMARY KEY, buyer_id bigint REFERENCES users, seller_id bigint REFERENCES users);
CREATE TABLE notes (id bigint PRIMARY KEY, tenant_id bigint REFERENCES tenants, person_id bigint, FOREIGN KEY (tenant_id, person_id) REFERENCES people);
