/* The nodes that are kept: by id, for each detail, and for lines emphasised or not. */
#include "canvas/nodes.h"

#define MANY 1200        /* so many may be kept without being asked for */
#define LONG_AGO 120     /* frames */
#define N_LOOKS (RV_DETAIL_SHAPES * 2)

typedef struct {
  RvId id;
  GskRenderNode *looks[N_LOOKS];
  guint last_frame;
} Entry;

struct _RvNodes {
  const RvPalette *palette;
  GHashTable *entries;   /* RvId * (in the entry) -> Entry */
  guint frame;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  for (guint i = 0; i < N_LOOKS; i++)
    g_clear_pointer (&entry->looks[i], gsk_render_node_unref);
  g_free (entry);
}

RvNodes *
rv_nodes_new (const RvPalette *palette)
{
  RvNodes *nodes = g_new0 (RvNodes, 1);

  nodes->palette = palette;
  nodes->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);
  return nodes;
}

void
rv_nodes_free (RvNodes *nodes)
{
  g_hash_table_unref (nodes->entries);
  g_free (nodes);
}

void
rv_nodes_set_palette (RvNodes *nodes, const RvPalette *palette)
{
  nodes->palette = palette;
  rv_nodes_forget_all (nodes);
}

void
rv_nodes_forget (RvNodes *nodes, RvId id)
{
  g_hash_table_remove (nodes->entries, &id);
}

void
rv_nodes_forget_all (RvNodes *nodes)
{
  g_hash_table_remove_all (nodes->entries);
}

static gboolean
is_old (gpointer key, gpointer value, gpointer data)
{
  return ((RvNodes *) data)->frame - ((Entry *) value)->last_frame > LONG_AGO;
}

void
rv_nodes_end_frame (RvNodes *nodes)
{
  nodes->frame++;
  if (nodes->frame % LONG_AGO == 0 && g_hash_table_size (nodes->entries) > MANY)
    g_hash_table_foreach_remove (nodes->entries, is_old, nodes);
}

/* Where the node of @id for that look is kept; NULL in it means that it is to be made. */
static GskRenderNode **
look_of (RvNodes *nodes, RvId id, RvDetail detail, gboolean is_emphasised)
{
  Entry *entry = g_hash_table_lookup (nodes->entries, &id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = id;
      g_hash_table_insert (nodes->entries, &entry->id, entry);
    }
  entry->last_frame = nodes->frame;
  return &entry->looks[MIN (detail, RV_DETAIL_PLAIN) * 2 + (is_emphasised ? 1 : 0)];
}

static GskRenderNode *
keep (GskRenderNode **look, const RvDisplayList *list, RvDetail detail, const RvColor *ink)
{
  if (list->groups->len > 0)
    *look = rv_render_group (list, 0, detail, ink);
  return *look;
}

GskRenderNode *
rv_nodes_box (RvNodes *nodes, RvScene *scene, const RvSceneBox *box, RvDetail detail)
{
  GskRenderNode **look = look_of (nodes, box->id, detail, FALSE);
  g_autoptr (RvDisplayList) list = NULL;

  if (*look != NULL)
    return *look;
  list = rv_display_list_new (nodes->palette);
  rv_display_list_add_box (list, scene, box, detail);
  return keep (look, list, detail, NULL);
}

GskRenderNode *
rv_nodes_line (RvNodes *nodes, RvScene *scene, const RvSceneLine *line, RvDetail detail, gboolean is_emphasised)
{
  GskRenderNode **look = look_of (nodes, line->id, detail, is_emphasised);
  g_autoptr (RvDisplayList) list = NULL;

  if (*look != NULL)
    return *look;
  list = rv_display_list_new (nodes->palette);
  rv_display_list_add_line (list, scene, line, detail);
  return keep (look, list, detail, is_emphasised && !line->is_draft ? &nodes->palette->colors[RV_COLOR_SELECTION] : NULL);
}

GskRenderNode *
rv_nodes_area (RvNodes *nodes, const RvSceneArea *area, RvDetail detail)
{
  g_autoptr (RvDisplayList) list = rv_display_list_new (nodes->palette);
  GskRenderNode **look = look_of (nodes, area->id, detail, FALSE);

  if (*look != NULL)
    return *look;
  rv_display_list_add_area (list, area, detail);
  return keep (look, list, detail, NULL);
}

GskRenderNode *
rv_nodes_note (RvNodes *nodes, const RvSceneNote *note, RvDetail detail)
{
  g_autoptr (RvDisplayList) list = rv_display_list_new (nodes->palette);
  GskRenderNode **look = look_of (nodes, note->id, detail, FALSE);

  if (*look != NULL)
    return *look;
  rv_display_list_add_note (list, note, detail);
  return keep (look, list, detail, NULL);
}
