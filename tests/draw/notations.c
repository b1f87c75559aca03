/* What each notation makes of boxes and lines, read off the display list; and what a level shows. */
#include <math.h>
#include <string.h>

#include "draw/arrange.h"
#include "draw/business.h"
#include "draw/display-list.h"
#include "shop.h"

typedef struct {
  Shop *shop;
  RvScene *scene;
} Drawing;

static Drawing
draw (RvNotation notation, RvViewLevel level, RvColumnsShown columns)
{
  Drawing drawing = { .shop = shop_new () };
  RvSceneView view = { notation, level, columns };

  drawing.scene = rv_scene_new_unrouted (drawing.shop->model, shop_add_diagram (drawing.shop));
  rv_scene_set_view (drawing.scene, &view);
  rv_arrange_scene (drawing.scene);
  return drawing;
}

static void
drawing_clear (Drawing *drawing)
{
  rv_scene_free (drawing->scene);
  shop_free (drawing->shop);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

static RvDisplayList *
draw_box (Drawing *drawing, const RvTable *table)
{
  RvDisplayList *list = rv_display_list_new (rv_palette_find ("light"));

  rv_display_list_add_box (list, drawing->scene, rv_scene_box_of (drawing->scene, table->object.id), RV_DETAIL_FULL);
  return list;
}

static RvDisplayList *
draw_line (Drawing *drawing, const RvForeignKey *key)
{
  RvDisplayList *list = rv_display_list_new (rv_palette_find ("light"));

  rv_display_list_add_line (list, drawing->scene, rv_scene_line (drawing->scene, key->object.id), RV_DETAIL_FULL);
  return list;
}

static gboolean
says (const RvDisplayList *list, const char *text)
{
  for (guint i = 0; i < list->primitives->len; i++)
    {
      const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, i);

      if (one->type == RV_DRAW_TEXT && strcmp (one->text, text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* How many paths are dashed; or how many are filled in the colour of lines. */
static guint
count_paths (const RvDisplayList *list, gboolean dashed)
{
  guint n = 0;

  for (guint i = 0; i < list->primitives->len; i++)
    {
      const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, i);

      if (one->type == RV_DRAW_PATH)
        n += dashed ? one->dash > 0 : one->fill.role == RV_COLOR_LINE;
    }
  return n;
}

static double
frame_radius (const RvDisplayList *list)
{
  return g_array_index (list->primitives, RvPrimitive, list->primitives->len - 1).top_radius;
}

static void
assert_row (Drawing *drawing, const RvTable *table, guint row, const char *name, const char *type, const char *note)
{
  const RvSceneBox *box = rv_scene_box_of (drawing->scene, table->object.id);
  const RvSceneRow *one = &g_array_index (box->rows, RvSceneRow, row);

  g_assert_cmpuint (row, <, box->rows->len);
  g_assert_cmpstr (one->name, ==, name);
  g_assert_cmpstr (one->type, ==, type);
  g_assert_cmpstr (one->note, ==, note);
}

/* ---- notations ----------------------------------------------------------------------------- */

static void
test_crows_foot (void)
{
  g_auto (Drawing) drawing = draw (RvNotation_CROWS_FOOT, RvViewLevel_PHYSICAL, RvColumnsShown_ALL);
  g_autoptr (RvDisplayList) identifying = draw_line (&drawing, drawing.shop->item_order);
  g_autoptr (RvDisplayList) other = draw_line (&drawing, drawing.shop->order_customer);

  g_assert_cmpuint (count_paths (identifying, TRUE), ==, 0);
  g_assert_cmpuint (count_paths (other, TRUE), ==, 1);
}

static void
test_idef1x (void)
{
  g_auto (Drawing) drawing = draw (RvNotation_IDEF1X, RvViewLevel_PHYSICAL, RvColumnsShown_ALL);
  g_autoptr (RvDisplayList) item = draw_box (&drawing, drawing.shop->item), customer = draw_box (&drawing, drawing.shop->customer);
  g_autoptr (RvDisplayList) identifying = draw_line (&drawing, drawing.shop->item_order);
  g_autoptr (RvDisplayList) optional = draw_line (&drawing, drawing.shop->order_address);
  g_autoptr (RvDisplayList) one = draw_line (&drawing, drawing.shop->profile_customer);
  const RvSceneBox *box = rv_scene_box_of (drawing.scene, drawing.shop->customer->object.id);

  assert_row (&drawing, drawing.shop->item, 0, "order_id", "bigint", "(FK)");
  assert_row (&drawing, drawing.shop->customer, 1, "email", "varchar(254)", "(AK1.1)");
  g_assert_cmpfloat (frame_radius (item), >, 5);
  g_assert_cmpfloat (frame_radius (customer), ==, 0);
  g_assert_cmpfloat (box->body_top, >, 10);
  g_assert_cmpuint (count_paths (identifying, TRUE), ==, 0);
  g_assert_cmpuint (count_paths (identifying, FALSE), ==, 1);   /* the dot */
  g_assert_cmpuint (count_paths (optional, TRUE), ==, 1);
  g_assert_true (says (one, "Z"));
  g_assert_false (says (optional, "Z"));
}

static void
test_barker (void)
{
  g_auto (Drawing) drawing = draw (RvNotation_BARKER, RvViewLevel_LOGICAL, RvColumnsShown_ALL);
  g_autoptr (RvDisplayList) customer = draw_box (&drawing, drawing.shop->customer);
  g_autoptr (RvDisplayList) mandatory = draw_line (&drawing, drawing.shop->order_customer);
  g_autoptr (RvDisplayList) optional = draw_line (&drawing, drawing.shop->order_address);

  g_assert_true (says (customer, "CUSTOMER") && says (customer, "#") && says (customer, "*") && says (customer, "o"));
  g_assert_cmpuint (count_paths (mandatory, TRUE), ==, 1);   /* a customer need not order */
  g_assert_cmpuint (count_paths (optional, TRUE), ==, 2);
  g_assert_cmpfloat (frame_radius (customer), >, 8);
  /* lines stand for foreign keys, also in the primary key */
  g_assert_cmpuint (rv_scene_box_of (drawing.scene, drawing.shop->item->object.id)->rows->len, ==, 1);
}

static void
test_uml (void)
{
  g_auto (Drawing) drawing = draw (RvNotation_UML, RvViewLevel_PHYSICAL, RvColumnsShown_ALL);
  g_autoptr (RvDisplayList) customer = draw_box (&drawing, drawing.shop->customer);
  g_autoptr (RvDisplayList) part = draw_line (&drawing, drawing.shop->item_order);
  g_autoptr (RvDisplayList) optional = draw_line (&drawing, drawing.shop->order_address);

  assert_row (&drawing, drawing.shop->item, 0, "order_id", "bigint", "{PK, FK}");
  assert_row (&drawing, drawing.shop->customer, 3, "born", "date", "[0..1]");
  g_assert_true (says (customer, "«table»"));
  g_assert_true (says (part, "0..*") && says (part, "1"));
  g_assert_cmpuint (count_paths (part, FALSE), ==, 1);   /* the diamond */
  g_assert_true (says (optional, "0..1"));
  g_assert_cmpuint (count_paths (optional, FALSE), ==, 0);
}

static RvColumn *
refer (Shop *shop, RvEdit *edit, const char *name, RvColumn *key, gboolean is_part, gboolean not_null)
{
  RvTable *table = shop_add_table (edit, name), *hub = rv_model_get_kind (shop->model, key->table_id, RV_KIND_TABLE);
  RvColumn *id = shop_add_column (edit, table, "id", "bigint", TRUE);
  RvColumn *column = shop_add_column (edit, table, "hub_id", "bigint", not_null);

  shop_add_key (edit, table, TRUE, id, is_part ? column : NULL);
  shop_add_foreign_key (edit, table, column, hub, key);
  return column;
}

/* A table that is referred to in three ways, and in one of them twice, at one row. */
static RvTable *
add_hub (Shop *shop)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Hub");
  RvTable *hub = shop_add_table (edit, "hub");
  RvColumn *id = shop_add_column (edit, hub, "id", "bigint", TRUE);

  shop_add_key (edit, hub, TRUE, id, NULL);
  refer (shop, edit, "must", id, FALSE, TRUE);
  refer (shop, edit, "must_too", id, FALSE, TRUE);
  refer (shop, edit, "may", id, FALSE, FALSE);
  refer (shop, edit, "part", id, TRUE, TRUE);
  shop_commit (edit);
  return hub;
}

/* Where the texts of all lines that end at @box are, those at that end. */
static GArray *
texts_at (RvScene *scene, const RvSceneBox *box)
{
  const GPtrArray *lines = rv_scene_lines (scene);
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (RvRect));

  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);
      g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("light"));

      rv_display_list_add_line (list, scene, line, RV_DETAIL_FULL);
      for (guint j = 0; line->to == box && j < list->primitives->len; j++)
        {
          const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, j);
          RvRect rect = { one->anchor == RV_ANCHOR_END ? one->x - one->width : one->x, one->baseline - 6, one->width, 6 };

          if (one->type == RV_DRAW_TEXT && fabs (one->baseline - line->points[line->n_points - 1].y) < 20
              && fabs (one->x - line->points[line->n_points - 1].x) < 30)
            g_array_append_val (rects, rect);
        }
    }
  return rects;
}

/* @box to the right of all others, which stand below each other. */
static void
stand_aside (RvScene *scene, const RvSceneBox *box)
{
  g_autoptr (RvLayoutGraph) graph = rv_scene_to_graph (scene);

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, i);

      node->x = node->id == box->id ? 900 : 0;
      node->y = node->id == box->id ? 900 : 300 * i;
    }
  rv_scene_place (scene, graph);
}

static void
test_uml_crowd (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvTable *hub = add_hub (shop);
  RvSceneView view = { RvNotation_UML, RvViewLevel_PHYSICAL, RvColumnsShown_ALL };
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (shop->model, shop_add_diagram (shop));
  const RvSceneBox *box;
  g_autoptr (GArray) texts = NULL;

  rv_scene_set_view (scene, &view);
  box = rv_scene_box_of (scene, hub->object.id);
  stand_aside (scene, box);
  texts = texts_at (scene, box);
  g_assert_cmpuint (texts->len, ==, 3);
  for (guint i = 0; i < texts->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (rv_rect_intersects (g_array_index (texts, RvRect, i), g_array_index (texts, RvRect, j)));
}

/* ---- Chen ------------------------------------------------------------------------------------ */

static const RvSceneLine *
find_chen_line (Drawing *drawing, const RvTable *from, const RvSceneBox *to)
{
  const GPtrArray *lines = rv_scene_lines (drawing->scene);

  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);

      if (line->from->object == from->object.id && line->to == to)
        return line;
    }
  g_assert_not_reached ();
}

static void
test_chen (void)
{
  g_auto (Drawing) drawing = draw (RvNotation_CHEN, RvViewLevel_CONCEPTUAL, RvColumnsShown_ALL);
  Shop *shop = drawing.shop;
  const RvSceneBox *item = rv_scene_box_of (drawing.scene, shop->item->object.id);
  const RvSceneBox *orders = rv_scene_box_of (drawing.scene, shop->orders->object.id);
  const RvSceneBox *has = rv_scene_box_of (drawing.scene, shop->order_customer->object.id);
  RvColumn *email = rv_model_find (shop->model, RV_KIND_COLUMN, shop->customer->object.id, "email");
  RvColumn *id = rv_model_find (shop->model, RV_KIND_COLUMN, shop->customer->object.id, "id");
  RvColumn *reference = rv_model_find (shop->model, RV_KIND_COLUMN, shop->orders->object.id, "customer_id");
  RvColumn *quantity = rv_model_find (shop->model, RV_KIND_COLUMN, shop->item->object.id, "quantity");

  g_assert_cmpint (orders->shape, ==, RV_SHAPE_ENTITY);
  g_assert_cmpint (item->shape, ==, RV_SHAPE_RELATIONSHIP);   /* orders and products, many to many */
  g_assert_false (item->is_made);
  g_assert_cmpstr (find_chen_line (&drawing, shop->orders, item)->label, ==, "M");
  g_assert_cmpstr (find_chen_line (&drawing, shop->product, item)->label, ==, "N");
  g_assert_true (rv_scene_box_of (drawing.scene, quantity->object.id)->owner == item);
  g_assert_cmpint (has->shape, ==, RV_SHAPE_RELATIONSHIP);
  g_assert_cmpstr (has->title, ==, "has");
  g_assert_true (find_chen_line (&drawing, shop->orders, has)->is_double);     /* each order has a customer */
  g_assert_false (find_chen_line (&drawing, shop->customer, has)->is_double);
  g_assert_cmpint (rv_scene_box_of (drawing.scene, id->object.id)->underline, ==, RV_UNDERLINE_KEY);
  g_assert_cmpint (rv_scene_box_of (drawing.scene, email->object.id)->shape, ==, RV_SHAPE_ATTRIBUTE);
  g_assert_null (rv_scene_box_of (drawing.scene, reference->object.id));
  g_assert_null (rv_scene_box_of (drawing.scene, shop->profile_customer->object.id));   /* a subtype */
}

static RvTable *
add_weak_table (RvEdit *edit, Shop *shop)
{
  RvTable *table = shop_add_table (edit, "parcel");
  RvColumn *order = shop_add_column (edit, table, "order_id", "bigint", TRUE), *number = shop_add_column (edit, table, "number", "integer", TRUE);
  RvColumn *total = shop_add_column (edit, table, "weight_total", "numeric", FALSE);

  shop_add_column (edit, table, "tags", "text[]", FALSE);
  rv_edit_set_text (edit, total, RvColumn_generated, "number * 2");
  shop_add_key (edit, table, TRUE, order, number);
  shop_add_foreign_key (edit, table, order, shop->orders, rv_model_find (shop->model, RV_KIND_COLUMN, shop->orders->object.id, "id"));
  return table;
}

static const RvSceneBox *
attribute (RvScene *scene, const RvTable *table, const char *name)
{
  RvColumn *column = rv_model_find (rv_scene_model (scene), RV_KIND_COLUMN, table->object.id, name);

  return rv_scene_box_of (scene, column->object.id);
}

static void
test_chen_weak (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Parcel");
  RvTable *parcel = add_weak_table (edit, shop);
  RvForeignKey *key = rv_model_children (shop->model, parcel->object.id, RV_KIND_FOREIGN_KEY)->pdata[0];
  g_autoptr (RvScene) scene = NULL;
  RvSceneView view = { RvNotation_CHEN, RvViewLevel_PHYSICAL, RvColumnsShown_ALL };

  shop_commit (edit);
  scene = rv_scene_new_unrouted (shop->model, shop_add_diagram (shop));
  rv_scene_set_view (scene, &view);
  rv_arrange_scene (scene);
  g_assert_true (rv_scene_box_of (scene, parcel->object.id)->is_double);
  g_assert_true (rv_scene_box_of (scene, key->object.id)->is_double);
  g_assert_cmpint (attribute (scene, parcel, "number")->underline, ==, RV_UNDERLINE_PARTIAL_KEY);
  g_assert_true (attribute (scene, parcel, "tags")->is_double);
  g_assert_true (attribute (scene, parcel, "weight_total")->is_dashed);
}

/* Entities, relationships and attributes do not lie on one another. */
static void
test_chen_is_clear (void)
{
  g_auto (Drawing) drawing = draw (RvNotation_CHEN, RvViewLevel_CONCEPTUAL, RvColumnsShown_ALL);
  const GPtrArray *boxes = rv_scene_boxes (drawing.scene), *lines = rv_scene_lines (drawing.scene);

  for (guint i = 0; i < boxes->len; i++)
    for (guint j = i + 1; j < boxes->len; j++)
      g_assert_false (rv_rect_intersects (((RvSceneBox *) boxes->pdata[i])->rect, ((RvSceneBox *) boxes->pdata[j])->rect));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpuint (((RvSceneLine *) lines->pdata[i])->n_points, >=, 2);
}

static void
change_notation (Shop *shop, RvId diagram, RvNotation notation)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Notation");

  rv_edit_set_number (edit, rv_model_get (shop->model, diagram), RvDiagram_notation, notation);
  rv_arrange_diagram (edit, diagram, TRUE);
  shop_commit (edit);
}

static void
test_chen_follows (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, shop_add_diagram (shop));
  g_autoptr (GArray) all = shop_follow (shop->model);
  RvId diagram = rv_scene_diagram (scene), customer = shop->customer->object.id;
  RvRect before = rv_scene_box_of (scene, customer)->rect, oval, moved;
  RvId box;

  change_notation (shop, diagram, RvNotation_CHEN);
  g_array_unref (rv_scene_apply (scene, all));
  g_assert_cmpuint (rv_scene_n_placed (scene), ==, 6);
  g_assert_cmpuint (rv_scene_boxes (scene)->len, >, 15);
  oval = attribute (scene, shop->customer, "email")->rect;
  box = rv_scene_box_of (scene, customer)->id;
  g_array_unref (rv_scene_set_offset (scene, &box, 1, 40, 10));   /* attributes ride along */
  moved = attribute (scene, shop->customer, "email")->rect;
  g_assert_cmpfloat (moved.x, ==, oval.x + 40);
  g_assert_cmpfloat (moved.y, ==, oval.y + 10);
  g_array_set_size (all, 0);
  change_notation (shop, diagram, RvNotation_CROWS_FOOT);
  g_array_unref (rv_scene_apply (scene, all));
  g_assert_cmpuint (rv_scene_boxes (scene)->len, ==, 6);
  g_assert_cmpmem (&rv_scene_box_of (scene, customer)->rect, sizeof before, &before, sizeof before);
}

/* ---- levels and columns ---------------------------------------------------------------------- */

static void
test_logical (void)
{
  g_auto (Drawing) drawing = draw (RvNotation_CROWS_FOOT, RvViewLevel_LOGICAL, RvColumnsShown_ALL);

  assert_row (&drawing, drawing.shop->orders, 0, "Id", "number", NULL);
  assert_row (&drawing, drawing.shop->orders, 1, "Placed at", "date and time", NULL);
  assert_row (&drawing, drawing.shop->item, 0, "Order id", "number", NULL);
  g_assert_cmpuint (rv_scene_box_of (drawing.scene, drawing.shop->orders->object.id)->n_more, ==, 0);
}

static void
test_columns (void)
{
  g_auto (Drawing) keys = draw (RvNotation_CROWS_FOOT, RvViewLevel_PHYSICAL, RvColumnsShown_KEYS);
  g_auto (Drawing) none = draw (RvNotation_CROWS_FOOT, RvViewLevel_PHYSICAL, RvColumnsShown_NONE);
  g_autoptr (RvDisplayList) orders = draw_box (&keys, keys.shop->orders);
  const RvSceneBox *box = rv_scene_box_of (none.scene, none.shop->orders->object.id);

  g_assert_true (says (orders, "+2 more"));
  g_assert_true (says (orders, "customer_id") && !says (orders, "total"));
  g_assert_cmpuint (box->rows->len, ==, 0);
  g_assert_cmpuint (box->n_more, ==, 0);
  g_assert_cmpfloat (box->rect.height, ==, box->header_height);
}

static void
test_names (void)
{
  static const char *const pairs[][2] = {
    { "order_items", "Order items" }, { "customerID", "Customer ID" }, { "OrderDate", "Order date" }, { "ORDER_ITEMS", "Order items" },
    { "XMLFile", "XML file" }, { "äpfel_und_birnen", "Äpfel und birnen" }, { "x", "X" }, { "", "" }, { "___", "___" }, { "a2b", "A2b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *name = rv_business_name (NULL, pairs[i][0]);

      g_assert_cmpstr (name, ==, pairs[i][1]);
    }
  g_autofree char *given = rv_business_name ("Sales order", "so_head");
  g_assert_cmpstr (given, ==, "Sales order");
}

static void
test_types (void)
{
  static const char *const pairs[][2] = {
    { "character varying(20)", "text" }, { "numeric(10,2)", "number" }, { "timestamp with time zone", "date and time" },
    { "text[]", "list of text" }, { "tinyint(1)", "yes or no" }, { "uuid", "identifier" }, { "double precision", "number" }, { "odd", NULL },
  };
  g_autoptr (Shop) shop = shop_new ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *type = rv_business_type (shop->model, pairs[i][0]);

      g_assert_cmpstr (type, ==, pairs[i][1]);
    }
}

/* The scene follows a change of the notation, and back, and nothing lies elsewhere then. */
static void
test_follows (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, shop_add_diagram (shop));
  g_autoptr (GArray) all = shop_follow (shop->model), changes = NULL;
  const RvSceneBox *box = rv_scene_box_of (scene, shop->item->object.id);
  RvRect before = box->rect;
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Notation");

  rv_edit_set_number (edit, rv_model_get (shop->model, rv_scene_diagram (scene)), RvDiagram_notation, RvNotation_IDEF1X);
  shop_commit (edit);
  changes = rv_scene_apply (scene, all);
  g_assert_cmpuint (changes->len, >=, 6);
  g_assert_cmpint (box->notation, ==, RvNotation_IDEF1X);
  g_array_set_size (all, 0);
  g_assert_true (rv_model_undo (shop->model, NULL));
  g_array_unref (rv_scene_apply (scene, all));
  g_assert_cmpmem (&box->rect, sizeof before, &before, sizeof before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notations/crows-foot", test_crows_foot);
  g_test_add_func ("/notations/idef1x", test_idef1x);
  g_test_add_func ("/notations/barker", test_barker);
  g_test_add_func ("/notations/uml", test_uml);
  g_test_add_func ("/notations/uml-crowd", test_uml_crowd);
  g_test_add_func ("/notations/chen", test_chen);
  g_test_add_func ("/notations/chen-weak", test_chen_weak);
  g_test_add_func ("/notations/chen-is-clear", test_chen_is_clear);
  g_test_add_func ("/notations/chen-follows", test_chen_follows);
  g_test_add_func ("/notations/logical", test_logical);
  g_test_add_func ("/notations/columns", test_columns);
  g_test_add_func ("/notations/names", test_names);
  g_test_add_func ("/notations/types", test_types);
  g_test_add_func ("/notations/follows", test_follows);
  return g_test_run ();
}
