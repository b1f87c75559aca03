/* Overlays: asked for their groups when something changed, kept as render nodes in between. */
#include "canvas/overlays.h"

#include "canvas/canvas-private.h"

typedef struct {
  guint id;
  const RvOverlay *overlay;
  gpointer data;
  GDestroyNotify free;
  RvDisplayList *list;     /* (nullable): to be asked for */
  RvDetail detail;         /* that it was drawn for */
  GPtrArray *nodes;        /* GskRenderNode, one for each group of the list */
} Entry;

struct _RvOverlays {
  GPtrArray *entries;      /* Entry */
  guint last_id;
};

static void
clear_node (gpointer node)
{
  if (node != NULL)
    gsk_render_node_unref (node);
}

static void
entry_forget (Entry *entry)
{
  g_clear_pointer (&entry->list, rv_display_list_free);
  g_ptr_array_set_size (entry->nodes, 0);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  entry_forget (entry);
  g_ptr_array_unref (entry->nodes);
  if (entry->free != NULL)
    entry->free (entry->data);
  g_free (entry);
}

RvOverlays *
rv_overlays_new (void)
{
  RvOverlays *overlays = g_new0 (RvOverlays, 1);

  overlays->entries = g_ptr_array_new_with_free_func (entry_free);
  return overlays;
}

void
rv_overlays_free (RvOverlays *overlays)
{
  g_ptr_array_unref (overlays->entries);
  g_free (overlays);
}

void
rv_overlays_forget (RvOverlays *overlays)
{
  for (guint i = 0; i < overlays->entries->len; i++)
    entry_forget (overlays->entries->pdata[i]);
}

gboolean
rv_overlays_has (RvOverlays *overlays, RvOverlayLayer layer)
{
  for (guint i = 0; i < overlays->entries->len; i++)
    if (((Entry *) overlays->entries->pdata[i])->overlay->layer == layer)
      return TRUE;
  return FALSE;
}

static Entry *
find_entry (RvOverlays *overlays, guint id)
{
  for (guint i = 0; i < overlays->entries->len; i++)
    if (((Entry *) overlays->entries->pdata[i])->id == id)
      return overlays->entries->pdata[i];
  return NULL;
}

/* ---- drawing --------------------------------------------------------------------------------------------- */

static void
entry_draw (Entry *entry, RvScene *scene, const RvPalette *palette, RvDetail detail)
{
  if (entry->list != NULL && entry->list->palette == palette && entry->detail == detail)
    return;
  entry_forget (entry);
  entry->list = rv_display_list_new (palette);
  entry->detail = detail;
  entry->overlay->draw (entry->list, scene, detail, entry->data);
  for (guint i = 0; i < entry->list->groups->len; i++)
    g_ptr_array_add (entry->nodes, rv_render_group (entry->list, i, detail, NULL));
}

/* Where the group is, in pixels of the diagram. */
static RvRect
rect_of_group (const Entry *entry, guint index, double zoom)
{
  const RvDisplayGroup *group = &g_array_index (entry->list->groups, RvDisplayGroup, index);
  double scale = entry->overlay->layer == RV_OVERLAY_PINNED ? 1 / zoom : 1;
  RvRect rect = group->extents;

  return (RvRect) { group->x + rect.x * scale, group->y + rect.y * scale, rect.width * scale, rect.height * scale };
}

static void
paint_group (const Entry *entry, GtkSnapshot *snapshot, guint index, double zoom)
{
  const RvDisplayGroup *group = &g_array_index (entry->list->groups, RvDisplayGroup, index);

  if (entry->nodes->pdata[index] == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) group->x, (float) group->y));
  if (entry->overlay->layer == RV_OVERLAY_PINNED)
    gtk_snapshot_scale (snapshot, (float) (1 / zoom), (float) (1 / zoom));
  gtk_snapshot_append_node (snapshot, entry->nodes->pdata[index]);
  gtk_snapshot_restore (snapshot);
}

void
rv_overlays_paint (RvOverlays *overlays, GtkSnapshot *snapshot, RvOverlayLayer layer, RvScene *scene, const RvPalette *palette,
                   RvRect seen, double zoom)
{
  RvDetail detail = layer == RV_OVERLAY_PINNED ? RV_DETAIL_FULL : rv_detail_for_zoom (zoom);

  for (guint i = 0; i < overlays->entries->len; i++)
    {
      Entry *entry = overlays->entries->pdata[i];

      if (entry->overlay->layer != layer)
        continue;
      entry_draw (entry, scene, palette, detail);
      for (guint j = 0; j < entry->list->groups->len; j++)
        if (rv_rect_intersects (rect_of_group (entry, j, zoom), seen))
          paint_group (entry, snapshot, j, zoom);
    }
}

/* ---- the pointer ------------------------------------------------------------------------------------------ */

static gboolean
entry_press (Entry *entry, RvRect at, double zoom)
{
  if (entry->list == NULL || entry->overlay->press == NULL)
    return FALSE;
  for (guint i = entry->list->groups->len; i-- > 0;)
    {
      RvId id = g_array_index (entry->list->groups, RvDisplayGroup, i).id;

      if (id != 0 && rv_rect_intersects (rect_of_group (entry, i, zoom), at))
        return entry->overlay->press (id, entry->data);
    }
  return FALSE;
}

gboolean
rv_overlays_press (RvOverlays *overlays, double x, double y, double zoom)
{
  for (int layer = RV_OVERLAY_PINNED; layer >= RV_OVERLAY_BELOW; layer--)
    for (guint i = overlays->entries->len; i-- > 0;)
      {
        Entry *entry = overlays->entries->pdata[i];

        if ((int) entry->overlay->layer == layer && entry_press (entry, (RvRect) { x, y, 0, 0 }, zoom))
          return TRUE;
      }
  return FALSE;
}

/* ---- the public calls --------------------------------------------------------------------------------------- */

/* What lies below lines is in the tiles. */
static void
forget_tiles (RvCanvas *canvas, const Entry *entry)
{
  if (entry->overlay->layer == RV_OVERLAY_BELOW)
    rv_raster_forget_tiles (canvas->raster);
}

guint
rv_canvas_add_overlay (RvCanvas *canvas, const RvOverlay *overlay, gpointer data, GDestroyNotify free)
{
  Entry *entry;

  g_return_val_if_fail (RV_IS_CANVAS (canvas) && overlay->draw != NULL, 0);
  entry = g_new0 (Entry, 1);
  entry->id = ++canvas->overlays->last_id;
  entry->overlay = overlay;
  entry->data = data;
  entry->free = free;
  entry->nodes = g_ptr_array_new_with_free_func (clear_node);
  g_ptr_array_add (canvas->overlays->entries, entry);
  forget_tiles (canvas, entry);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return entry->id;
}

void
rv_canvas_update_overlay (RvCanvas *canvas, guint overlay)
{
  Entry *entry = find_entry (canvas->overlays, overlay);

  g_return_if_fail (entry != NULL);
  forget_tiles (canvas, entry);
  entry_forget (entry);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
rv_canvas_remove_overlay (RvCanvas *canvas, guint overlay)
{
  Entry *entry = find_entry (canvas->overlays, overlay);

  g_return_if_fail (entry != NULL);
  forget_tiles (canvas, entry);
  g_ptr_array_remove (canvas->overlays->entries, entry);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}
