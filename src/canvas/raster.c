/* Tiles: images that are drawn once and shown by nodes that are kept. */
#include "canvas/raster.h"

#include <math.h>

#define TILE 256            /* pixels of the device */
#define MARGIN 16           /* pixels of the diagram: shadows and ends of lines reach beyond their items */

typedef struct {
  gint64 key;
  GskRenderNode *node;
  GArray *ids;              /* RvId of what is in it */
  gint64 column, row;
} Tile;

struct _RvRaster {
  const RvRasterSource *source;
  gpointer data;
  GHashTable *tiles;        /* gint64 * (in the tile) -> Tile */
  GHashTable *live;         /* RvId * -> itself */
  double zoom;
  int scale;
  gint64 last_x, last_y;    /* where the view was */
  int way_x, way_y;         /* where it goes: -1, 0 or 1 */
};

typedef struct {
  gint64 left, top, right, bottom;   /* columns and rows of tiles, all included */
} Range;

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  gsk_render_node_unref (tile->node);
  g_array_unref (tile->ids);
  g_free (tile);
}

RvRaster *
rv_raster_new (const RvRasterSource *source, gpointer data)
{
  RvRaster *raster = g_new0 (RvRaster, 1);

  raster->source = source;
  raster->data = data;
  raster->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  raster->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return raster;
}

void
rv_raster_free (RvRaster *raster)
{
  g_hash_table_unref (raster->tiles);
  g_hash_table_unref (raster->live);
  g_free (raster);
}

/* ---- what changes ------------------------------------------------------------------------------------------ */

static gboolean
holds (gpointer key, gpointer value, gpointer data)
{
  const GArray *ids = ((Tile *) value)->ids;

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, RvId, i) == *(RvId *) data)
      return TRUE;
  return FALSE;
}

void
rv_raster_touch (RvRaster *raster, RvId id)
{
  if (g_hash_table_contains (raster->live, &id))
    return;
  g_hash_table_add (raster->live, g_memdup2 (&id, sizeof id));
  g_hash_table_foreach_remove (raster->tiles, holds, &id);
}

void
rv_raster_forget_tiles (RvRaster *raster)
{
  g_hash_table_remove_all (raster->tiles);
}

void
rv_raster_forget_all (RvRaster *raster)
{
  g_hash_table_remove_all (raster->tiles);
  g_hash_table_remove_all (raster->live);
}

static RvRect
rect_of_tile (const RvRaster *raster, gint64 column, gint64 row)
{
  double size = TILE / raster->zoom;

  return (RvRect) { column * size - MARGIN, row * size - MARGIN, size + 2 * MARGIN, size + 2 * MARGIN };
}

typedef struct {
  RvRaster *raster;
  RvRect rect;
} Touch;

static gboolean
touches (gpointer key, gpointer value, gpointer data)
{
  const Touch *touch = data;
  const Tile *tile = value;

  return rv_rect_intersects (rect_of_tile (touch->raster, tile->column, tile->row), touch->rect);
}

gboolean
rv_raster_settle (RvRaster *raster)
{
  gboolean any = g_hash_table_size (raster->live) > 0;
  Touch touch = { .raster = raster };
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, raster->live);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (raster->source->rect_of (*(RvId *) id, &touch.rect, raster->data))
      g_hash_table_foreach_remove (raster->tiles, touches, &touch);
  g_hash_table_remove_all (raster->live);
  return any;
}

gboolean
rv_raster_is_live (RvRaster *raster, RvId id)
{
  return g_hash_table_contains (raster->live, &id);
}

GPtrArray *
rv_raster_live (RvRaster *raster)
{
  GPtrArray *ids;
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (raster->live) == 0)
    return NULL;
  ids = g_ptr_array_sized_new (g_hash_table_size (raster->live));
  g_hash_table_iter_init (&iter, raster->live);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  return ids;
}

/* ---- tiles --------------------------------------------------------------------------------------------------- */

static gint64
tile_at (gint64 pixel)
{
  return pixel >= 0 ? pixel / TILE : -((-pixel + TILE - 1) / TILE);
}

static Range
range_of (const RvRasterView *view)
{
  return (Range) { tile_at (view->x), tile_at (view->y), tile_at (view->x + view->width - 1), tile_at (view->y + view->height - 1) };
}

static gint64
key_of (gint64 column, gint64 row)
{
  return (gint64) ((guint64) column << 32 | (guint32) row);
}

static GskRenderNode *
node_of (const RvRaster *raster, cairo_surface_t *image)
{
  float size = (float) TILE / (float) raster->scale;
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, size, size));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

static void
add_tile (RvRaster *raster, gint64 column, gint64 row)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, TILE, TILE);
  cairo_t *cr = cairo_create (image);
  Tile *tile = g_new0 (Tile, 1);

  tile->key = key_of (column, row);
  tile->column = column;
  tile->row = row;
  tile->ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  cairo_translate (cr, (double) -column * TILE, (double) -row * TILE);
  cairo_scale (cr, raster->zoom, raster->zoom);
  raster->source->draw (cr, rect_of_tile (raster, column, row), tile->ids, raster->data);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (image, raster->scale, raster->scale);
  tile->node = node_of (raster, image);
  cairo_surface_destroy (image);
  g_hash_table_replace (raster->tiles, &tile->key, tile);
}

/* Returns: FALSE when there was no more time. */
static gboolean
fill (RvRaster *raster, Range range, gint64 deadline)
{
  for (gint64 row = range.top; row <= range.bottom; row++)
    for (gint64 column = range.left; column <= range.right; column++)
      {
        gint64 key = key_of (column, row);

        if (g_hash_table_contains (raster->tiles, &key))
          continue;
        if (g_get_monotonic_time () > deadline)
          return FALSE;
        add_tile (raster, column, row);
      }
  return TRUE;
}

static gboolean
is_outside (gpointer key, gpointer value, gpointer data)
{
  const Tile *tile = value;
  const Range *range = data;

  return tile->column < range->left || tile->column > range->right || tile->row < range->top || tile->row > range->bottom;
}

static Range
grown (Range range, int way_x, int way_y)
{
  range.left -= way_x < 0;
  range.right += way_x > 0;
  range.top -= way_y < 0;
  range.bottom += way_y > 0;
  return range;
}

/* Those just left behind stay, and those that come are made: one row and one column each. */
static void
follow (RvRaster *raster, const RvRasterView *view)
{
  gint64 dx = view->x - raster->last_x, dy = view->y - raster->last_y;

  if (dx != 0 || dy != 0)
    {
      raster->way_x = (dx > 0) - (dx < 0);
      raster->way_y = (dy > 0) - (dy < 0);
    }
  raster->last_x = view->x;
  raster->last_y = view->y;
}

gboolean
rv_raster_prepare (RvRaster *raster, const RvRasterView *view, gboolean ahead, double milliseconds)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) (milliseconds * 1000);
  Range range = range_of (view), kept;

  if (raster->zoom != view->zoom || raster->scale != view->scale)
    {
      rv_raster_forget_tiles (raster);
      raster->zoom = view->zoom;
      raster->scale = view->scale;
    }
  follow (raster, view);
  kept = grown (grown (range, raster->way_x, raster->way_y), -raster->way_x, -raster->way_y);
  g_hash_table_foreach_remove (raster->tiles, is_outside, &kept);
  return fill (raster, range, deadline) && (!ahead || fill (raster, grown (range, raster->way_x, raster->way_y), deadline));
}

void
rv_raster_trim (RvRaster *raster, const RvRasterView *view)
{
  Range range = range_of (view);

  g_hash_table_foreach_remove (raster->tiles, is_outside, &range);
}

void
rv_raster_paint (RvRaster *raster, const RvRasterView *view, GtkSnapshot *snapshot)
{
  Range range = range_of (view);

  for (gint64 row = range.top; row <= range.bottom; row++)
    for (gint64 column = range.left; column <= range.right; column++)
      {
        gint64 key = key_of (column, row);
        const Tile *tile = g_hash_table_lookup (raster->tiles, &key);

        g_return_if_fail (tile != NULL);
        gtk_snapshot_save (snapshot);
        gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (column * TILE - view->x) / (float) view->scale,
                                                                (float) (row * TILE - view->y) / (float) view->scale));
        gtk_snapshot_append_node (snapshot, tile->node);
        gtk_snapshot_restore (snapshot);
      }
}
