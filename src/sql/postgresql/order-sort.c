/* A stable topological sort: of all that could come next, the least by section, schema,
 * relation and name comes. Where nothing could come next there is a circle, and it is broken
 * where it costs least: a default or a check comes late, or a view or type gets a shell. */
#include "sql/postgresql/order-private.h"

#include <string.h>

#define NODE(order, i) (&g_array_index ((order)->nodes, RvNode, (i)))
#define EDGE(order, i) (&g_array_index ((order)->edges, RvEdge, (guint) (i)))

typedef struct {
  RvOrder *order;
  GArray *ranks;    /* for each node its place among all, with gaps for the nodes that breaking makes */
  GArray *heap;     /* nodes that could come next, least first */
  GArray *sorted;   /* all nodes by rank */
  guint next;       /* sorted before here is done */
  guint n_searches;
} Sort;

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_nodes (const RvNode *a, const RvNode *b)
{
  int c;

  if ((c = compare_numbers (a->step.section, b->step.section)) != 0 || (c = compare_numbers (a->rank, b->rank)) != 0 ||
      (c = strcmp (a->schema, b->schema)) != 0 || (c = strcmp (a->relation, b->relation)) != 0 ||
      (c = compare_numbers (a->after, b->after)) != 0 || (c = strcmp (a->name, b->name)) != 0 ||
      (c = compare_numbers (a->number, b->number)) != 0)
    return c;
  return compare_numbers (a->step.object->id, b->step.object->id);
}

static int
compare_by_number (gconstpointer a, gconstpointer b, gpointer nodes)
{
  return compare_nodes (&g_array_index ((GArray *) nodes, RvNode, *(const guint *) a),
                        &g_array_index ((GArray *) nodes, RvNode, *(const guint *) b));
}

/* ---- the heap --------------------------------------------------------------------------- */

static guint64
rank_at (const Sort *sort, guint place)
{
  return g_array_index (sort->ranks, guint64, g_array_index (sort->heap, guint, place));
}

static void
swap (Sort *sort, guint a, guint b)
{
  guint held = g_array_index (sort->heap, guint, a);

  g_array_index (sort->heap, guint, a) = g_array_index (sort->heap, guint, b);
  g_array_index (sort->heap, guint, b) = held;
}

static void
push (Sort *sort, guint node)
{
  guint at = sort->heap->len;

  g_array_append_val (sort->heap, node);
  while (at > 0 && rank_at (sort, at) < rank_at (sort, (at - 1) / 2))
    {
      swap (sort, at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
}

static guint
pop (Sort *sort)
{
  guint least = g_array_index (sort->heap, guint, 0);
  guint at = 0, child;

  swap (sort, 0, sort->heap->len - 1);
  g_array_set_size (sort->heap, sort->heap->len - 1);
  while ((child = 2 * at + 1) < sort->heap->len)
    {
      if (child + 1 < sort->heap->len && rank_at (sort, child + 1) < rank_at (sort, child))
        child++;
      if (rank_at (sort, at) <= rank_at (sort, child))
        break;
      swap (sort, at, child);
      at = child;
    }
  return least;
}

/* ---- circles ---------------------------------------------------------------------------- */

static void
kill_edge (Sort *sort, RvEdge *edge)
{
  RvNode *user = NODE (sort->order, edge->from);

  edge->is_dead = TRUE;
  user->n_needs--;
  if (user->n_needs == 0 && !user->is_done)
    push (sort, edge->from);
}

/* A new node takes its place by @section, and there by the rank of the node that it comes of. */
static guint
add_node_of (Sort *sort, guint origin, RvObject *object, RvStepType type, RvSection section)
{
  guint64 rank = g_array_index (sort->ranks, guint64, origin) & G_GUINT64_CONSTANT (0xffffffffffff);
  guint node = rv_order_add_node (sort->order, object, type);
  RvStep *step = &NODE (sort->order, node)->step;
  GPtrArray *path = NODE (sort->order, origin)->step.path;

  step->section = section;
  step->path = path == NULL ? NULL : g_ptr_array_ref (path);
  rank = ((guint64) section << 48 | rank) + (node & 0xffff) + 1;
  g_array_append_val (sort->ranks, rank);
  return node;
}

/* The default or check @part of node @from gets a node of its own after @from. */
static void
make_late (Sort *sort, guint from, RvObject *part)
{
  RvOrder *order = sort->order;
  guint late = add_node_of (sort, from, part, RV_STEP_LATE, RV_SECTION_CONSTRAINTS);

  g_hash_table_add (order->late, part);
  rv_order_add_edge (order, late, from, NULL, FALSE);
  for (int i = NODE (order, from)->first_need; i >= 0; i = EDGE (order, i)->next_need)
    if (EDGE (order, i)->part == part && !EDGE (order, i)->is_dead)
      {
        rv_order_add_edge (order, late, EDGE (order, i)->to, NULL, FALSE);
        if (!NODE (order, EDGE (order, i)->to)->is_done)
          kill_edge (sort, EDGE (order, i));
        EDGE (order, i)->is_dead = TRUE;
      }
}

static gboolean
can_have_shell (RvOrder *order, const RvEdge *edge)
{
  const RvStep *step = &NODE (order, edge->to)->step;

  return edge->by_name && step->type == RV_STEP_WHOLE &&
         (step->object->kind == RV_KIND_VIEW || step->object->kind == RV_KIND_RANGE ||
          g_hash_table_contains (order->shells, step->object));
}

/* What needs only the name of the target of @edge needs a shell of it instead. */
static void
use_shell (Sort *sort, int edge)
{
  RvOrder *order = sort->order;
  guint from = EDGE (order, edge)->from, to = EDGE (order, edge)->to;
  RvObject *object = NODE (order, to)->step.object;
  guint shell = GPOINTER_TO_UINT (g_hash_table_lookup (order->shells, object));

  if (shell == 0)
    {
      shell = add_node_of (sort, to, object, RV_STEP_SHELL, RV_SECTION_TYPES) + 1;
      g_hash_table_insert (order->shells, object, GUINT_TO_POINTER (shell));
      rv_order_add_edge (order, to, shell - 1, NULL, FALSE);
      push (sort, shell - 1);
    }
  rv_order_add_edge (order, from, shell - 1, NULL, FALSE);
  kill_edge (sort, EDGE (order, edge));
}

/* Returns: the edges of some circle that nodes not done are in. Each of them has an unmet need, so
 * following these leads back to where we have been. */
static GArray *
find_circle (Sort *sort, guint start)
{
  RvOrder *order = sort->order;
  GArray *way = g_array_new (FALSE, FALSE, sizeof (int));
  guint search = ++sort->n_searches, at = start, first = 0;

  while (NODE (order, at)->visited != search)
    {
      int edge = NODE (order, at)->first_need;

      NODE (order, at)->visited = search;
      while (edge >= 0 && (EDGE (order, edge)->is_dead || NODE (order, EDGE (order, edge)->to)->is_done))
        edge = EDGE (order, edge)->next_need;
      g_assert (edge >= 0);
      g_array_append_val (way, edge);
      at = EDGE (order, edge)->to;
    }
  while (EDGE (order, g_array_index (way, int, first))->from != at)
    first++;
  g_array_remove_range (way, 0, first);
  return way;
}

static void
break_circle (Sort *sort, guint start)
{
  g_autoptr (GArray) circle = find_circle (sort, start);
  RvOrder *order = sort->order;

  for (guint i = 0; i < circle->len; i++)
    {
      const RvEdge *edge = EDGE (order, g_array_index (circle, int, i));

      if (edge->part != NULL)
        {
          make_late (sort, edge->from, edge->part);
          return;
        }
    }
  for (guint i = 0; i < circle->len; i++)
    if (can_have_shell (order, EDGE (order, g_array_index (circle, int, i))))
      {
        use_shell (sort, g_array_index (circle, int, i));
        return;
      }
  /* Nothing can be written apart: the reader of the script gets to see it. */
  kill_edge (sort, EDGE (order, g_array_index (circle, int, 0)));
}

/* ---- the sort --------------------------------------------------------------------------- */

static void
rank_nodes (Sort *sort)
{
  guint n = sort->order->nodes->len;

  for (guint i = 0; i < n; i++)
    g_array_append_val (sort->sorted, i);
  g_array_sort_with_data (sort->sorted, compare_by_number, sort->order->nodes);
  g_array_set_size (sort->ranks, n);
  for (guint i = 0; i < n; i++)
    {
      guint node = g_array_index (sort->sorted, guint, i);

      g_array_index (sort->ranks, guint64, node) = (guint64) NODE (sort->order, node)->step.section << 48 | (guint64) (i + 1) << 16;
    }
}

static void
finish (Sort *sort, guint node)
{
  RvOrder *order = sort->order;

  NODE (order, node)->is_done = TRUE;
  g_array_append_val (order->steps, NODE (order, node)->step);
  for (int i = NODE (order, node)->first_user; i >= 0; i = EDGE (order, i)->next_user)
    {
      RvNode *user = NODE (order, EDGE (order, i)->from);

      if (EDGE (order, i)->is_dead || user->is_done)
        continue;
      if (--user->n_needs == 0)
        push (sort, EDGE (order, i)->from);
    }
}

/* Takes whatever can come next until nothing can. */
static void
run (Sort *sort)
{
  while (sort->heap->len > 0)
    finish (sort, pop (sort));
}

/* Returns: FALSE when all is done. */
static gboolean
find_next (Sort *sort)
{
  while (sort->next < sort->sorted->len && NODE (sort->order, g_array_index (sort->sorted, guint, sort->next))->is_done)
    sort->next++;
  return sort->next < sort->sorted->len;
}

/* Begins anew with the edges that are alive now. */
static void
restart (Sort *sort)
{
  RvOrder *order = sort->order;

  g_array_set_size (order->steps, 0);
  for (guint i = 0; i < order->nodes->len; i++)
    {
      NODE (order, i)->is_done = FALSE;
      NODE (order, i)->n_needs = 0;
    }
  for (guint i = 0; i < order->edges->len; i++)
    if (!EDGE (order, i)->is_dead)
      NODE (order, EDGE (order, i)->from)->n_needs++;
  for (guint i = 0; i < order->nodes->len; i++)
    if (NODE (order, i)->n_needs == 0)
      push (sort, i);
}

/* A circle shows only when all else is done; with the circles broken a second run gives all of
 * it the place that it would have without them. */
void
rv_order_sort (RvOrder *order)
{
  Sort sort = { order, g_array_new (FALSE, FALSE, sizeof (guint64)), g_array_new (FALSE, FALSE, sizeof (guint)),
                g_array_new (FALSE, FALSE, sizeof (guint)), 0, 0 };

  rank_nodes (&sort);
  restart (&sort);
  run (&sort);
  if (find_next (&sort))
    {
      do
        {
          break_circle (&sort, g_array_index (sort.sorted, guint, sort.next));
          run (&sort);
        }
      while (find_next (&sort));
      restart (&sort);
      run (&sort);
    }
  g_array_unref (sort.ranks);
  g_array_unref (sort.heap);
  g_array_unref (sort.sorted);
}
