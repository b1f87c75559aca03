/* Owns the tableau. A symbol is a number that means something in its column only; of two that become equal the smaller stays. */
#include "check/theory/chase.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_MAX 1024

static guint *
row_of (const RvChase *chase, guint row)
{
  return &g_array_index (chase->cells, guint, (gsize) row * chase->relation->n_attributes);
}

static gboolean
agree (const RvChase *chase, guint one, guint other, const RvBits *on)
{
  const guint *a = row_of (chase, one), *b = row_of (chase, other);

  RV_BITS_EACH (i, on, chase->relation->n_words)
    if (a[i] != b[i])
      return FALSE;
  return TRUE;
}

static void
rename_symbol (RvChase *chase, guint attribute, guint from, guint to)
{
  for (guint r = 0; r < chase->n_rows; r++)
    if (row_of (chase, r)[attribute] == from)
      row_of (chase, r)[attribute] = to;
}

static gboolean
equate (RvChase *chase, guint fd, guint one, guint other)
{
  const RvBits *rhs = rv_fds_rhs (chase->fds, fd);
  RvChaseStep step = { FALSE, fd, one, other, 0 };

  if (agree (chase, one, other, rhs))
    return FALSE;
  RV_BITS_EACH (a, rhs, chase->relation->n_words)
    {
      guint x = row_of (chase, one)[a], y = row_of (chase, other)[a];

      if (x != y)
        rename_symbol (chase, a, MAX (x, y), MIN (x, y));
    }
  g_array_append_val (chase->steps, step);
  return TRUE;
}

static gboolean
apply_fds (RvChase *chase)
{
  gboolean is_changed = FALSE;

  for (guint i = 0; i < chase->fds->len; i++)
    for (guint one = 0; one < chase->n_rows; one++)
      for (guint other = one + 1; other < chase->n_rows; other++)
        if (agree (chase, one, other, rv_fds_lhs (chase->fds, i)))
          is_changed |= equate (chase, i, one, other);
  return is_changed;
}

static GBytes *
row_bytes (const RvChase *chase, guint row)
{
  return g_bytes_new (row_of (chase, row), chase->relation->n_attributes * sizeof (guint));
}

/* Adds the row that has of @one what dependency @mvd names and the rest of @other, unless it is in @known. */
static gboolean
swap (RvChase *chase, guint mvd, guint one, guint other, GHashTable *known)
{
  guint n = chase->relation->n_attributes;
  RvChaseStep step = { TRUE, mvd, one, other, chase->n_rows };
  GBytes *key;

  g_array_set_size (chase->cells, (chase->n_rows + 1) * n);
  for (guint a = 0; a < n; a++)
    {
      gboolean is_of_one = rv_bits_has (rv_fds_lhs (chase->relation->mvds, mvd), a) || rv_bits_has (rv_fds_rhs (chase->relation->mvds, mvd), a);

      row_of (chase, chase->n_rows)[a] = row_of (chase, is_of_one ? one : other)[a];
    }
  key = row_bytes (chase, chase->n_rows);
  if (!g_hash_table_add (known, key))
    {
      g_array_set_size (chase->cells, chase->n_rows * n);
      return FALSE;
    }
  chase->n_rows++;
  g_array_append_val (chase->steps, step);
  return TRUE;
}

static gboolean
apply_mvds (RvChase *chase)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  gboolean is_changed = FALSE;

  for (guint r = 0; r < chase->n_rows; r++)
    g_hash_table_add (known, row_bytes (chase, r));
  for (guint i = 0; i < chase->relation->mvds->len; i++)
    for (guint one = 0; one < chase->n_rows; one++)
      for (guint other = 0; other < chase->n_rows; other++)
        {
          if (one == other || !agree (chase, one, other, rv_fds_lhs (chase->relation->mvds, i)))
            continue;
          if (chase->n_rows >= ROWS_MAX)
            {
              chase->is_complete = FALSE;
              return FALSE;
            }
          is_changed |= swap (chase, i, one, other, known);
        }
  return is_changed;
}

static guint
find_whole_row (const RvChase *chase)
{
  for (guint r = 0; r < chase->n_rows; r++)
    {
      guint a = 0;

      while (a < chase->relation->n_attributes && row_of (chase, r)[a] == 0)
        a++;
      if (a == chase->relation->n_attributes)
        return r;
    }
  return G_MAXUINT;
}

static RvChase *
chase_new (const RvRelation *relation, const RvFds *fds, guint n_rows)
{
  RvChase *chase = g_new0 (RvChase, 1);

  chase->relation = relation;
  chase->fds = fds != NULL ? fds : relation->fds;
  chase->n_start = n_rows;
  chase->n_rows = n_rows;
  chase->cells = g_array_new (FALSE, TRUE, sizeof (guint));
  chase->steps = g_array_new (FALSE, FALSE, sizeof (RvChaseStep));
  chase->is_complete = TRUE;
  g_array_set_size (chase->cells, n_rows * relation->n_attributes);
  return chase;
}

static void
run (RvChase *chase, gboolean until_whole)
{
  do
    {
      while (apply_fds (chase))
        continue;
      chase->whole_row = find_whole_row (chase);
    }
  while (!(until_whole && chase->whole_row != G_MAXUINT) && apply_mvds (chase));
}

RvChase *
rv_chase_decomposition (const RvRelation *relation, const RvFds *fds, const RvBitsList *schemes)
{
  RvChase *chase = chase_new (relation, fds, schemes->len);

  for (guint r = 0; r < schemes->len; r++)
    for (guint a = 0; a < relation->n_attributes; a++)
      row_of (chase, r)[a] = rv_bits_has (rv_bits_list_get (schemes, r), a) ? 0 : r + 1;
  run (chase, TRUE);
  return chase;
}

void
rv_chase_free (RvChase *chase)
{
  g_array_unref (chase->cells);
  g_array_unref (chase->steps);
  g_free (chase);
}

gboolean
rv_chase_is_lossless (const RvRelation *relation, const RvFds *fds, const RvBitsList *schemes)
{
  g_autoptr (RvChase) chase = rv_chase_decomposition (relation, fds, schemes);

  return chase->whole_row != G_MAXUINT;
}

/* Whether there is a row with the first row's symbols on @of_first and the second one's elsewhere. */
static gboolean
has_swapped (const RvChase *chase, const RvBits *of_first)
{
  for (guint r = 0; r < chase->n_rows; r++)
    {
      guint a = 0;

      while (a < chase->relation->n_attributes && row_of (chase, r)[a] == row_of (chase, rv_bits_has (of_first, a) ? 0 : 1)[a])
        a++;
      if (a == chase->relation->n_attributes)
        return TRUE;
    }
  return FALSE;
}

gboolean
rv_chase_implies (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs, gboolean is_multivalued)
{
  g_autoptr (RvChase) chase = chase_new (relation, NULL, 2);
  g_autofree RvBits *of_first = rv_bits_dup (lhs, relation->n_words);

  for (guint a = 0; a < relation->n_attributes; a++)
    row_of (chase, 1)[a] = rv_bits_has (lhs, a) ? 0 : 1;
  run (chase, FALSE);
  rv_bits_unite (of_first, rhs, relation->n_words);
  return is_multivalued ? has_swapped (chase, of_first) : agree (chase, 0, 1, rhs);
}

char *
rv_chase_cell (const RvChase *chase, guint row, guint attribute)
{
  guint symbol = row_of (chase, row)[attribute];

  return symbol == 0 ? g_strdup_printf ("a%u", attribute + 1) : g_strdup_printf ("b%u,%u", symbol, attribute + 1);
}

static void
append_rows (const RvChase *chase, GString *text)
{
  for (guint a = 0; a < chase->relation->n_attributes; a++)
    g_string_append_printf (text, "\t%s", (const char *) g_ptr_array_index (chase->relation->names, a));
  g_string_append_c (text, '\n');
  for (guint r = 0; r < chase->n_rows; r++)
    {
      g_string_append_printf (text, "%u", r + 1);
      for (guint a = 0; a < chase->relation->n_attributes; a++)
        {
          g_autofree char *cell = rv_chase_cell (chase, r, a);

          g_string_append_printf (text, "\t%s", cell);
        }
      g_string_append (text, r == chase->whole_row ? "\t*\n" : "\n");
    }
}

char *
rv_chase_text (const RvChase *chase)
{
  GString *text = g_string_new (NULL);

  append_rows (chase, text);
  for (guint i = 0; i < chase->steps->len; i++)
    {
      const RvChaseStep *step = &g_array_index (chase->steps, RvChaseStep, i);
      const RvFds *list = step->is_multivalued ? chase->relation->mvds : chase->fds;
      g_autofree char *dependency
        = rv_relation_fd_text (chase->relation, rv_fds_lhs (list, step->dependency), rv_fds_rhs (list, step->dependency), step->is_multivalued);

      if (step->is_multivalued)
        g_string_append_printf (text, _("%s: rows %u and %u give row %u\n"), dependency, step->one + 1, step->other + 1, step->made + 1);
      else
        g_string_append_printf (text, _("%s: rows %u and %u become equal\n"), dependency, step->one + 1, step->other + 1);
    }
  return g_string_free (text, FALSE);
}
