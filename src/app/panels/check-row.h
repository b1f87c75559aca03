/* How a row of the Checks panel looks. */
#pragma once

#include <gtk/gtk.h>

#include "check/finding.h"

/** rv_check_row_factory_new: Returns: (transfer full): for a list of GtkTreeListRow of RvCheckNode. */
GtkListItemFactory *rv_check_row_factory_new (void);

/** rv_severity_icon, rv_severity_class: Returns: (transfer none): the name of a symbolic icon; a style class that colours it. */
const char *rv_severity_icon (RvSeverity severity);
const char *rv_severity_class (RvSeverity severity);

/** rv_severity_count_text: Returns: (transfer full): “3 warnings”. */
char *rv_severity_count_text (RvSeverity severity, guint n);
