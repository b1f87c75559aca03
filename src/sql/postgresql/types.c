/* PostgreSQL's own data types by the names that people write. */
#include "sql/postgresql/types.h"

#include <stddef.h>

const char *const rv_pg_types[] = {
  /* What most columns are. */
  "integer", "bigint", "text", "boolean", "timestamp with time zone", "date", "numeric", "uuid", "jsonb",
  "character varying", "timestamp without time zone", "smallint", "double precision", "bytea", "real", "json", "character",
  "time without time zone", "time with time zone", "interval", "varchar", "timestamptz", "timestamp", "time", "char", "decimal",
  /* Addresses, search, shapes. */
  "inet", "cidr", "macaddr", "macaddr8", "bit", "bit varying", "tsvector", "tsquery", "xml", "money", "point", "line", "lseg", "box",
  "path", "polygon", "circle",
  /* Ranges. */
  "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange", "int8multirange", "nummultirange",
  "tsmultirange", "tstzmultirange", "datemultirange",
  /* The server's own. */
  "name", "oid", "regclass", "regproc", "regprocedure", "regtype", "regrole", "regnamespace", "regoper", "regoperator", "regconfig",
  "regdictionary", "regcollation", "pg_lsn", "pg_snapshot", "xid", "xid8", "cid", "tid", "jsonpath", "refcursor",
  /* Abbreviations that are types as well. */
  "int", "int2", "int4", "int8", "float", "float4", "float8", "bool", "varbit", "timetz", "bpchar",
  NULL
};
