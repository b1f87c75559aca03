/* Within a track, stretches that overlap form a cluster; each lane of a cluster gets its own place.
 * The first and last stretch of a path stay at their ports. */
#include "layout/nudge.h"

typedef struct {
  RvPath *path;
  guint index;          /* of the stretch */
  guint track;
  double low, high;     /* what it covers along the track */
  gboolean is_fixed;
  double turns;         /* which way its ends turn: sum of -1 and 1 */
} Piece;

typedef struct {
  gint32 lane;
  double turns;
  guint n;
} LaneTurns;

static RvStretch *
stretch_of (const Piece *piece)
{
  return rv_path_stretch (piece->path, piece->index);
}

/* Where the line goes before (@end 0) or after a stretch: -1 or 1 across of it. */
static double
turn_at (const RvPath *path, guint i, guint end)
{
  double here = rv_path_stretch (path, i)->at, there;

  if (i == 0 || i + 1 == path->stretches->len)
    return 0;
  if (i % 2 == 1)
    there = end == 0 ? rv_path_end_x (path, i - 1, 0) : rv_path_end_x (path, i + 1, 1);
  else
    there = end == 0 ? rv_path_end_y (path, i - 1, 0) : rv_path_end_y (path, i + 1, 1);
  return there < here ? -1 : 1;
}

static Piece
piece_of (RvPath *path, guint i)
{
  double a = i % 2 == 0 ? rv_path_end_x (path, i, 0) : rv_path_end_y (path, i, 0);
  double b = i % 2 == 0 ? rv_path_end_x (path, i, 1) : rv_path_end_y (path, i, 1);
  gboolean is_fixed = path->is_kept || i == 0 || i + 1 == path->stretches->len;

  return (Piece){ path, i, rv_path_stretch (path, i)->track, MIN (a, b), MAX (a, b), is_fixed,
                  turn_at (path, i, 0) + turn_at (path, i, 1) };
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
collect_pieces (RvPath *paths, guint n_paths, RvAxis axis)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint p = 0; p < n_paths; p++)
    for (guint i = axis; i < paths[p].stretches->len; i += 2)
      {
        Piece piece = piece_of (&paths[p], i);

        g_array_append_val (pieces, piece);
      }
  g_array_sort (pieces, compare_pieces);
  return pieces;
}

/* Takes a stretch onto the place of a fixed one of its lane. */
static gboolean
join_fixed (const Piece *cluster, guint n, const Piece *piece)
{
  for (guint i = 0; i < n; i++)
    if (cluster[i].is_fixed && cluster[i].path->lane == piece->path->lane)
      {
        stretch_of (piece)->at = stretch_of (&cluster[i])->at;
        return TRUE;
      }
  return FALSE;
}

static void
add_turns (GArray *lanes, const Piece *piece)
{
  LaneTurns added = { piece->path->lane, piece->turns, 1 };

  for (guint i = 0; i < lanes->len; i++)
    {
      LaneTurns *lane = &g_array_index (lanes, LaneTurns, i);

      if (lane->lane == added.lane)
        {
          lane->turns += added.turns;
          lane->n++;
          return;
        }
    }
  g_array_append_val (lanes, added);
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const LaneTurns *p = a, *q = b;
  double x = p->turns / p->n, y = q->turns / q->n;

  if (x != y)
    return x < y ? -1 : 1;
  return p->lane < q->lane ? -1 : p->lane > q->lane;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Adds to the sorted places @taken the middle of the widest gap between them. Returns: it. */
static double
take_widest_gap (GArray *taken)
{
  guint best = 1;
  double place;

  for (guint i = 2; i < taken->len; i++)
    if (g_array_index (taken, double, i) - g_array_index (taken, double, i - 1)
        > g_array_index (taken, double, best) - g_array_index (taken, double, best - 1))
      best = i;
  place = (g_array_index (taken, double, best) + g_array_index (taken, double, best - 1)) / 2;
  g_array_insert_val (taken, best, place);
  return place;
}

/* Returns: (element-type double) (transfer full): places for @n lanes between @low and @high, in order. */
static GArray *
choose_places (const Piece *cluster, guint n_pieces, guint n, double low, double high)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *places = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean has_fixed;

  g_array_append_val (taken, low);
  for (guint i = 0; i < n_pieces; i++)
    if (cluster[i].is_fixed)
      g_array_append_val (taken, stretch_of (&cluster[i])->at);
  g_array_append_val (taken, high);
  has_fixed = taken->len > 2;
  g_array_sort (taken, compare_doubles);
  for (guint i = 0; i < n; i++)
    {
      double place = has_fixed ? take_widest_gap (taken) : low + (high - low) * (i + 1) / (n + 1);

      g_array_append_val (places, place);
    }
  g_array_sort (places, compare_doubles);
  return places;
}

static void
move_lanes (const Piece *cluster, guint n, const GArray *lanes, const GArray *places)
{
  for (guint i = 0; i < n; i++)
    for (guint l = 0; l < lanes->len; l++)
      if (!cluster[i].is_fixed && g_array_index (lanes, LaneTurns, l).lane == cluster[i].path->lane)
        stretch_of (&cluster[i])->at = g_array_index (places, double, l);
}

static void
spread_cluster (const Piece *cluster, guint n, double low, double high)
{
  g_autoptr (GArray) lanes = g_array_new (FALSE, FALSE, sizeof (LaneTurns)), places = NULL;

  for (guint i = 0; i < n; i++)
    if (!cluster[i].is_fixed && !join_fixed (cluster, n, &cluster[i]))
      add_turns (lanes, &cluster[i]);
  if (lanes->len == 0)
    return;
  g_array_sort (lanes, compare_turns);
  places = choose_places (cluster, n, lanes->len, low, high);
  move_lanes (cluster, n, lanes, places);
}

static void
spread_axis (const GArray *pieces, const double *starts)
{
  const Piece *all = (const Piece *) pieces->data;

  for (guint first = 0, next; first < pieces->len; first = next)
    {
      double end = all[first].high;

      for (next = first + 1; next < pieces->len && all[next].track == all[first].track && all[next].low <= end + 1; next++)
        end = MAX (end, all[next].high);
      spread_cluster (all + first, next - first, starts[all[first].track], starts[all[first].track + 1]);
    }
}

void
rv_nudge (const RvGrid *grid, RvPath *paths, guint n_paths)
{
  g_autoptr (GArray) down = collect_pieces (paths, n_paths, RV_DOWN);

  spread_axis (down, grid->x);

  g_autoptr (GArray) across = collect_pieces (paths, n_paths, RV_ACROSS);

  spread_axis (across, grid->y);
}
