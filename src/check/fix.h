/* What fixes share: repairing by the very SQL that a person would write. */
#pragma once

#include "check/finding.h"
#include "model/edit.h"

/** rv_fix_sql: applies the statements @format to the design, as if they were read from a script. Returns: FALSE with what
 * could not be applied in @error. Names in it come from rv_fix_name() and rv_fix_quote(). */
gboolean rv_fix_sql (RvEdit *edit, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

/** rv_fix_name: Returns: (transfer full): the whole name of a table, view, routine … as SQL: sales."Order"; of a column, a key
 * or another part just its own name, quoted. */
char *rv_fix_name (RvModel *model, gconstpointer object);

/** rv_fix_names: Returns: (transfer full): the names of columns @ids as SQL: a, "B". */
char *rv_fix_names (RvModel *model, const RvId *ids, guint n);

/** rv_fix_constraint_name: Returns: (transfer full): a free name for a constraint of @table, quoted: orders_total_check. */
char *rv_fix_constraint_name (RvModel *model, const RvTable *table, const char *column, const char *ending);
