/* Within a track, stretches that overlap form a cluster. What a lane has at one place is a group and moves as
 * one; groups get slots from side to side in an order that avoids crossings. The first and last stretch of a
 * path stay at their ports. */
#include "layout/nudge.h"

#include <stdlib.h>

#define APART 9.0             /* px between two groups, where there is room */
#define MARGIN 2.0            /* px that a cluster leaves to its neighbours */
#define MOST_VOTERS 400       /* groups that are compared each with each */
#define PLACES 16             /* tried between fixed ones */
#define FAR 3                 /* tracks beside its own that a cluster may move into */

typedef struct {
  RvPath *path;
  guint index;          /* of the stretch */
  guint track;
  double low, high;     /* what it covers along the track */
  gboolean is_fixed;
  double turns[2];      /* which way the line goes at the low and the high end: -1, 1, or 0 */
  guint group;          /* in its cluster */
} Piece;

typedef struct {
  double low, high;
  double turns[2];      /* at the ends, of the piece that is there */
  gboolean is_fixed;
  double at;
  guint lane;
  double score;
  guint slot;
} Group;

static RvStretch *
stretch_of (const Piece *piece)
{
  return rv_path_stretch (piece->path, piece->index);
}

/* ---- pieces ------------------------------------------------------------------------------------ */

/* Where the line goes before (@end 0) or after a stretch: -1 or 1 across of it. */
static double
turn_at (const RvPath *path, guint i, guint end)
{
  double here = rv_path_stretch (path, i)->at, there;

  if (end == 0 ? i == 0 : i + 1 == path->stretches->len)
    return 0;
  if (i % 2 == 1)
    there = end == 0 ? rv_path_end_x (path, i - 1, 0) : rv_path_end_x (path, i + 1, 1);
  else
    there = end == 0 ? rv_path_end_y (path, i - 1, 0) : rv_path_end_y (path, i + 1, 1);
  return there < here ? -1 : there > here;
}

static Piece
piece_of (RvPath *path, guint i)
{
  double a = i % 2 == 0 ? rv_path_end_x (path, i, 0) : rv_path_end_y (path, i, 0);
  double b = i % 2 == 0 ? rv_path_end_x (path, i, 1) : rv_path_end_y (path, i, 1);
  guint low_end = a <= b ? 0 : 1;

  return (Piece){ .path = path, .index = i, .track = rv_path_stretch (path, i)->track, .low = MIN (a, b), .high = MAX (a, b),
                  .is_fixed = path->is_kept || i == 0 || i + 1 == path->stretches->len,
                  .turns = { turn_at (path, i, low_end), turn_at (path, i, !low_end) } };
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *p = a, *q = b;

  if (p->track != q->track)
    return p->track < q->track ? -1 : 1;
  if (p->low != q->low)
    return p->low < q->low ? -1 : 1;
  if (p->path != q->path)
    return p->path < q->path ? -1 : 1;
  return p->index < q->index ? -1 : p->index > q->index;
}

static GArray *
collect_pieces (RvPath *paths, guint n_paths, RvAxis axis, const guint8 *tracks)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint p = 0; p < n_paths; p++)
    for (guint i = axis; i < paths[p].stretches->len; i += 2)
      if (tracks == NULL || tracks[rv_path_stretch (&paths[p], i)->track])
        {
          Piece piece = piece_of (&paths[p], i);

          g_array_append_val (pieces, piece);
        }
  g_array_sort (pieces, compare_pieces);
  return pieces;
}

/* ---- groups ------------------------------------------------------------------------------------- */

static void
widen_group (Group *group, const Piece *piece)
{
  if (piece->low < group->low)
    {
      group->low = piece->low;
      group->turns[0] = piece->turns[0];
    }
  if (piece->high > group->high)
    {
      group->high = piece->high;
      group->turns[1] = piece->turns[1];
    }
  if (piece->is_fixed && !group->is_fixed)
    group->at = stretch_of (piece)->at;
  group->is_fixed = group->is_fixed || piece->is_fixed;
}

/* Puts each piece of a cluster, from low to high, into the group of its lane that it meets. */
static GArray *
make_groups (Piece *cluster, guint n)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autoptr (GHashTable) last = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      Piece *piece = &cluster[i];
      gpointer lane = GUINT_TO_POINTER (piece->path->lane);
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (last, lane));
      Group fresh = { piece->low, piece->high, { piece->turns[0], piece->turns[1] }, piece->is_fixed, stretch_of (piece)->at,
                      piece->path->lane, 0, 0 };

      if (known > 0 && piece->low <= g_array_index (groups, Group, known - 1).high + 1)
        {
          piece->group = known - 1;
          widen_group (&g_array_index (groups, Group, known - 1), piece);
          continue;
        }
      piece->group = groups->len;
      g_array_append_val (groups, fresh);
      g_hash_table_insert (last, lane, GUINT_TO_POINTER (groups->len));
    }
  return groups;
}

static gboolean
overlap (const Group *a, const Group *b)
{
  return a->low < b->high + 1 && b->low < a->high + 1;
}

/* < 0: @a and @b cross less if @a is before @b. Whichever begins or ends beside the other wants to be on the
 * side to which it goes there. */
static double
vote (const Group *a, const Group *b)
{
  double sum = 0;

  if (a->low >= b->low)
    sum += a->turns[0];
  if (b->low >= a->low)
    sum -= b->turns[0];
  if (a->high <= b->high)
    sum += a->turns[1];
  if (b->high <= a->high)
    sum -= b->turns[1];
  return sum;
}

static void
score_groups (GArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      Group *a = &g_array_index (groups, Group, i);

      a->score = a->turns[0] + a->turns[1];
      for (guint j = 0; j < groups->len && groups->len <= MOST_VOTERS; j++)
        {
          const Group *b = &g_array_index (groups, Group, j);
          double opinion = i != j && overlap (a, b) ? vote (a, b) : 0;

          a->score += opinion < 0 ? -4 : opinion > 0 ? 4 : 0;
        }
    }
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *p = *(const Group *const *) a, *q = *(const Group *const *) b;

  if (p->score != q->score)
    return p->score < q->score ? -1 : 1;
  if (p->low != q->low)
    return p->low < q->low ? -1 : 1;
  return p->lane < q->lane ? -1 : p->lane > q->lane;
}

/* The groups in the order in which they are to lie side by side. */
static Group **
order_groups (GArray *groups)
{
  Group **order = g_new (Group *, groups->len + 1);

  score_groups (groups);
  for (guint i = 0; i < groups->len; i++)
    order[i] = &g_array_index (groups, Group, i);
  qsort (order, groups->len, sizeof *order, compare_groups);
  return order;
}

/* ---- where there is room --------------------------------------------------------------------------- */

typedef struct {
  const RvGrid *grid;
  RvAxis axis;
  const double *lines, *room;
  guint n_lines;
} Tracks;

/* Whether no box shuts @track from @low to @high; if @alone, whether no lane runs there either. */
static gboolean
is_open (const Tracks *tracks, guint track, double low, double high, gboolean *alone)
{
  const RvGrid *grid = tracks->grid;
  gboolean down = tracks->axis == RV_DOWN;
  guint first = down ? rv_grid_row_at (grid, low) : rv_grid_column_at (grid, low);
  guint last = down ? rv_grid_row_at (grid, high) : rv_grid_column_at (grid, high);

  *alone = TRUE;
  for (guint i = first; i <= last; i++)
    {
      gsize cell = down ? rv_grid_cell (grid, track, i) : rv_grid_cell (grid, i, track);

      if (grid->flags[cell] & RV_CELL_SHUT (tracks->axis))
        return FALSE;
      *alone = *alone && grid->lanes[tracks->axis][cell] == 0;
    }
  return TRUE;
}

/* How far a cluster may move from @track to the side of @way: to a box, or to half the way to other lanes. Returns:
 * whether there is a box. */
static gboolean
find_limit (const Tracks *tracks, guint track, int way, double low, double high, double *limit)
{
  guint next = track;
  gboolean alone;

  *limit = tracks->lines[track] + way * (tracks->room[track] - MARGIN);
  for (guint i = 0; i < FAR && (way < 0 ? next > 0 : next + 1 < tracks->n_lines); i++)
    {
      next += (guint) way;
      if (!is_open (tracks, next, low, high, &alone))
        return TRUE;
      if (!alone)
        {
          *limit = (tracks->lines[track] + tracks->lines[next]) / 2 - way * MARGIN;
          return FALSE;
        }
      *limit = tracks->lines[next] + way * (tracks->room[next] - MARGIN);
    }
  return FALSE;
}

/* ---- slots ------------------------------------------------------------------------------------------ */

/* Numbers the groups so that those that overlap differ and keep their order. Returns: how many numbers. */
static guint
choose_slots (Group **order, guint n)
{
  guint n_slots = 0;

  for (guint i = 0; i < n; i++)
    {
      order[i]->slot = 0;
      for (guint j = n > MOST_VOTERS ? i : 0; j < i; j++)
        if (overlap (order[i], order[j]))
          order[i]->slot = MAX (order[i]->slot, order[j]->slot + 1);
      if (n > MOST_VOTERS)
        order[i]->slot = i;
      n_slots = MAX (n_slots, order[i]->slot + 1);
    }
  return n_slots;
}

/* The distance from @at to what is placed already and runs beside @group. */
static double
distance_to_others (Group **order, guint n, const Group *group, guint n_placed, double at)
{
  double least = APART;

  for (guint i = 0; i < n; i++)
    if (order[i] != group && (order[i]->is_fixed || i < n_placed) && overlap (order[i], group))
      least = MIN (least, fabs (order[i]->at - at));
  return least;
}

/* Where there are fixed ones, the others take what is left between them, near where they would be. */
static void
place_between (Group **order, guint n, guint index, double low, double high)
{
  Group *group = order[index];
  double best = -INFINITY, wanted = group->at;

  for (guint i = 0; i <= PLACES; i++)
    {
      double at = low + (high - low) * i / PLACES;
      double value = distance_to_others (order, n, group, index, at) - fabs (at - wanted) / 100;

      if (value > best)
        {
          best = value;
          group->at = at;
        }
    }
}

static void
place_groups (Group **order, guint n, double low, double high, double middle)
{
  guint n_slots = choose_slots (order, n);
  double apart = MIN (APART, (high - low) / MAX (1, n_slots - 1)), first = middle - apart * (n_slots - 1) / 2;
  gboolean has_fixed = FALSE;

  first = CLAMP (first, low, MAX (low, high - apart * (n_slots - 1)));
  for (guint i = 0; i < n; i++)
    {
      has_fixed = has_fixed || order[i]->is_fixed;
      if (!order[i]->is_fixed)
        order[i]->at = first + apart * order[i]->slot;
    }
  for (guint i = 0; i < n && has_fixed && n <= MOST_VOTERS; i++)
    if (!order[i]->is_fixed)
      place_between (order, n, i, low, high);
}

static void
spread_cluster (const Tracks *tracks, Piece *cluster, guint n, double end)
{
  g_autoptr (GArray) groups = make_groups (cluster, n);
  g_autofree Group **order = order_groups (groups);
  guint track = cluster[0].track, n_free = 0;
  double low, high, line = tracks->lines[track];
  gboolean box_below, box_above;

  for (guint i = 0; i < groups->len; i++)
    n_free += !order[i]->is_fixed;
  if (n_free == 0)
    return;
  box_below = find_limit (tracks, track, -1, cluster[0].low, end, &low);
  box_above = find_limit (tracks, track, 1, cluster[0].low, end, &high);
  place_groups (order, groups->len, low, high, box_below && box_above ? (low + high) / 2 : line);
  for (guint i = 0; i < n; i++)
    if (!cluster[i].is_fixed)
      stretch_of (&cluster[i])->at = g_array_index (groups, Group, cluster[i].group).at;
}

static void
spread_axis (const Tracks *tracks, GArray *pieces)
{
  Piece *all = (Piece *) pieces->data;

  for (guint first = 0, next; first < pieces->len; first = next)
    {
      double end = all[first].high;

      for (next = first + 1; next < pieces->len && all[next].track == all[first].track && all[next].low <= end + 1; next++)
        end = MAX (end, all[next].high);
      spread_cluster (tracks, all + first, next - first, end);
    }
}

void
rv_nudge (const RvGrid *grid, RvPath *paths, guint n_paths, const guint8 *const *flags)
{
  const Tracks columns = { grid, RV_DOWN, grid->x, grid->room_x, grid->n_columns };
  const Tracks rows = { grid, RV_ACROSS, grid->y, grid->room_y, grid->n_rows };
  g_autoptr (GArray) down = collect_pieces (paths, n_paths, RV_DOWN, flags != NULL ? flags[RV_DOWN] : NULL);
  g_autoptr (GArray) across = NULL;

  spread_axis (&columns, down);
  across = collect_pieces (paths, n_paths, RV_ACROSS, flags != NULL ? flags[RV_ACROSS] : NULL);
  spread_axis (&rows, across);
}
