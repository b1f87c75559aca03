/* Lists that a verb prints for people or as JSON. */
#pragma once

#include <json-glib/json-glib.h>

/** rv_json_print: prints @root, indented, and a line end. Returns: whether it could. */
gboolean rv_json_print (JsonNode *root);

/** rv_json_wanted: Returns: whether @format (NULL: text) is "json"; @is_known: FALSE, having said so, when it is neither. */
gboolean rv_json_wanted (const char *format, gboolean *is_known);
