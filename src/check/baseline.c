/* Baselines as text. */
#include "check/baseline.h"

#include <string.h>

#define HEADER "# Findings that relvar-cli check passes over with --baseline.\n"

GHashTable *
rv_baseline_read (const char *text)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (lines[i][0] != '#' && lines[i][0] != '\0')
        g_hash_table_add (known, g_strcompress (lines[i]));
    }
  return known;
}

/* A line break or a backslash in a name is escaped; letters of any script stay. */
static char *
line_of (RvFinding *finding)
{
  GString *line = g_string_new (NULL);

  for (const char *p = rv_finding_fingerprint (finding); *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (line, "\\n");
    else if (*p == '\r')
      g_string_append (line, "\\r");
    else if (*p == '\\')
      g_string_append (line, "\\\\");
    else
      g_string_append_c (line, *p);
  return g_string_free (line, FALSE);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
rv_baseline_write (const GPtrArray *findings)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (HEADER);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autoptr (GPtrArray) parts = rv_finding_parts (findings->pdata[i]);

      for (guint k = 0; k < parts->len; k++)
        g_ptr_array_add (lines, line_of (parts->pdata[k]));
    }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    if (i == 0 || strcmp (lines->pdata[i - 1], lines->pdata[i]) != 0)
      g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);
  return g_string_free (text, FALSE);
}
