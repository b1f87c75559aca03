/* For a quarter of a second the diagram is painted as boxes on their way, without lines. */
#include "canvas/settle.h"

#include <math.h>

#define DURATION 250.0   /* ms */
#define FEWEST 2         /* a single box that moves is seen anyway */
#define MOST 600         /* boxes of a diagram: more would stutter */

struct _RvSettle {
  GHashTable *offsets;   /* RvId * of boxes -> RvPoint: how far each comes from */
  gint64 start;
  guint tick;
};

void
rv_settle_free (RvSettle *settle)
{
  g_hash_table_unref (settle->offsets);
  g_free (settle);
}

GHashTable *
rv_settle_look (RvCanvas *canvas)
{
  const GPtrArray *boxes = rv_scene_boxes (canvas->scene);
  GHashTable *before;

  if (boxes->len > MOST || canvas->is_moving || !rv_canvas_animates (canvas))
    return NULL;
  before = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];
      RvPoint at = { box->rect.x, box->rect.y };

      g_hash_table_insert (before, g_memdup2 (&box->id, sizeof box->id), g_memdup2 (&at, sizeof at));
    }
  return before;
}

/* Leaves in @before the boxes that moved, with the way that they came. */
static void
keep_moved (RvCanvas *canvas, GHashTable *before)
{
  GHashTableIter iterator;
  gpointer id, at;

  g_hash_table_iter_init (&iterator, before);
  while (g_hash_table_iter_next (&iterator, &id, &at))
    {
      const RvSceneBox *box = rv_scene_box (canvas->scene, *(RvId *) id);
      RvPoint *from = at;

      if (box == NULL || (box->rect.x == from->x && box->rect.y == from->y))
        g_hash_table_iter_remove (&iterator);
      else
        *from = (RvPoint) { from->x - box->rect.x, from->y - box->rect.y };
    }
}

void
rv_settle_stop (RvCanvas *canvas)
{
  if (canvas->settling == NULL)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (canvas), canvas->settling->tick);
  g_clear_pointer (&canvas->settling, rv_settle_free);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RvCanvas *canvas = RV_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  gtk_widget_queue_draw (widget);
  if (canvas->settling->start == 0)
    canvas->settling->start = now;
  if ((double) (now - canvas->settling->start) / 1000 < DURATION)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&canvas->settling, rv_settle_free);
  return G_SOURCE_REMOVE;
}

void
rv_settle_start (RvCanvas *canvas, GHashTable *before)
{
  rv_settle_stop (canvas);
  if (before == NULL)
    return;
  keep_moved (canvas, before);
  if (g_hash_table_size (before) < FEWEST)
    {
      g_hash_table_unref (before);
      return;
    }
  canvas->settling = g_new0 (RvSettle, 1);
  canvas->settling->offsets = before;
  canvas->settling->tick = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_tick, NULL, NULL);
}

/* How much of the way is left: fast at first, then slower. */
static double
share_left (RvCanvas *canvas)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (canvas));
  gint64 now = clock != NULL ? gdk_frame_clock_get_frame_time (clock) : 0;
  double share = canvas->settling->start != 0 ? CLAMP ((double) (now - canvas->settling->start) / 1000 / DURATION, 0, 1) : 0;

  return pow (1 - share, 3);
}

static void
append_at (GtkSnapshot *snapshot, RvRect rect, RvPoint offset, GskRenderNode *node)
{
  if (node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (rect.x + offset.x), (float) (rect.y + offset.y)));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
}

static void
paint_papers (RvCanvas *canvas, GtkSnapshot *snapshot, RvDetail detail)
{
  const GPtrArray *areas = rv_scene_areas (canvas->scene);

  for (guint i = 0; i < areas->len; i++)
    append_at (snapshot, ((RvSceneArea *) areas->pdata[i])->rect, (RvPoint) { 0, 0 }, rv_nodes_area (canvas->nodes, areas->pdata[i], detail));
}

static void
paint_boxes (RvCanvas *canvas, GtkSnapshot *snapshot, RvDetail detail)
{
  const GPtrArray *boxes = rv_scene_boxes (canvas->scene);
  RvRect seen = rv_canvas_visible (canvas);
  double left = share_left (canvas);

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];
      const RvPoint *way = g_hash_table_lookup (canvas->settling->offsets, &box->id);
      RvPoint offset = way != NULL ? (RvPoint) { way->x * left, way->y * left } : (RvPoint) { 0, 0 };
      RvRect rect = { box->rect.x + offset.x, box->rect.y + offset.y, box->rect.width, box->rect.height };

      if (rv_rect_intersects (rect, seen))
        append_at (snapshot, box->rect, offset, rv_nodes_box (canvas->nodes, canvas->scene, box, detail));
    }
}

gboolean
rv_settle_paint (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_CANVAS);
  RvDetail detail = rv_detail_for_zoom (canvas->view.zoom);

  if (canvas->settling == NULL)
    return FALSE;
  detail = MIN (detail, RV_DETAIL_PLAIN);
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (canvas)),
                                                                    (float) gtk_widget_get_height (GTK_WIDGET (canvas))));
  rv_canvas_enter_scene (canvas, snapshot);
  paint_papers (canvas, snapshot, detail);
  paint_boxes (canvas, snapshot, detail);
  gtk_snapshot_restore (snapshot);
  rv_nodes_end_frame (canvas->nodes);
  return TRUE;
}
