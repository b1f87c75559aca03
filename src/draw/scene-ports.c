/* Where lines meet the rows of boxes. Ends that look different do not lie on top of one
 * another: a row shares its height among them. */
#include "draw/notation.h"
#include "draw/scene-private.h"

#define SPREAD 6.0   /* between two kinds of ends at a row */

typedef struct {
  const RvSceneBox *box;
  int row;
  guint looks;    /* a bit for each kind of end at this row */
} Row;

static guint
row_hash (gconstpointer data)
{
  const Row *row = data;

  return g_direct_hash (row->box) * 31 + (guint) row->row;
}

static gboolean
row_equal (gconstpointer a, gconstpointer b)
{
  const Row *one = a, *other = b;

  return one->box == other->box && one->row == other->row;
}

/* Ends that look alike may share a place. Where a box shows no rows, each line leaves it by its own. */
static guint
look_of (RvScene *scene, const RvSceneLine *line, gboolean at_to)
{
  if (!at_to && line->from->rows->len == 0)
    return 1u << (RV_LINE_LOOKS + (guint) (line->id % 8));
  return 1u << rv_scene_line_look (scene, line, at_to);
}

static void
note_end (GHashTable *rows, const RvSceneBox *box, int row, guint look)
{
  Row key = { box, row, 0 };
  Row *known = g_hash_table_lookup (rows, &key);

  if (known == NULL)
    {
      known = g_memdup2 (&key, sizeof key);
      g_hash_table_add (rows, known);
    }
  known->looks |= look;
}

static guint
count_bits (guint bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

static double
port_of (GHashTable *rows, const RvSceneBox *box, int row, guint look)
{
  Row key = { box, row, 0 };
  const Row *known = g_hash_table_lookup (rows, &key);
  guint n = count_bits (known->looks), before = count_bits (known->looks & (look - 1));
  double spread = MIN (SPREAD, (row < 0 ? box->header_height : box->row_height) / 2 / n);

  return rv_scene_box_port (box, row) + (2.0 * before + 1 - n) * spread;
}

void
rv_scene_set_ports (RvScene *scene, GPtrArray *touched)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (row_hash, row_equal, g_free, NULL);

  for (guint i = 0; i < scene->lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (scene->lines, i);

      note_end (rows, line->from, line->from_row, look_of (scene, line, FALSE));
      note_end (rows, line->to, line->to_row, look_of (scene, line, TRUE));
    }
  for (guint i = 0; i < scene->lines->len; i++)
    {
      RvSceneLine *line = g_ptr_array_index (scene->lines, i);
      double from = port_of (rows, line->from, line->from_row, look_of (scene, line, FALSE));
      double to = port_of (rows, line->to, line->to_row, look_of (scene, line, TRUE));

      if (touched != NULL && (from != line->from_port || to != line->to_port) && !g_ptr_array_find (touched, line->from, NULL))
        g_ptr_array_add (touched, line->from);
      line->from_port = from;
      line->to_port = to;
    }
}
