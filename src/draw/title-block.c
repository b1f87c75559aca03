/* The rows of the title block and how they are drawn. */
#include "draw/title-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "draw/display-private.h"

#define ROW 22
#define HEAD 34
#define LABEL_WIDTH 96
#define WIDTH 380

typedef struct {
  const char *label;
  char *value;
} Row;

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->value);
}

static void
add_row (GArray *rows, const char *label, char *value)
{
  Row row = { label, value };

  if (value != NULL && *value != '\0')
    g_array_append_val (rows, row);
  else
    g_free (value);
}

static char *
describe_view (const RvSceneView *view)
{
  const RvWord *notations = rv_field_info (RvDiagram_notation)->words, *levels = rv_field_info (RvDiagram_view_level)->words;

  return g_strdup_printf ("%s · %s", _(notations[view->notation].label), _(levels[view->level].label));
}

/* Chen's notation also draws attributes, subtypes and foreign keys as boxes: those count as no table and no view. */
static gboolean
is_relation (const RvSceneBox *box)
{
  return box->shape != RV_SHAPE_ATTRIBUTE && box->shape != RV_SHAPE_SUBTYPES && box->kind != RV_KIND_FOREIGN_KEY;
}

/* A line, or in Chen's notation the diamond between two lines. */
static gboolean
is_relationship (RvScene *scene, RvSceneItem item, RvId id)
{
  const RvSceneBox *box = item == RV_ITEM_BOX ? rv_scene_box (scene, id) : NULL;
  const RvSceneLine *line = item == RV_ITEM_LINE ? rv_scene_line (scene, id) : NULL;

  if (rv_scene_view (scene)->notation == RvNotation_CHEN)
    return box != NULL && box->shape == RV_SHAPE_RELATIONSHIP;
  return line != NULL && (line->kind == RV_LINE_FOREIGN_KEY || line->kind == RV_LINE_JUNCTION);
}

/* Of what is in the list, which may be a part of the scene. */
static char *
describe_contents (const RvDisplayList *list, RvScene *scene)
{
  guint n_tables = 0, n_others = 0, n_lines = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->groups->len; i++)
    {
      const RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, i);
      const RvSceneBox *box = group->item == RV_ITEM_BOX ? rv_scene_box (scene, group->id) : NULL;

      n_lines += is_relationship (scene, group->item, group->id);
      n_tables += box != NULL && is_relation (box) && box->kind == RV_KIND_TABLE;
      n_others += box != NULL && is_relation (box) && box->kind != RV_KIND_TABLE;
    }
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u table", "%u tables", n_tables), n_tables);
  if (n_others > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u view", "%u views", n_others), n_others);
    }
  g_string_append (text, ", ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u relationship", "%u relationships", n_lines), n_lines);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The day of the last change; a design that was never a file has none. */
static char *
describe_date (RvModel *model)
{
  g_autoptr (GPtrArray) steps = rv_model_path (model) != NULL ? rv_model_history (model, 1) : NULL;
  const RvHistoryStep *newest = steps != NULL && steps->len > 0 ? steps->pdata[0] : NULL;

  return newest != NULL && newest->made_at != NULL ? g_strndup (newest->made_at, strlen ("2000-01-01")) : NULL;
}

static char *
describe_version (RvModel *model)
{
  const GPtrArray *versions = rv_model_all (model, RV_KIND_VERSION);
  const RvVersion *last = versions != NULL && versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;

  return last != NULL ? rv_text_clean (last->name) : NULL;
}

static GArray *
rows_of (const RvDisplayList *list, RvScene *scene)
{
  RvModel *model = rv_scene_model (scene);
  const RvDiagram *diagram = rv_model_get_kind (model, rv_scene_diagram (scene), RV_KIND_DIAGRAM);
  const RvProject *project = rv_model_project (model);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, clear_row);
  add_row (rows, _("Diagram"), diagram != NULL ? rv_text_clean (diagram->name) : NULL);
  add_row (rows, _("Notation"), describe_view (rv_scene_view (scene)));
  add_row (rows, _("Contents"), describe_contents (list, scene));
  add_row (rows, _("Author"), project != NULL ? rv_text_clean (project->author) : NULL);
  add_row (rows, _("Version"), describe_version (model));
  add_row (rows, _("Changed"), describe_date (model));
  return rows;
}

static char *
find_head (RvModel *model)
{
  const RvProject *project = rv_model_project (model);
  char *name = rv_text_clean (project != NULL ? project->name : NULL);

  if (*name != '\0')
    return name;
  g_free (name);
  return g_strdup (_("Database design"));
}

static void
draw_rule (RvDisplayList *list, double y)
{
  rv_display_path (list, rv_ink (list, RV_COLOR_NONE), rv_ink (list, RV_COLOR_SEPARATOR), 1);
  rv_display_move_to (list, 0, y);
  rv_display_line_to (list, WIDTH, y);
}

static void
draw_row (RvDisplayList *list, const Row *row, double top)
{
  draw_rule (list, top + 0.5);
  rv_display_text (list, RV_FONT_QUIET, RV_ANCHOR_START, RV_BOX_PADDING, rv_font_baseline (RV_FONT_QUIET, top, ROW),
                   LABEL_WIDTH - RV_BOX_PADDING, row->label, rv_ink (list, RV_COLOR_TEXT_DIM));
  rv_display_text (list, RV_FONT_TEXT, RV_ANCHOR_START, LABEL_WIDTH, rv_font_baseline (RV_FONT_TEXT, top, ROW),
                   WIDTH - LABEL_WIDTH - RV_BOX_PADDING, row->value, rv_ink (list, RV_COLOR_TEXT));
}

void
rv_display_list_add_title_block (RvDisplayList *list, RvScene *scene, double left, double top, double right)
{
  g_autoptr (GArray) rows = rows_of (list, scene);
  g_autofree char *head = find_head (rv_scene_model (scene));
  double height = HEAD + rows->len * ROW;
  RvPrimitive *frame;

  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_NONE, .name = g_strdup ("title-block"), .css_class = "title-block", .title = g_strdup (head),
    .x = MAX (left, right - WIDTH), .y = top, .extents = { 0, 0, WIDTH, height },
  });
  frame = rv_display_rect (list, (RvRect) { 0.5, 0.5, WIDTH - 1, height - 1 }, 0, rv_ink (list, RV_COLOR_BOX));
  frame->stroke = rv_ink (list, RV_COLOR_BORDER);
  frame->line_width = 1;
  rv_display_text (list, RV_FONT_TITLE, RV_ANCHOR_START, RV_BOX_PADDING, rv_font_baseline (RV_FONT_TITLE, 0, HEAD),
                   WIDTH - 2 * RV_BOX_PADDING, head, rv_ink (list, RV_COLOR_TEXT));
  for (guint i = 0; i < rows->len; i++)
    draw_row (list, &g_array_index (rows, Row, i), HEAD + i * ROW);
  rv_display_close (list);
}
