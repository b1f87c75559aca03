/* The text of a script, whatever encoding its file has. */
#pragma once

#include <glib.h>

#include "sql/report.h"

/** rv_sql_decode: makes UTF-8 of a script: UTF-8 (a byte-order mark is skipped), UTF-16, or
 * Windows-1252 for what is neither; the last two are noted in @report.
 * @converted: (out): what to free, or NULL when the text stays where it is.
 * Returns: (transfer none): the text and its @length, or NULL with RV_SQL_ERROR_INPUT set. */
const char *rv_sql_decode (const char *text, gsize *length, RvReport *report, char **converted, GError **error);
