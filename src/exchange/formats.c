/* The table of file formats, and how one is found by its name or by the ending of a file. */
#include "exchange/format.h"

#include <string.h>

G_DEFINE_QUARK (rv-exchange-error-quark, rv_exchange_error)

const RvFormat *const *
rv_formats (void)
{
  static const RvFormat *const formats[] = {
    &rv_format_project,
    &rv_format_postgresql,
    &rv_format_mermaid,
    NULL,
  };

  return formats;
}

static gboolean
has_ending (const RvFormat *format, const char *ending)
{
  for (guint i = 0; format->endings[i] != NULL; i++)
    if (g_ascii_strcasecmp (format->endings[i], ending) == 0)
      return TRUE;
  return FALSE;
}

static const RvFormat *
find_by_ending (const RvFormat *const *formats, const char *ending)
{
  for (guint i = 0; formats[i] != NULL; i++)
    if (has_ending (formats[i], ending))
      return formats[i];
  return NULL;
}

const RvFormat *
rv_format_find (const RvFormat *const *formats, const char *name)
{
  for (guint i = 0; formats[i] != NULL; i++)
    if (g_ascii_strcasecmp (formats[i]->id, name) == 0)
      return formats[i];
  return find_by_ending (formats, name);
}

const RvFormat *
rv_format_of_path (const RvFormat *const *formats, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  const char *dot = strrchr (base, '.');

  return dot == NULL ? NULL : find_by_ending (formats, dot + 1);
}
