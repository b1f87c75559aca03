CREATE TABLE t (a bigint, owner text);
CREATE TABLE members (who varchar(30), a bigint, role text);
CREATE FUNCTION ok(x bigint) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t TO reader USING (ok(a) AND EXISTS (SELECT 1 FROM members m WHERE m.a = t.a AND m.role = 'x'));
