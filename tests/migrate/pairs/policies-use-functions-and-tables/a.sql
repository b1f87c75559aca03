CREATE TABLE t (a int, owner text);
CREATE TABLE members (who text, a int);
CREATE FUNCTION ok(x int) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (ok(a) AND EXISTS (SELECT 1 FROM members m WHERE m.a = t.a));
