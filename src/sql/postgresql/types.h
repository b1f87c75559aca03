/* The names of PostgreSQL's own data types. */
#pragma once

/** rv_pg_types: the names that completion offers, the common ones first, NULL-terminated. */
extern const char *const rv_pg_types[];
