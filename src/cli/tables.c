/* How verbs print lists: for people, or as JSON with --format json. */
#include "cli/tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/say.h"

gboolean
rv_json_print (JsonNode *root)
{
  g_autofree char *text = json_to_string (root, TRUE);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return rv_print (line);
}

gboolean
rv_json_wanted (const char *format, gboolean *is_known)
{
  gboolean is_json = format != NULL && strcmp (format, "json") == 0;

  *is_known = is_json || format == NULL || strcmp (format, "text") == 0;
  if (!*is_known)
    rv_say_error (NULL, _("--format is “text” or “json”, not “%s”"), format);
  return is_json;
}
