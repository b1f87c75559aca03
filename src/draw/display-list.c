/* The list itself: groups, primitives and the steps of paths. */
#include "draw/display-private.h"

#define CIRCLE 0.5522847498  /* control points that make four curves a circle */

static void
clear_group (gpointer data)
{
  RvDisplayGroup *group = data;

  g_free (group->name);
  g_free (group->title);
}

static void
clear_primitive (gpointer data)
{
  RvPrimitive *primitive = data;

  if (primitive->type != RV_DRAW_TEXT)
    return;
  g_free (primitive->text);
  g_free (primitive->whole);
}

RvDetail
rv_detail_for_zoom (double zoom)
{
  if (zoom >= 0.5)
    return RV_DETAIL_FULL;
  if (zoom >= 0.16)
    return RV_DETAIL_BARS;
  return zoom >= 0.06 ? RV_DETAIL_PLAIN : RV_DETAIL_SHAPES;
}

RvDisplayList *
rv_display_list_new (const RvPalette *palette)
{
  RvDisplayList *list = g_new0 (RvDisplayList, 1);

  list->palette = palette;
  list->groups = g_array_new (FALSE, TRUE, sizeof (RvDisplayGroup));
  list->primitives = g_array_new (FALSE, TRUE, sizeof (RvPrimitive));
  list->steps = g_array_new (FALSE, TRUE, sizeof (RvPathStep));
  g_array_set_clear_func (list->groups, clear_group);
  g_array_set_clear_func (list->primitives, clear_primitive);
  return list;
}

void
rv_display_list_free (RvDisplayList *list)
{
  g_array_unref (list->groups);
  g_array_unref (list->primitives);
  g_array_unref (list->steps);
  g_free (list);
}

RvInk
rv_ink (const RvDisplayList *list, RvColorRole role)
{
  return (RvInk) { role, list->palette->colors[role] };
}

RvInk
rv_ink_tinted (RvColorRole role, RvColor color)
{
  return (RvInk) { role, color };
}

/* ---- groups -------------------------------------------------------------------------------- */

void
rv_display_open (RvDisplayList *list, const RvDisplayGroup *group)
{
  RvDisplayGroup *added;

  g_array_append_vals (list->groups, group, 1);
  added = &g_array_index (list->groups, RvDisplayGroup, list->groups->len - 1);
  added->first = list->primitives->len;
  added->n_primitives = 0;
}

void
rv_display_close (RvDisplayList *list)
{
  RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, list->groups->len - 1);

  group->n_primitives = list->primitives->len - group->first;
}

/* ---- primitives ---------------------------------------------------------------------------- */

static RvPrimitive *
add_primitive (RvDisplayList *list, RvPrimitiveType type)
{
  RvPrimitive *primitive;

  g_array_set_size (list->primitives, list->primitives->len + 1);
  primitive = &g_array_index (list->primitives, RvPrimitive, list->primitives->len - 1);
  primitive->type = type;
  return primitive;
}

RvPrimitive *
rv_display_rect (RvDisplayList *list, RvRect rect, double radius, RvInk fill)
{
  RvPrimitive *primitive = add_primitive (list, RV_DRAW_RECT);

  primitive->rect = rect;
  primitive->top_radius = primitive->bottom_radius = radius;
  primitive->fill = fill;
  return primitive;
}

RvPrimitive *
rv_display_path (RvDisplayList *list, RvInk fill, RvInk stroke, double line_width)
{
  RvPrimitive *primitive = add_primitive (list, RV_DRAW_PATH);

  primitive->first_step = list->steps->len;
  primitive->fill = fill;
  primitive->stroke = stroke;
  primitive->line_width = line_width;
  return primitive;
}

static void
add_step (RvDisplayList *list, RvPathStep step)
{
  g_array_append_val (list->steps, step);
  g_array_index (list->primitives, RvPrimitive, list->primitives->len - 1).n_steps++;
}

void
rv_display_move_to (RvDisplayList *list, double x, double y)
{
  add_step (list, (RvPathStep) { .verb = RV_PATH_MOVE, .x = x, .y = y });
}

void
rv_display_line_to (RvDisplayList *list, double x, double y)
{
  add_step (list, (RvPathStep) { .verb = RV_PATH_LINE, .x = x, .y = y });
}

void
rv_display_curve_to (RvDisplayList *list, double x1, double y1, double x2, double y2, double x, double y)
{
  add_step (list, (RvPathStep) { RV_PATH_CURVE, x1, y1, x2, y2, x, y });
}

void
rv_display_close_path (RvDisplayList *list)
{
  add_step (list, (RvPathStep) { .verb = RV_PATH_CLOSE });
}

void
rv_display_circle (RvDisplayList *list, double x, double y, double radius)
{
  double c = radius * CIRCLE;

  rv_display_move_to (list, x + radius, y);
  rv_display_curve_to (list, x + radius, y + c, x + c, y + radius, x, y + radius);
  rv_display_curve_to (list, x - c, y + radius, x - radius, y + c, x - radius, y);
  rv_display_curve_to (list, x - radius, y - c, x - c, y - radius, x, y - radius);
  rv_display_curve_to (list, x + c, y - radius, x + radius, y - c, x + radius, y);
  rv_display_close_path (list);
}

double
rv_display_text (RvDisplayList *list, RvFont font, RvAnchor anchor, double x, double baseline, double room,
                 const char *text, RvInk ink)
{
  char *cut = rv_measure_fit (font, text, room);
  RvPrimitive *primitive = add_primitive (list, RV_DRAW_TEXT);

  primitive->fill = ink;
  primitive->font = font;
  primitive->anchor = anchor;
  primitive->x = x;
  primitive->baseline = baseline;
  primitive->whole = cut != NULL ? g_strdup (text) : NULL;
  primitive->text = cut != NULL ? cut : g_strdup (text);
  primitive->width = rv_measure_width (font, primitive->text);
  return primitive->width;
}

/* ---- the whole, or a part ------------------------------------------------------------------- */

/* @part: (nullable): a set of ids; NULL: everything. */
static gboolean
is_in (GHashTable *part, RvId id)
{
  return part == NULL || g_hash_table_contains (part, GSIZE_TO_POINTER (id));
}

static gboolean
is_box_in (GHashTable *part, const RvSceneBox *box)
{
  return is_in (part, box->id) || is_in (part, box->object);
}

static void
add_lines (RvDisplayList *list, RvScene *scene, RvDetail detail, GHashTable *part)
{
  const GPtrArray *lines = rv_scene_lines (scene);

  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);

      if (is_box_in (part, line->from) && is_box_in (part, line->to))
        rv_display_list_add_line (list, scene, line, detail);
    }
}

static void
add_boxes (RvDisplayList *list, RvScene *scene, RvDetail detail, GHashTable *part)
{
  const GPtrArray *boxes = rv_scene_boxes (scene);

  for (guint i = 0; i < boxes->len; i++)
    if (is_box_in (part, g_ptr_array_index (boxes, i)))
      rv_display_list_add_box (list, scene, g_ptr_array_index (boxes, i), detail);
}

static RvDisplayList *
make_list (RvScene *scene, const RvPalette *palette, RvDetail detail, GHashTable *part)
{
  RvDisplayList *list = rv_display_list_new (palette);
  const GPtrArray *areas = rv_scene_areas (scene), *notes = rv_scene_notes (scene);

  for (guint i = 0; i < areas->len; i++)
    if (is_in (part, ((const RvSceneArea *) areas->pdata[i])->id))
      rv_display_list_add_area (list, g_ptr_array_index (areas, i), detail);
  if (detail == RV_DETAIL_SHAPES)
    rv_display_list_add_shapes (list, scene, NULL);
  else
    {
      add_lines (list, scene, detail, part);
      add_boxes (list, scene, detail, part);
    }
  for (guint i = 0; i < notes->len; i++)
    if (is_in (part, ((const RvSceneNote *) notes->pdata[i])->id))
      rv_display_list_add_note (list, g_ptr_array_index (notes, i), detail);
  return list;
}

RvDisplayList *
rv_display_list_of_scene (RvScene *scene, const RvPalette *palette, RvDetail detail)
{
  return make_list (scene, palette, detail, NULL);
}

RvDisplayList *
rv_display_list_of_part (RvScene *scene, const RvPalette *palette, RvDetail detail, const RvId *ids, guint n_ids)
{
  g_autoptr (GHashTable) part = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_ids; i++)
    {
      const RvSceneLine *line = rv_scene_line (scene, ids[i]);

      g_hash_table_add (part, GSIZE_TO_POINTER (ids[i]));
      if (line != NULL)
        {
          g_hash_table_add (part, GSIZE_TO_POINTER (line->from->id));
          g_hash_table_add (part, GSIZE_TO_POINTER (line->to->id));
        }
    }
  return make_list (scene, palette, detail, part);
}

static void
append_group (RvDisplayList *list, const RvDisplayGroup *group, const char *prefix, double dx, double dy, guint first)
{
  RvDisplayGroup copy = *group;

  copy.item = RV_ITEM_NONE;
  copy.id = 0;
  copy.name = g_strconcat (prefix, "-", group->name, NULL);
  copy.title = g_strdup (group->title);
  copy.x += dx;
  copy.y += dy;
  copy.first += first;
  g_array_append_val (list->groups, copy);
}

void
rv_display_list_append (RvDisplayList *list, const RvDisplayList *other, const char *prefix, double dx, double dy)
{
  guint first = list->primitives->len, first_step = list->steps->len;

  g_array_append_vals (list->steps, other->steps->data, other->steps->len);
  g_array_append_vals (list->primitives, other->primitives->data, other->primitives->len);
  for (guint i = first; i < list->primitives->len; i++)
    {
      RvPrimitive *primitive = &g_array_index (list->primitives, RvPrimitive, i);

      if (primitive->type == RV_DRAW_TEXT)
        {
          primitive->text = g_strdup (primitive->text);
          primitive->whole = g_strdup (primitive->whole);
        }
      else if (primitive->type == RV_DRAW_PATH)
        primitive->first_step += first_step;
    }
  for (guint i = 0; i < other->groups->len; i++)
    append_group (list, &g_array_index (other->groups, RvDisplayGroup, i), prefix, dx, dy, first);
}

RvRect
rv_display_group_place (const RvDisplayGroup *group)
{
  return (RvRect) { group->x + group->extents.x, group->y + group->extents.y, group->extents.width, group->extents.height };
}

RvRect
rv_display_list_bounds (const RvDisplayList *list)
{
  RvRect bounds = { 0, 0, 0, 0 };

  for (guint i = 0; i < list->groups->len; i++)
    {
      RvRect place = rv_display_group_place (&g_array_index (list->groups, RvDisplayGroup, i));

      bounds = i == 0 ? place : rv_rect_union (bounds, place);
    }
  return bounds;
}
