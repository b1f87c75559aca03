/* The queries of catalog/, as a server of some version takes them. Private to this folder. */
#pragma once

#include <glib.h>

/** rv_catalog_query: Returns: (transfer full): the query in catalog/@name.sql, for PostgreSQL @version. */
char *rv_catalog_query (const char *name, int version);
