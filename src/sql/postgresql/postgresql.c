/* The row of PostgreSQL in the list of dialects. */
#include "sql/postgresql/postgresql.h"

#include "sql/postgresql/types.h"

const RvDialect rv_postgresql = {
  .id = "postgresql",
  .label = "PostgreSQL",
  .types = rv_pg_types,
  .read = rv_pg_read,
  .write = rv_pg_write,
  .write_objects = rv_pg_write_objects,
  .quote = rv_pg_quote,
  .resolve = rv_pg_resolve,
  .check_text = rv_pg_check_text,
};
