/* Finds crossings with the index of lines, and draws them as gaps or bridges. */
#include "draw/crossings.h"

#include "draw/display-private.h"
#include "draw/notation.h"

#include <math.h>

#define HALF 4.0       /* of a mark, along the line */
#define CLEAR 9.0      /* nearer than this to a corner there is no mark */
#define END_CLEAR 24.0 /* … and to an end of the line */
#define KAPPA 0.5522847498

static gboolean
is_across (RvPoint a, RvPoint b)
{
  return a.y == b.y && a.x != b.x;
}

static gboolean
is_upright (RvPoint a, RvPoint b)
{
  return a.x == b.x && a.y != b.y;
}

static RvRect
rect_between (RvPoint a, RvPoint b)
{
  return (RvRect) { MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y) };
}

static double
clear_at (const RvSceneLine *line, guint point)
{
  return point == 0 || point + 1 == line->n_points ? END_CLEAR : CLEAR;
}

/* Whether stretch @i of @line, which is level, crosses stretch @j of @other with room for a mark. */
static gboolean
crosses (const RvSceneLine *line, guint i, const RvSceneLine *other, guint j, RvPoint *at)
{
  RvPoint a = line->points[i], b = line->points[i + 1], c = other->points[j], d = other->points[j + 1];
  double left = a.x < b.x ? a.x + clear_at (line, i) : b.x + clear_at (line, i + 1);
  double right = a.x < b.x ? b.x - clear_at (line, i + 1) : a.x - clear_at (line, i);

  *at = (RvPoint) { c.x, a.y };
  return is_upright (c, d) && c.x > left && c.x < right && a.y > MIN (c.y, d.y) + 1 && a.y < MAX (c.y, d.y) - 1;
}

void
rv_crossings_find (RvScene *scene, const RvSceneLine *line, GArray *jumps)
{
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      g_autoptr (GPtrArray) near = NULL;

      if (!is_across (line->points[i], line->points[i + 1]))
        continue;
      near = g_ptr_array_new ();
      rv_scene_query (scene, rect_between (line->points[i], line->points[i + 1]), NULL, near);
      for (guint k = 0; k < near->len; k++)
        {
          const RvSceneLine *other = near->pdata[k];
          RvPoint at;

          for (guint j = 0; other != line && j + 1 < other->n_points; j++)
            if (crosses (line, i, other, j, &at))
              g_array_append_val (jumps, at);
        }
    }
}

static void
put (GHashTable *ids, RvId id)
{
  if (!g_hash_table_contains (ids, &id))
    g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

/* Lines whose texts may stand where @line runs. */
static void
note_labels (RvScene *scene, const RvSceneLine *line, GHashTable *ids)
{
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      g_autoptr (GPtrArray) near = g_ptr_array_new ();
      RvRect rect = rect_between (line->points[i], line->points[i + 1]);

      rect.height += RV_LABEL_REACH;
      rv_scene_query (scene, rect, NULL, near);
      for (guint k = 0; k < near->len; k++)
        if (near->pdata[k] != line)
          put (ids, ((const RvSceneLine *) near->pdata[k])->id);
    }
}

void
rv_crossings_note (RvScene *scene, const RvSceneLine *line, GHashTable *ids)
{
  if (rv_scene_view (scene)->labels != RvLineLabels_NONE)
    note_labels (scene, line, ids);
  rv_end_crowd_note (scene, line, ids);
  for (guint j = 0; j + 1 < line->n_points; j++)
    {
      g_autoptr (GPtrArray) near = NULL;

      if (!is_upright (line->points[j], line->points[j + 1]))
        continue;
      near = g_ptr_array_new ();
      rv_scene_query (scene, rect_between (line->points[j], line->points[j + 1]), NULL, near);
      for (guint k = 0; k < near->len; k++)
        {
          const RvSceneLine *other = near->pdata[k];
          RvPoint at;

          for (guint i = 0; other != line && i + 1 < other->n_points; i++)
            if (is_across (other->points[i], other->points[i + 1]) && crosses (other, i, line, j, &at))
              put (ids, other->id);
        }
    }
}

/* ---- drawing --------------------------------------------------------------------------------- */

static int
by_x (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* From @start to @end: nothing, or over the line that is crossed. */
static void
draw_mark (RvDisplayList *list, double start, double end, double y)
{
  double way = start < end ? 1 : -1, c = HALF * (1 - KAPPA);

  rv_display_line_to (list, start, y);
  if (list->crossings == RvCrossings_GAP)
    {
      rv_display_move_to (list, end, y);
      return;
    }
  rv_display_curve_to (list, start, y - HALF + c, start + way * c, y - HALF, start + way * HALF, y - HALF);
  if (fabs (end - start) > 2 * HALF)
    rv_display_line_to (list, end - way * HALF, y - HALF);
  rv_display_curve_to (list, end - way * c, y - HALF, end, y - HALF + c, end, y);
}

static GArray *
jumps_between (const RvDisplayList *list, RvPoint from, RvPoint to)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < list->jumps->len; i++)
    {
      const RvPoint *jump = &g_array_index (list->jumps, RvPoint, i);

      if (fabs (jump->y - from.y) < 0.01 && jump->x - HALF > MIN (from.x, to.x) && jump->x + HALF < MAX (from.x, to.x))
        g_array_append_val (found, jump->x);
    }
  g_array_sort (found, by_x);
  return found;
}

void
rv_crossings_draw (RvDisplayList *list, RvPoint from, RvPoint to)
{
  g_autoptr (GArray) found = NULL;
  gboolean is_right = from.x < to.x;

  if (list->jumps == NULL || list->jumps->len == 0 || fabs (from.y - to.y) > 0.01)
    return;
  found = jumps_between (list, from, to);
  for (guint i = 0, next; i < found->len; i = next)
    {
      double start = g_array_index (found, double, is_right ? i : found->len - 1 - i), end = start;

      /* Those that lie together are crossed in one jump. */
      for (next = i + 1; next < found->len; next++)
        {
          double x = g_array_index (found, double, is_right ? next : found->len - 1 - next);

          if (fabs (x - end) > 2 * HALF + 1)
            break;
          end = x;
        }
      draw_mark (list, is_right ? start - HALF : start + HALF, is_right ? end + HALF : end - HALF, from.y);
    }
}
