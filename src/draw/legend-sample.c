/* The small design, and where its tables stand. */
#include "draw/legend-sample.h"

#include <glib/gi18n-lib.h>

#include "draw/arrange.h"
#include "draw/display-private.h"
#include "model/relate.h"

#define HEAD 34
#define GAP 48            /* from the table to the pairs, and from these to their captions */
#define LINE_LENGTH 112
#define LINE_LENGTH_WITH_DIAMOND 320
#define PAIR_GAP 18
#define PAIR_GAP_OF_DIAMONDS 44
#define CAPTION_WIDTH 240

typedef struct {
  const char *caption;
  RvRelation relation;
  gboolean is_identifying;
} Pair;

static const Pair pairs[] = {
  { N_("many to one"), RV_RELATION_ONE_TO_MANY, FALSE },
  { N_("many to one or none"), RV_RELATION_OPTIONAL, FALSE },
  { N_("one to one"), RV_RELATION_ONE_TO_ONE, FALSE },
  { N_("many to one, part of the primary key"), RV_RELATION_ONE_TO_MANY, TRUE },
};

static RvTable *
add_table (RvEdit *edit, RvId schema, const char *name)
{
  RvTable *table = rv_design_add_table (edit, schema, name);

  rv_edit_set_text (edit, table, RvTable_name, name);
  return table;
}

/* A table whose columns say what their marks mean. */
static RvId
add_marked_table (RvEdit *edit, RvId schema)
{
  RvTable *table = add_table (edit, schema, _("table")), *other = add_table (edit, schema, "other");
  g_autoptr (GPtrArray) columns = rv_model_children (rv_edit_model (edit), table->object.id, RV_KIND_COLUMN);
  g_autoptr (GPtrArray) unique = g_ptr_array_new ();
  RvColumn *column;

  rv_edit_set_text (edit, columns->pdata[0], RvColumn_name, _("primary key"));
  column = rv_design_add_column (edit, table, _("foreign key"), "bigint");
  rv_relate_tables (edit, table, other, RV_RELATION_ONE_TO_MANY, column->object.id, 0, NULL);
  column = rv_design_add_column (edit, table, _("unique"), "text");
  rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
  g_ptr_array_add (unique, column);
  rv_design_add_key (edit, table, unique, FALSE);
  column = rv_design_add_column (edit, table, _("required"), "text");
  rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
  rv_design_add_column (edit, table, _("may be null"), "text");
  return table->object.id;
}

/* The child's key becomes the column that refers, and one more. */
static void
make_identifying (RvEdit *edit, RvTable *child, RvTable *parent)
{
  g_autoptr (GPtrArray) keys = rv_model_children (rv_edit_model (edit), child->object.id, RV_KIND_KEY);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  RvColumn *column = rv_design_add_column (edit, child, "parent", "bigint");

  rv_edit_remove (edit, keys->pdata[0]);
  g_ptr_array_add (columns, column);
  g_ptr_array_add (columns, rv_design_add_column (edit, child, "part", "bigint"));
  rv_design_add_key (edit, child, columns, TRUE);
  rv_relate_tables (edit, child, parent, RV_RELATION_ONE_TO_MANY, column->object.id, 0, NULL);
}

static void
add_pair (RvEdit *edit, RvId schema, const Pair *pair, GArray *ids)
{
  RvTable *child = add_table (edit, schema, "A"), *parent = add_table (edit, schema, "B");

  if (pair->is_identifying)
    make_identifying (edit, child, parent);
  else
    rv_relate_tables (edit, child, parent, pair->relation, 0, 0, NULL);
  g_array_append_val (ids, child->object.id);
  g_array_append_val (ids, parent->object.id);
}

/* Returns: (transfer full): the design; @table and @pair_ids get what is in it. */
static RvModel *
make_design (RvId *table, GArray *pair_ids)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Legend");
  RvSchema *schema = rv_edit_insert (edit, RV_KIND_SCHEMA, 0);

  rv_edit_set_text (edit, schema, RvSchema_name, "public");
  *table = add_marked_table (edit, schema->object.id);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    add_pair (edit, schema->object.id, &pairs[i], pair_ids);
  rv_edit_commit (edit, NULL);
  return model;
}

static RvDisplayList *
draw_table (RvModel *model, RvId table, RvSceneView view, const RvPalette *palette)
{
  g_autoptr (RvScene) scene = rv_scene_new_of (model, &table, 1);

  view.columns = RvColumnsShown_ALL;
  rv_scene_set_view (scene, &view);
  rv_arrange_scene (scene);
  return rv_display_list_of_scene (scene, palette, RV_DETAIL_FULL);
}

static double
pair_gap (RvNotation notation)
{
  return notation == RvNotation_CHEN ? PAIR_GAP_OF_DIAMONDS : PAIR_GAP;
}

/* @step: gets the distance from a pair to the next. */
static RvDisplayList *
draw_pairs (RvModel *model, GArray *ids, RvSceneView view, const RvPalette *palette, double *step)
{
  g_autoptr (RvScene) scene = rv_scene_new_of (model, (const RvId *) (gpointer) ids->data, ids->len);
  g_autoptr (RvLayoutGraph) graph = NULL;

  view.columns = RvColumnsShown_NONE;
  rv_scene_set_view (scene, &view);
  graph = rv_scene_to_graph (scene);
  *step = rv_layout_graph_node (graph, 0)->height + pair_gap (view.notation);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, i);

      node->x = i % 2 == 0 ? 0 : node->width + (view.notation == RvNotation_CHEN ? LINE_LENGTH_WITH_DIAMOND : LINE_LENGTH);
      node->y = i / 2 * *step;
    }
  rv_scene_place (scene, graph);
  return rv_display_list_of_scene (scene, palette, RV_DETAIL_FULL);
}

static void
add_texts (RvDisplayList *list, double x, double y, double captions, double step, double height)
{
  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_NONE, .name = g_strdup ("legend"), .css_class = "legend", .title = g_strdup (_("Legend")), .x = x, .y = y,
    .extents = { 0, 0, captions + CAPTION_WIDTH, HEAD + G_N_ELEMENTS (pairs) * step },
  });
  rv_display_text (list, RV_FONT_TITLE, RV_ANCHOR_START, 0, rv_font_baseline (RV_FONT_TITLE, 0, HEAD), captions, _("Legend"),
                   rv_ink (list, RV_COLOR_TEXT));
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    rv_display_text (list, RV_FONT_TEXT, RV_ANCHOR_START, captions, rv_font_baseline (RV_FONT_TEXT, HEAD + i * step, height),
                     CAPTION_WIDTH, _(pairs[i].caption), rv_ink (list, RV_COLOR_TEXT));
  rv_display_close (list);
}

RvRect
rv_display_list_add_sample (RvDisplayList *list, const RvSceneView *view, double x, double y)
{
  g_autoptr (GArray) pair_ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  RvId table;
  double step;
  g_autoptr (RvModel) model = make_design (&table, pair_ids);
  g_autoptr (RvDisplayList) marked = draw_table (model, table, *view, list->palette);
  g_autoptr (RvDisplayList) related = draw_pairs (model, pair_ids, *view, list->palette, &step);
  RvRect table_bounds = rv_display_list_bounds (marked), pair_bounds = rv_display_list_bounds (related);
  double pairs_left = table_bounds.width + GAP, captions = pairs_left + pair_bounds.width + GAP / 2;

  add_texts (list, x, y, captions, step, step - pair_gap (view->notation));
  rv_display_list_append (list, marked, "legend", x - table_bounds.x, y + HEAD - table_bounds.y);
  rv_display_list_append (list, related, "legend", x + pairs_left, y + HEAD);
  return (RvRect) { x, y, captions + CAPTION_WIDTH, HEAD + MAX (table_bounds.height, pair_bounds.height) };
}
