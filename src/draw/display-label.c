/* The text on a line: above one of its level stretches, where no box and no other line is. As that is so for all, no
 * two texts meet; a line that has no such place has no text. */
#include "draw/notation.h"

#define RISE 4.0       /* of the baseline over the line */
#define HEIGHT 13.0
#define AIR 4.0        /* at both sides */
#define END_ROOM 26.0  /* for the marks of the ends */

static char *
say_columns (RvModel *model, const RvForeignKey *key)
{
  g_autoptr (GPtrArray) columns = rv_model_children (model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const RvColumn *column = rv_model_get_kind (model, ((RvForeignKeyColumn *) columns->pdata[i])->column_id, RV_KIND_COLUMN);

      if (column != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", column->name);
    }
  return g_string_free (text, FALSE);
}

/* Notations that write how many at the ends need no text that says so again. */
static char *
say_cardinality (RvScene *scene, const RvSceneLine *line)
{
  static const char *const ends[] = { "1", "0..1", "1..*", "0..*" };

  if (rv_notation_style (rv_scene_view (scene)->notation)->writes_cardinality)
    return NULL;
  return g_strdup_printf ("%s – %s", ends[line->from_end], ends[line->to_end]);
}

static char *
label_of (RvScene *scene, const RvSceneLine *line)
{
  const RvForeignKey *key = rv_model_get_kind (rv_scene_model (scene), line->object, RV_KIND_FOREIGN_KEY);

  if (key == NULL && line->kind != RV_LINE_JUNCTION)
    return NULL;
  switch (rv_scene_view (scene)->labels)
    {
    case RvLineLabels_NAME:
      return key != NULL ? g_strdup (key->name) : rv_scene_line_junction_name (scene, line);
    case RvLineLabels_ROLE:
      if (key == NULL)
        return rv_scene_line_junction_name (scene, line);
      return key->verb != NULL ? g_strdup (key->verb) : say_columns (rv_scene_model (scene), key);
    case RvLineLabels_CARDINALITY:
      return say_cardinality (scene, line);
    default:
      return NULL;
    }
}

static gboolean
is_clear (RvScene *scene, const RvSceneLine *line, RvRect rect)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new (), lines = g_ptr_array_new ();

  rv_scene_query (scene, rect, boxes, lines);
  return boxes->len == 0 && (lines->len == 0 || (lines->len == 1 && lines->pdata[0] == line));
}

/* Returns: FALSE when there is no place for a text so wide. The longest stretch is the best. */
static gboolean
find_place (RvScene *scene, const RvSceneLine *line, double width, RvRect *best)
{
  static const double shares[] = { 0.5, 0.25, 0.75 };
  double longest = width + 2 * AIR;

  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      RvPoint a = line->points[i], b = line->points[i + 1];
      double left = MIN (a.x, b.x) + END_ROOM, room = MAX (a.x, b.x) - END_ROOM - left;
      gboolean found = FALSE;

      for (guint k = 0; a.y == b.y && room >= longest && !found && k < G_N_ELEMENTS (shares); k++)
        {
          double x = left + (room - width - 2 * AIR) * shares[k];
          RvRect rect = { x, a.y - HEIGHT - 1, width + 2 * AIR, HEIGHT + 1 };

          found = is_clear (scene, line, rect);
          if (found)
            *best = rect;
        }
      longest = found ? room + 1 : longest;
    }
  return longest > width + 2 * AIR;
}

void
rv_display_label (RvDisplayList *list, RvScene *scene, const RvSceneLine *line)
{
  g_autofree char *text = label_of (scene, line);
  RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, list->groups->len - 1);
  double width = text != NULL && *text != '\0' ? rv_measure_width (RV_FONT_QUIET, text) : 0;
  RvRect rect;

  if (width == 0 || !find_place (scene, line, width, &rect))
    return;
  rv_display_text (list, RV_FONT_QUIET, RV_ANCHOR_MIDDLE, rect.x + rect.width / 2, rect.y + rect.height - RISE, width + 1, text,
                   rv_ink (list, RV_COLOR_TEXT_DIM));
  group->extents = rv_rect_union (group->extents, rect);
}
