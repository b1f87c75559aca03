/* Names for new tables, columns and constraints. */
#include <string.h>

#include "model/naming.h"

#define MAX_BYTES 63

/* Endings of many and what stands there for one; the first that fits is taken. */
static const struct {
  const char *many;
  const char *one;
} endings[] = {
  { "people", "person" }, { "children", "child" }, { "news", "news" },   { "series", "series" }, { "species", "species" },
  { "movies", "movie" },  { "cookies", "cookie" }, { "indices", "index" }, { "ies", "y" },         { "sses", "ss" },
  { "shes", "sh" },       { "ches", "ch" },        { "xes", "x" },       { "zzes", "zz" },       { "statuses", "status" },
  { "buses", "bus" },     { "aliases", "alias" },  { "ss", "ss" },       { "us", "us" },         { "is", "is" },
  { "s", "" },
};

char *
rv_name_singular (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i].many) && strlen (name) > strlen (endings[i].many))
      return g_strdup_printf ("%.*s%s", (int) (strlen (name) - strlen (endings[i].many)), name, endings[i].one);
    else if (g_str_equal (name, endings[i].many) && strlen (endings[i].one) > 1)
      return g_strdup (endings[i].one);
  return g_strdup (name);
}

/* @text cut at a character so that it takes no more than @bytes. */
static char *
cut (const char *text, gsize bytes)
{
  const char *end = text + MIN (strlen (text), bytes);

  if (*end != '\0')
    while (end > text && (*end & 0xc0) == 0x80)
      end--;
  return g_strndup (text, (gsize) (end - text));
}

char *
rv_name_join (const char *const *parts)
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new_with_free_func (g_free);
  gsize n = g_strv_length ((char **) parts), total = n - 1;
  gsize longest = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (fitting, g_strdup (parts[i]));
      total += strlen (parts[i]);
    }
  /* The longest part but the last gives a byte at a time, so that all stay recognisable. */
  while (total > MAX_BYTES && n > 1)
    {
      char *shorter;

      longest = 0;
      for (gsize i = 1; i + 1 < n; i++)
        if (strlen (fitting->pdata[i]) > strlen (fitting->pdata[longest]))
          longest = i;
      if (*(char *) fitting->pdata[longest] == '\0')
        break;
      shorter = cut (fitting->pdata[longest], strlen (fitting->pdata[longest]) - 1);
      total -= strlen (fitting->pdata[longest]) - strlen (shorter);
      g_free (fitting->pdata[longest]);
      fitting->pdata[longest] = shorter;
    }
  g_ptr_array_add (fitting, NULL);
  return g_strjoinv ("_", (char **) fitting->pdata);
}

/* ---- names that nobody has ----------------------------------------------------------------- */

typedef gboolean (*IsTaken) (RvModel *model, RvId parent, const char *name);

static char *
first_free (RvModel *model, RvId parent, const char *wanted, IsTaken is_taken)
{
  g_autofree char *base = cut (wanted, MAX_BYTES);

  if (!is_taken (model, parent, base))
    return g_steal_pointer (&base);
  for (guint n = 2;; n++)
    {
      g_autofree char *number = g_strdup_printf ("_%u", n);
      g_autofree char *stem = cut (wanted, MAX_BYTES - strlen (number));
      g_autofree char *name = g_strconcat (stem, number, NULL);

      if (!is_taken (model, parent, name))
        return g_steal_pointer (&name);
    }
}

/* Keys and indexes have their names in the schema of their table. */
static gboolean
is_taken_by_part (RvModel *model, RvKind kind, RvId schema, const char *name)
{
  const GPtrArray *all = rv_model_all (model, kind);

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (rv_record_name (all->pdata[i]), name) == 0)
      {
        RvObject *owner = rv_model_get (model, rv_record_parent (all->pdata[i]));

        if (owner != NULL && rv_record_parent (owner) == schema)
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_taken_relation (RvModel *model, RvId schema, const char *name)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if ((rv_kind_info (kind)->flags & RV_KIND_RELATION) && rv_model_find (model, kind, schema, name) != NULL)
      return TRUE;
  return is_taken_by_part (model, RV_KIND_KEY, schema, name) || is_taken_by_part (model, RV_KIND_INDEX, schema, name);
}

static gboolean
is_taken_column (RvModel *model, RvId table, const char *name)
{
  return rv_model_find (model, RV_KIND_COLUMN, table, name) != NULL;
}

static gboolean
is_taken_constraint (RvModel *model, RvId table, const char *name)
{
  static const RvKind kinds[] = { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (rv_model_find (model, kinds[i], table, name) != NULL)
      return TRUE;
  return FALSE;
}

char *
rv_name_free_relation (RvModel *model, RvId schema, const char *wanted)
{
  return first_free (model, schema, wanted, is_taken_relation);
}

char *
rv_name_free_column (RvModel *model, RvId table, const char *wanted)
{
  return first_free (model, table, wanted, is_taken_column);
}

char *
rv_name_free_constraint (RvModel *model, RvId table, const char *wanted)
{
  return first_free (model, table, wanted, is_taken_constraint);
}
