/* Ends of lines that meet a side of a box close to each other, where each says how many in figures. */
#include "draw/notation.h"

#include <math.h>

#define NEAR 12.0    /* a text beside a line needs so much */
#define SAME 0.5

static RvPoint
end_of (const RvSceneLine *line, gboolean is_from)
{
  return line->points[is_from ? 0 : line->n_points - 1];
}

static GPtrArray *
lines_near (RvScene *scene, RvPoint at)
{
  GPtrArray *lines = g_ptr_array_new ();

  rv_scene_query (scene, (RvRect) { at.x - SAME, at.y - NEAR, 2 * SAME, 2 * NEAR }, NULL, lines);
  return lines;
}

static gboolean
has_text (const RvSceneLine *line)
{
  return line->n_points >= 2 && (line->kind == RV_LINE_FOREIGN_KEY || line->kind == RV_LINE_JUNCTION);
}

/* What one end is to one at @at. Lines that share their last stretch say the same. */
static RvEndCrowd
compare (RvPoint at, const RvSceneLine *line, RvPoint other_at, const RvSceneLine *other)
{
  double down = other_at.y - at.y;

  if (fabs (other_at.x - at.x) > SAME || fabs (down) >= NEAR)
    return 0;
  if (fabs (down) <= SAME)
    return other->index < line->index ? RV_CROWD_TOLD : 0;
  return down < 0 ? RV_CROWD_ABOVE : RV_CROWD_BELOW;
}

RvEndCrowd
rv_end_crowd (RvScene *scene, const RvSceneLine *line, gboolean is_from)
{
  RvPoint at = end_of (line, is_from);
  g_autoptr (GPtrArray) lines = lines_near (scene, at);
  RvEndCrowd crowd = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *other = lines->pdata[i];

      if (!has_text (other))
        continue;
      if (other != line)
        crowd |= compare (at, line, end_of (other, is_from), other);
      crowd |= compare (at, line, end_of (other, !is_from), other) & (RvEndCrowd) ~RV_CROWD_TOLD;
    }
  return crowd;
}

void
rv_end_crowd_note (RvScene *scene, const RvSceneLine *line, GHashTable *ids)
{
  if (!rv_notation_style (rv_scene_view (scene)->notation)->writes_cardinality || line->n_points < 2)
    return;
  for (int is_from = 0; is_from < 2; is_from++)
    {
      g_autoptr (GPtrArray) lines = lines_near (scene, end_of (line, is_from));

      for (guint i = 0; i < lines->len; i++)
        {
          const RvSceneLine *other = lines->pdata[i];

          if (other != line && !g_hash_table_contains (ids, &other->id))
            g_hash_table_add (ids, g_memdup2 (&other->id, sizeof other->id));
        }
    }
}
