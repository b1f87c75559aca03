CREATE TABLE t (id bigint PRIMARY KEY, ssn bytea);
-- query: read
SELECT pgp_sym_decrypt(ssn, current_setting('app.key')) FROM t WHERE id = $1
-- query: write
INSERT INTO t (id, ssn) VALUES (1, pgp_sym_encrypt('x', 'secret'))
-- expect: read
-- expect: write
