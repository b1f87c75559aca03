/* Words and strings as Mermaid's entity-relationship grammar takes them, old versions and new. */
#pragma once

#include <glib.h>

/** rv_mermaid_append_string: appends @text in double quotes, safe as the name of an entity, a label or
 * a comment: what has a meaning to Mermaid becomes an entity code such as #quot;. */
void rv_mermaid_append_string (GString *out, const char *text);

/** rv_mermaid_column_word: Returns: (transfer full): @name as a bare word; it differs from @name where that holds
 * what a word cannot. */
char *rv_mermaid_column_word (const char *name);

/** rv_mermaid_type_word: Returns: (transfer full): the SQL type @type as one word, in its short spelling. */
char *rv_mermaid_type_word (const char *type);

/** rv_mermaid_length: Returns: the length of @text as Mermaid counts it (in UTF-16 units). */
gsize rv_mermaid_length (const char *text);
