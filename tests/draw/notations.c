/* What each notation makes of boxes and lines, read off the display list; and what a level shows. */
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
  g_test_add_func ("/notations/logical", test_logical);
  g_test_add_func ("/notations/columns", test_columns);
  g_test_add_func ("/notations/names", test_names);
  g_test_add_func ("/notations/types", test_types);
  g_test_add_func ("/notations/follows", test_follows);
  return g_test_run ();
}
