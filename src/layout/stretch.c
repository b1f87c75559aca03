/* Pure functions on the points of one line that runs across and down. */
#include "layout/stretch.h"

#define STUB 16.0   /* stays at an end whose stretch is moved away */

gboolean
rv_stretch_is_level (const RvPoint *points, guint stretch)
{
  return fabs (points[stretch].y - points[stretch + 1].y) <= fabs (points[stretch].x - points[stretch + 1].x);
}

static void
shift (RvPoint *point, gboolean is_level, double by)
{
  *(is_level ? &point->y : &point->x) += by;
}

static double
length_of (const RvPoint *points, guint stretch)
{
  return hypot (points[stretch].x - points[stretch + 1].x, points[stretch].y - points[stretch + 1].y);
}

/* The point @away from @end on the way to @next. */
static RvPoint
on_the_way (RvPoint end, RvPoint next, double away)
{
  double length = hypot (next.x - end.x, next.y - end.y), share = length > 0 ? away / length : 0;

  return (RvPoint){ end.x + (next.x - end.x) * share, end.y + (next.y - end.y) * share };
}

/* What lies on a straight way, or there and back, is no corner. */
static void
drop_needless (GArray *points)
{
  for (guint i = 1; i + 1 < points->len;)
    {
      const RvPoint *at = &g_array_index (points, RvPoint, i);
      gboolean is_straight = (at[-1].x == at->x && at->x == at[1].x) || (at[-1].y == at->y && at->y == at[1].y);

      if (is_straight)
        g_array_remove_index (points, i);
      else
        i++;
    }
}

static GArray *
copy_points (const RvPoint *points, guint n_points)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (RvPoint));

  g_array_append_vals (copy, points, n_points);
  return copy;
}

/* Gives an end of @stretch that is an end of the line a stub. Returns: the index of the stretch then. */
static guint
part_from_ends (GArray *points, guint stretch)
{
  double stub = MIN (STUB, length_of ((const RvPoint *) (gpointer) points->data, stretch) / 3);
  gboolean is_first = stretch == 0, is_last = stretch + 2 == points->len;
  RvPoint a = g_array_index (points, RvPoint, stretch), b = g_array_index (points, RvPoint, stretch + 1);
  RvPoint before = on_the_way (a, b, stub), behind = on_the_way (b, a, stub);

  if (is_last)
    {
      g_array_insert_val (points, stretch + 1, behind);
      g_array_insert_val (points, stretch + 1, behind);
    }
  if (!is_first)
    return stretch;
  g_array_insert_val (points, 1, before);
  g_array_insert_val (points, 1, before);
  return 2;
}

static void
move_stretch (GArray *points, guint stretch, gboolean is_level, double by)
{
  stretch = part_from_ends (points, stretch);
  shift (&g_array_index (points, RvPoint, stretch), is_level, by);
  shift (&g_array_index (points, RvPoint, stretch + 1), is_level, by);
}

GArray *
rv_stretch_move (const RvPoint *points, guint n_points, guint stretch, double by)
{
  GArray *moved = copy_points (points, n_points);

  if (by != 0 && stretch + 1 < n_points)
    move_stretch (moved, stretch, rv_stretch_is_level (points, stretch), by);
  drop_needless (moved);
  return moved;
}

GArray *
rv_stretch_move_corner (const RvPoint *points, guint n_points, guint corner, RvPoint to)
{
  GArray *moved = copy_points (points, n_points);
  gboolean is_level = rv_stretch_is_level (points, corner);
  double dx = to.x - points[corner].x, dy = to.y - points[corner].y;

  /* The later one first: what is put in before it would move it on. */
  if ((is_level ? dy : dx) != 0)
    move_stretch (moved, corner, is_level, is_level ? dy : dx);
  if ((is_level ? dx : dy) != 0)
    move_stretch (moved, corner - 1, !is_level, is_level ? dx : dy);
  drop_needless (moved);
  return moved;
}

GArray *
rv_stretch_split (const RvPoint *points, guint n_points, guint stretch, RvPoint at, double by)
{
  GArray *split = copy_points (points, n_points);
  gboolean is_level = rv_stretch_is_level (points, stretch);
  const RvPoint *a = &points[stretch], *b = a + 1;
  RvPoint step = is_level ? (RvPoint){ CLAMP (at.x, MIN (a->x, b->x), MAX (a->x, b->x)), a->y }
                          : (RvPoint){ a->x, CLAMP (at.y, MIN (a->y, b->y), MAX (a->y, b->y)) };

  g_array_insert_val (split, stretch + 1, step);
  g_array_insert_val (split, stretch + 1, step);
  move_stretch (split, stretch + 2, is_level, by);
  drop_needless (split);
  return split;
}
