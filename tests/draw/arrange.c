/* Arranging diagrams. */
#include "draw/arrange.h"
#include "shop.h"

static gboolean
overlap (RvRect a, RvRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static void
assert_apart (RvModel *model, RvId diagram)
{
  g_autoptr (RvScene) scene = rv_scene_new (model, diagram);
  const GPtrArray *boxes = rv_scene_boxes (scene);

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = g_ptr_array_index (boxes, i);

      g_assert_true (box->rect.x != 0 || box->rect.y != 0);
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (box->rect, ((const RvSceneBox *) g_ptr_array_index (boxes, j))->rect));
    }
}

static void
test_all (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);

  assert_apart (shop->model, diagram);
}

/* New boxes find a place and no other moves. */
static void
test_only_new (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "New");
  double x = shop_box (shop, diagram, shop->orders)->x, y = shop_box (shop, diagram, shop->orders)->y;

  shop_add_box (edit, diagram, shop_add_table (edit, "one"));
  shop_add_box (edit, diagram, shop_add_table (edit, "another"));
  rv_arrange_diagram (edit, diagram, TRUE);
  shop_commit (edit);
  assert_apart (shop->model, diagram);
  g_assert_cmpfloat (shop_box (shop, diagram, shop->orders)->x, ==, x);
  g_assert_cmpfloat (shop_box (shop, diagram, shop->orders)->y, ==, y);
}

static void
test_locked (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Lock");
  RvBox *box = shop_box (shop, diagram, shop->orders);

  rv_edit_set_number (edit, box, RvBox_is_locked, TRUE);
  rv_edit_set_real (edit, box, RvBox_x, 333);
  rv_edit_set_real (edit, box, RvBox_y, -44);
  rv_arrange_diagram (edit, diagram, FALSE);
  shop_commit (edit);
  assert_apart (shop->model, diagram);
  g_assert_cmpfloat (box->x, ==, 333);
  g_assert_cmpfloat (box->y, ==, -44);
}

/* Arranging again takes out what a person bent, and keeps the colour they gave. */
static void
test_bends_go (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Bend");
  gpointer bent = rv_edit_insert (edit, RV_KIND_ROUTE, diagram), colored = rv_edit_insert (edit, RV_KIND_ROUTE, diagram);
  g_autoptr (GPtrArray) routes = NULL;

  rv_edit_set_number (edit, bent, RvRoute_object_id, shop->order_customer->object.id);
  rv_edit_set_text (edit, bent, RvRoute_points, "1,2 3,4");
  rv_edit_set_number (edit, colored, RvRoute_object_id, shop->order_address->object.id);
  rv_edit_set_text (edit, colored, RvRoute_points, "1,2 3,4");
  rv_edit_set_text (edit, colored, RvRoute_color, "red");
  rv_arrange_diagram (edit, diagram, FALSE);
  routes = rv_model_children (shop->model, diagram, RV_KIND_ROUTE);
  g_assert_cmpuint (routes->len, ==, 1);
  g_assert_cmpstr (((RvRoute *) g_ptr_array_index (routes, 0))->color, ==, "red");
  g_assert_null (((RvRoute *) g_ptr_array_index (routes, 0))->points);
}

static void
test_objects (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Parts");
  RvTable *part = shop_add_table (edit, "orders_2024");
  RvSchema *schema = rv_model_find (shop->model, RV_KIND_SCHEMA, 0, "public");
  gpointer view = rv_edit_insert (edit, RV_KIND_VIEW, schema->object.id);
  g_autoptr (GArray) tables = NULL, all = NULL;

  rv_edit_set_number (edit, part, RvTable_partition_of_id, shop->orders->object.id);
  rv_edit_set_text (edit, view, RvView_name, "sales");
  tables = rv_arrange_objects (shop->model, RV_SHOW_TABLES);
  all = rv_arrange_objects (shop->model, RV_SHOW_VIEWS | RV_SHOW_PARTITIONS);
  g_assert_cmpuint (tables->len, ==, 6);
  g_assert_cmpuint (all->len, ==, 8);
}

static void
test_to_graph (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvLayoutGraph) graph = rv_arrange_to_graph (shop->model, 0);

  g_assert_cmpuint (graph->nodes->len, ==, 6);
  g_assert_cmpuint (graph->edges->len, ==, 6);
  for (guint i = 0; i < graph->nodes->len; i++)
    g_assert_nonnull (rv_model_get_kind (shop->model, g_array_index (graph->nodes, RvLayoutNode, i).id, RV_KIND_TABLE));
  for (guint i = 0; i < graph->edges->len; i++)
    {
      g_assert_nonnull (rv_model_get_kind (shop->model, g_array_index (graph->edges, RvLayoutEdge, i).id, RV_KIND_FOREIGN_KEY));
      g_assert_cmpuint (g_array_index (graph->edges, RvLayoutEdge, i).n_points, >=, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrange/all", test_all);
  g_test_add_func ("/arrange/only-new", test_only_new);
  g_test_add_func ("/arrange/locked", test_locked);
  g_test_add_func ("/arrange/bends-go", test_bends_go);
  g_test_add_func ("/arrange/objects", test_objects);
  g_test_add_func ("/arrange/to-graph", test_to_graph);
  return g_test_run ();
}
