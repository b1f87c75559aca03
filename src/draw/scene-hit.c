/* What lies at a point or in a rectangle. */
#include "draw/scene-private.h"

#include <math.h>

#define END_LENGTH 22
#define AREA_TITLE_HEIGHT 30

static gboolean
contains (RvRect rect, double x, double y)
{
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

static int
by_box_index (gconstpointer a, gconstpointer b)
{
  guint one = (*(const RvSceneBox *const *) a)->index, other = (*(const RvSceneBox *const *) b)->index;

  return one < other ? -1 : one > other;
}

static int
by_line_index (gconstpointer a, gconstpointer b)
{
  guint one = (*(const RvSceneLine *const *) a)->index, other = (*(const RvSceneLine *const *) b)->index;

  return one < other ? -1 : one > other;
}

static void
query_boxes (RvScene *scene, RvRect rect, GPtrArray *boxes)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();

  rv_tiles_collect (scene->box_tiles, rect, candidates);
  scene->stamp++;
  for (guint i = 0; i < candidates->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (candidates, i);

      if (box->stamp == scene->stamp || !rv_rect_intersects (box->rect, rect))
        continue;
      box->stamp = scene->stamp;
      g_ptr_array_add (boxes, box);
    }
  g_ptr_array_sort (boxes, by_box_index);
}

static gboolean
line_touches (const RvSceneLine *line, RvRect rect)
{
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      RvPoint a = line->points[i], b = line->points[i + 1];

      if (rv_rect_intersects ((RvRect) { MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y) }, rect))
        return TRUE;
    }
  return FALSE;
}

static void
query_lines (RvScene *scene, RvRect rect, GPtrArray *lines)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();

  rv_tiles_collect (scene->line_tiles, rect, candidates);
  scene->stamp++;
  for (guint i = 0; i < candidates->len; i++)
    {
      RvSceneLine *line = g_ptr_array_index (candidates, i);

      if (line->stamp == scene->stamp || !line_touches (line, rect))
        continue;
      line->stamp = scene->stamp;
      g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort (lines, by_line_index);
}

void
rv_scene_query (RvScene *scene, RvRect rect, GPtrArray *boxes, GPtrArray *lines)
{
  if (boxes != NULL)
    query_boxes (scene, rect, boxes);
  if (lines != NULL)
    query_lines (scene, rect, lines);
}

/* ---- hits ---------------------------------------------------------------------------------- */

static gboolean
hit_box (RvScene *scene, double x, double y, RvSceneHit *hit)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  const RvSceneBox *box;
  double row;

  query_boxes (scene, (RvRect) { x, y, 0, 0 }, boxes);
  if (boxes->len == 0)
    return FALSE;
  box = g_ptr_array_index (boxes, boxes->len - 1);
  *hit = (RvSceneHit) { .item = RV_ITEM_BOX, .part = RV_PART_REST, .id = box->id, .object = box->object, .row = -1 };
  row = floor ((y - box->rect.y - rv_scene_box_row_top (box, 0)) / box->row_height);
  if (y <= box->rect.y + box->header_height)
    hit->part = RV_PART_HEADER;
  else if (box->n_more > 0 && row == box->rows->len)
    hit->part = RV_PART_MORE;
  else if (row >= 0 && row < box->rows->len)
    {
      hit->part = RV_PART_ROW;
      hit->row = (int) row;
      hit->column = g_array_index (box->rows, RvSceneRow, hit->row).column;
    }
  return TRUE;
}

static double
distance_to_stretch (RvPoint a, RvPoint b, double x, double y)
{
  double length = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
  double share = length > 0 ? CLAMP (((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length, 0, 1) : 0;

  return hypot (x - a.x - share * (b.x - a.x), y - a.y - share * (b.y - a.y));
}

static double
distance_to_line (const RvSceneLine *line, double x, double y)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < line->n_points; i++)
    least = MIN (least, distance_to_stretch (line->points[i], line->points[i + 1], x, y));
  return least;
}

static RvScenePart
part_of_line (const RvSceneLine *line, double x, double y)
{
  double from = hypot (x - line->points[0].x, y - line->points[0].y);
  double to = hypot (x - line->points[line->n_points - 1].x, y - line->points[line->n_points - 1].y);

  if (MIN (from, to) > END_LENGTH)
    return RV_PART_LINE;
  return from <= to ? RV_PART_FROM_END : RV_PART_TO_END;
}

static gboolean
hit_line (RvScene *scene, double x, double y, double tolerance, RvSceneHit *hit)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  double least = G_MAXDOUBLE;

  query_lines (scene, (RvRect) { x - tolerance, y - tolerance, 2 * tolerance, 2 * tolerance }, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);
      double distance = distance_to_line (line, x, y);

      if (distance > tolerance || distance > least)
        continue;
      least = distance;
      *hit = (RvSceneHit) { .item = RV_ITEM_LINE, .part = part_of_line (line, x, y), .id = line->id, .object = line->object, .row = -1 };
    }
  return least <= tolerance;
}

static gboolean
hit_note (RvScene *scene, double x, double y, RvSceneHit *hit)
{
  for (guint i = scene->notes->len; i-- > 0;)
    {
      const RvSceneNote *note = g_ptr_array_index (scene->notes, i);

      if (!contains (note->rect, x, y))
        continue;
      *hit = (RvSceneHit) { .item = RV_ITEM_NOTE, .part = RV_PART_NOTE, .id = note->id, .object = note->id, .row = -1 };
      return TRUE;
    }
  return FALSE;
}

static gboolean
hit_area (RvScene *scene, double x, double y, RvSceneHit *hit)
{
  for (guint i = scene->areas->len; i-- > 0;)
    {
      const RvSceneArea *area = g_ptr_array_index (scene->areas, i);

      if (!contains (area->rect, x, y))
        continue;
      *hit = (RvSceneHit) { .item = RV_ITEM_AREA, .part = RV_PART_AREA, .id = area->id, .object = area->id, .row = -1 };
      if (y <= area->rect.y + AREA_TITLE_HEIGHT)
        hit->part = RV_PART_AREA_TITLE;
      return TRUE;
    }
  return FALSE;
}

RvSceneHit
rv_scene_hit (RvScene *scene, double x, double y, double tolerance)
{
  RvSceneHit hit = { .item = RV_ITEM_NONE, .row = -1 };

  if (!hit_note (scene, x, y, &hit) && !hit_box (scene, x, y, &hit) && !hit_line (scene, x, y, tolerance, &hit))
    hit_area (scene, x, y, &hit);
  return hit;
}
