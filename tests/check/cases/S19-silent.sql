CREATE TABLE t (id bigint PRIMARY KEY, ssn bytea);
-- query: read
SELECT pgp_sym_decrypt(ssn, $2) FROM t WHERE id = $1
