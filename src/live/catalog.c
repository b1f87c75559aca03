/* Fits queries to versions: a line that ends in "--@14-" is for 14 and newer, "--@-13" up to 13, "--@15-16" between. */
#include "live/catalog.h"

#include <gio/gio.h>
#include <string.h>

#include "live-resources.h"

static gboolean
line_is_for (const char *mark, int version)
{
  gint64 from = g_ascii_strtoll (mark, (char **) &mark, 10), to = 0;

  /* "-13" is taken for a number below 0. */
  if (from < 0)
    return version <= -from;
  if (*mark == '-')
    to = g_ascii_strtoll (mark + 1, NULL, 10);
  return version >= from && (to == 0 || version <= to);
}

static void
append_lines (GString *query, const char *name, int version)
{
  g_autofree char *path = g_strdup_printf ("/io/github/relvar/live/catalog/%s.sql", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rv_live_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = NULL;

  g_assert (bytes != NULL);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *mark = strstr (lines[i], "--@");

      if (mark == NULL || line_is_for (mark + 3, version))
        g_string_append_printf (query, "%.*s\n", (int) (mark != NULL ? mark - lines[i] : (gssize) strlen (lines[i])), lines[i]);
    }
}

char *
rv_catalog_query (const char *name, int version)
{
  GString *query = g_string_new (NULL);

  append_lines (query, "prelude", version);
  append_lines (query, name, version);
  return g_string_free (query, FALSE);
}
