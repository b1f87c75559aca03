/* Kept statements: where in a script they work. */
#pragma once

#include "sql/postgresql/order.h"

/** rv_kept_section: Returns: where @kept is written. Statements that define something go before
 * what may use it, all others after everything; those that could not be read come last. */
RvSection rv_kept_section (const RvKept *kept);

/** rv_kept_defines_type: Returns: (transfer full) (nullable): the name without schema of the type that
 * @kept makes, decoded. @is_shell: whether it only announces it. */
char *rv_kept_defines_type (const RvKept *kept, gboolean *is_shell);

/** rv_kept_defines_language: Returns: (transfer full) (nullable): the name of the language. */
char *rv_kept_defines_language (const RvKept *kept);

/** rv_kept_drop: Returns: (transfer full) (nullable): the statement that takes @kept back, without
 * its semicolon, where one can be told. */
char *rv_kept_drop (const RvKept *kept);

/** rv_kept_names: Returns: (transfer full) (element-type utf8): the names and operators in the text of @kept, decoded. */
GPtrArray *rv_kept_names (const RvKept *kept);

/** rv_kept_creates: Returns: (transfer full) (element-type utf8): the names without schema of what the DO
 * block @kept creates. */
GPtrArray *rv_kept_creates (const RvKept *kept);
