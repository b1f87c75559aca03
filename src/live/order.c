/* A walk in depth: before a statement all that it needs. */
#include "live/order.h"

typedef enum { UNSEEN, OPEN, DONE } State;

typedef struct {
  GArray *statements;
  GHashTable *place_of;  /* class and id -> place, plus 1 */
  GArray **needs_of;     /* by place: Edge */
  State *states;
  GArray *ordered;       /* places */
} Walk;

typedef struct {
  guint to;
  gboolean is_late;
} Edge;

static gint64
key_of (guint class, guint id)
{
  return (gint64) class << 32 | id;
}

static guint
place_of (Walk *walk, guint class, guint id)
{
  gint64 key = key_of (class, id);

  return GPOINTER_TO_UINT (g_hash_table_lookup (walk->place_of, &key));
}

static void
note_places (Walk *walk)
{
  for (guint i = 0; i < walk->statements->len; i++)
    {
      const RvStatement *statement = &g_array_index (walk->statements, RvStatement, i);
      gint64 key = key_of (statement->class, statement->id);

      if (statement->id != 0)
        g_hash_table_insert (walk->place_of, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
    }
}

static void
note_needs (Walk *walk, const GArray *needs)
{
  for (guint i = 0; i < needs->len; i++)
    {
      const RvNeed *need = &g_array_index (needs, RvNeed, i);
      guint from = place_of (walk, need->class, need->id);
      Edge edge = { place_of (walk, need->needed_class, need->needed_id), need->is_late };

      if (from == 0 || edge.to == 0 || (edge.is_late && g_array_index (walk->statements, RvStatement, from - 1).is_split))
        continue;
      edge.to--;
      if (walk->needs_of[from - 1] == NULL)
        walk->needs_of[from - 1] = g_array_new (FALSE, FALSE, sizeof (Edge));
      g_array_append_val (walk->needs_of[from - 1], edge);
    }
}

/* One step of the walk: a statement and how many of its needs were followed. */
typedef struct {
  guint at;
  guint n_followed;
} Step;

/* The circle that closes at @to is on the path: who on it can be made in two steps need not wait. */
static void
split_circle (Walk *walk, const GArray *path, guint to)
{
  for (guint i = path->len; i-- > 0;)
    {
      const Step *step = &g_array_index (path, Step, i);
      const Edge *edge = &g_array_index (walk->needs_of[step->at], Edge, step->n_followed - 1);

      if (edge->is_late)
        g_array_index (walk->statements, RvStatement, step->at).is_split = TRUE;
      if (step->at == to)
        return;
    }
}

static void
walk_from (Walk *walk, guint start)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (Step));
  Step first = { start, 0 };

  g_array_append_val (path, first);
  walk->states[start] = OPEN;
  while (path->len > 0)
    {
      Step *step = &g_array_index (path, Step, path->len - 1);
      const GArray *needs = walk->needs_of[step->at];
      const Edge *edge;

      if (needs == NULL || step->n_followed == needs->len)
        {
          walk->states[step->at] = DONE;
          g_array_append_val (walk->ordered, step->at);
          g_array_set_size (path, path->len - 1);
          continue;
        }
      edge = &g_array_index (needs, Edge, step->n_followed);
      step->n_followed++;
      if (walk->states[edge->to] == OPEN)
        split_circle (walk, path, edge->to);
      else if (walk->states[edge->to] == UNSEEN)
        {
          Step next = { edge->to, 0 };

          walk->states[edge->to] = OPEN;
          g_array_append_val (path, next);
        }
    }
}

static void
put_in_order (GArray *statements, const GArray *ordered)
{
  g_autoptr (GArray) old = g_array_copy (statements);

  for (guint i = 0; i < old->len; i++)
    g_array_index (statements, RvStatement, i) = g_array_index (old, RvStatement, g_array_index (ordered, guint, i));
}

/* Returns: how many statements are split. */
static guint
walk_all (GArray *statements, const GArray *needs, GArray *ordered)
{
  Walk walk = {
    .statements = statements,
    .place_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .needs_of = g_new0 (GArray *, statements->len + 1),
    .states = g_new0 (State, statements->len + 1),
    .ordered = ordered,
  };
  guint n_split = 0;

  note_places (&walk);
  note_needs (&walk, needs);
  for (guint i = 0; i < statements->len; i++)
    if (walk.states[i] == UNSEEN)
      walk_from (&walk, i);
  for (guint i = 0; i < statements->len; i++)
    {
      n_split += g_array_index (statements, RvStatement, i).is_split ? 1 : 0;
      g_clear_pointer (&walk.needs_of[i], g_array_unref);
    }
  g_free (walk.needs_of);
  g_free (walk.states);
  g_hash_table_unref (walk.place_of);
  return n_split;
}

void
rv_statements_order (GArray *statements, const GArray *needs)
{
  g_autoptr (GArray) ordered = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_split = 0, n_before;

  /* What is split needs less, so that another order may do. */
  do
    {
      n_before = n_split;
      g_array_set_size (ordered, 0);
      n_split = walk_all (statements, needs, ordered);
    }
  while (n_split > n_before);
  put_in_order (statements, ordered);
}
