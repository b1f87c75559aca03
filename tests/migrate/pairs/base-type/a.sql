CREATE TYPE base1;
CREATE FUNCTION base1_in(cstring) RETURNS base1 LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION base1_out(base1) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE base1 (INPUT = base1_in, OUTPUT = base1_out);
