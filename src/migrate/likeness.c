/* How much two things are alike that have different names. */
#include "migrate/likeness.h"

#include <string.h>

/* ---- names --------------------------------------------------------------------------------------------- */

#define LONGEST_NAME 64

/* How many single letters have to change, of the longer name. */
double
rv_likeness_of_names (const char *one, const char *other)
{
  guint rows[2][LONGEST_NAME + 1];
  gsize n = MIN (strlen (one), LONGEST_NAME), m = MIN (strlen (other), LONGEST_NAME);

  for (gsize j = 0; j <= m; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= n; i++)
    {
      guint *last = rows[(i - 1) % 2], *now = rows[i % 2];

      now[0] = (guint) i;
      for (gsize j = 1; j <= m; j++)
        now[j] = MIN (MIN (last[j] + 1, now[j - 1] + 1), last[j - 1] + (one[i - 1] != other[j - 1]));
    }
  return n + m == 0 ? 1 : 1 - (double) rows[n % 2][m] / (double) MAX (n, m);
}

/* ---- parts ---------------------------------------------------------------------------------------------- */

static const char *
text_of (const RvObject *object, const char *field)
{
  int id = rv_field_by_name (object->kind, field);
  const char *text = id >= 0 ? rv_record_text (object, rv_field_info (id)) : NULL;

  return text != NULL ? text : "";
}

/* Parts with the same name and type, of all there are. */
double
rv_likeness_of_parts (RvModel *before, RvId one, RvModel *after, RvId other, RvKind kind)
{
  g_autoptr (GPtrArray) a = rv_model_children (before, one, kind), b = rv_model_children (after, other, kind);
  double same = 0;

  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (strcmp (rv_record_name (a->pdata[i]), rv_record_name (b->pdata[j])) == 0)
        same += g_ascii_strcasecmp (text_of (a->pdata[i], "type"), text_of (b->pdata[j], "type")) == 0 ? 1 : 0.5;
  return a->len + b->len == 0 ? 0 : same / ((double) (a->len + b->len) - same);
}
