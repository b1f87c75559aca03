/* Arranging in groups, diagrams around a table, lining up and tidying. */
#include "draw/align.h"
#include "draw/around.h"
#include "draw/arrange.h"
#include "shop.h"

static RvRect
rect_of (Shop *shop, RvId diagram, RvTable *table)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (shop->model, diagram);

  return rv_scene_box_of (scene, table->object.id)->rect;
}

static gboolean
is_inside (RvRect inner, const RvArea *area)
{
  return inner.x >= area->x && inner.y >= area->y && inner.x + inner.width <= area->x + area->width
         && inner.y + inner.height <= area->y + area->height;
}

static RvArea *
area_named (Shop *shop, RvId diagram, const char *name)
{
  return rv_model_find (shop->model, RV_KIND_AREA, diagram, name);
}

static void
arrange_by (Shop *shop, RvId diagram, RvArrangeBy by)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Arrange");

  rv_arrange_groups (edit, diagram, by);
  shop_commit (edit);
}

static void
tag (Shop *shop, const char *name, RvTable *one, RvTable *other)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Tag");
  RvTag *made = rv_edit_insert (edit, RV_KIND_TAG, 0);

  rv_edit_set_text (edit, made, RvTag_name, name);
  rv_edit_set_text (edit, made, RvTag_color, "green");
  rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_TAGGING, one->object.id), RvTagging_tag_id, made->object.id);
  rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_TAGGING, other->object.id), RvTagging_tag_id, made->object.id);
  shop_commit (edit);
}

static guint
n_areas (Shop *shop)
{
  return rv_model_all (shop->model, RV_KIND_AREA)->len;
}

/* Areas hold their boxes; a second run uses them again, whatever colour they have by then; one undo takes all back. */
static void
test_by_schema (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  RvRect before = rect_of (shop, diagram, shop->orders);
  g_autoptr (RvEdit) edit = NULL;
  RvArea *area;
  RvId id;

  arrange_by (shop, diagram, RV_ARRANGE_BY_SCHEMA);
  g_assert_cmpuint (n_areas (shop), ==, 1);
  area = area_named (shop, diagram, "public");
  g_assert_nonnull (area);
  g_assert_nonnull (area->color);
  g_assert_true (is_inside (rect_of (shop, diagram, shop->orders), area));
  g_assert_true (is_inside (rect_of (shop, diagram, shop->product), area));
  id = area->object.id;
  edit = rv_edit_begin (shop->model, "Color");
  rv_edit_set_text (edit, area, RvArea_color, "red");
  shop_commit (edit);
  arrange_by (shop, diagram, RV_ARRANGE_BY_SCHEMA);
  g_assert_cmpuint (n_areas (shop), ==, 1);
  area = rv_model_get_kind (shop->model, id, RV_KIND_AREA);
  g_assert_cmpstr (area->color, ==, "red");
  while (n_areas (shop) > 0)
    g_assert_true (rv_model_undo (shop->model, NULL));
  g_assert_cmpfloat (rect_of (shop, diagram, shop->orders).x, ==, before.x);
  g_assert_cmpfloat (rect_of (shop, diagram, shop->orders).y, ==, before.y);
}

static void
test_by_tag (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);

  tag (shop, "sales", shop->orders, shop->item);
  tag (shop, "people", shop->customer, shop->profile);
  arrange_by (shop, diagram, RV_ARRANGE_BY_SCHEMA);
  arrange_by (shop, diagram, RV_ARRANGE_BY_TAG);
  g_assert_cmpuint (n_areas (shop), ==, 2);
  g_assert_null (area_named (shop, diagram, "public"));
  g_assert_cmpstr (area_named (shop, diagram, "sales")->color, ==, "green");
  g_assert_true (is_inside (rect_of (shop, diagram, shop->item), area_named (shop, diagram, "sales")));
  g_assert_true (is_inside (rect_of (shop, diagram, shop->profile), area_named (shop, diagram, "people")));
  g_assert_false (is_inside (rect_of (shop, diagram, shop->product), area_named (shop, diagram, "people")));
  g_assert_false (is_inside (rect_of (shop, diagram, shop->product), area_named (shop, diagram, "sales")));
  /* Arranged once more without a word of groups, boxes stay in the areas that they were in. */
  arrange_by (shop, diagram, RV_ARRANGE_PLAIN);
  g_assert_true (is_inside (rect_of (shop, diagram, shop->orders), area_named (shop, diagram, "sales")));
  g_assert_false (is_inside (rect_of (shop, diagram, shop->orders), area_named (shop, diagram, "people")));
}

/* What was removed while the places were sought is not missed, and what was locked stays. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (shop->model, diagram);
  g_autoptr (RvArrangeJob) job = rv_arrange_job_new (scene, RV_ARRANGE_BY_SCHEMA);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Meanwhile"), late = NULL;
  RvBox *locked = shop_box (shop, diagram, shop->orders);

  rv_edit_set_number (edit, locked, RvBox_is_locked, TRUE);
  rv_edit_set_real (edit, locked, RvBox_x, 4711);
  rv_edit_remove (edit, shop->product);
  shop_commit (edit);
  rv_arrange_job_run (job);
  late = rv_edit_begin (shop->model, "Arrange");
  rv_arrange_job_write (late, job);
  shop_commit (late);
  g_assert_cmpfloat (locked->x, ==, 4711);
}

/* ---- around ------------------------------------------------------------------------------------------ */

static void
test_around (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Around");
  RvDiagram *diagram = rv_diagram_create_around (edit, "Around orders", shop->orders->object.id, 1);
  g_autoptr (GArray) near = NULL, far = NULL;
  RvRect customer, orders, item;

  shop_commit (edit);
  near = rv_around_neighbours (shop->model, shop->orders->object.id, 1);
  far = rv_around_neighbours (shop->model, shop->orders->object.id, 2);
  g_assert_cmpuint (near->len, ==, 4);
  g_assert_cmpuint (far->len, ==, 6);
  g_assert_cmpuint (rv_align_count (shop->model, diagram->object.id, &shop->product->object.id, 1), ==, 0);
  customer = rect_of (shop, diagram->object.id, shop->customer);
  orders = rect_of (shop, diagram->object.id, shop->orders);
  item = rect_of (shop, diagram->object.id, shop->item);
  g_assert_cmpfloat (customer.x + customer.width, <, orders.x);
  g_assert_cmpfloat (orders.x + orders.width, <, item.x);
}

/* ---- lining up ----------------------------------------------------------------------------------------- */

typedef struct {
  Shop *shop;
  RvId diagram;
  RvId ids[3];
  RvTable *tables[3];
} Three;

static void
three_init (Three *three)
{
  static const double places[3][2] = { { 100, 100 }, { 450, 330 }, { 1200, 900 } };
  g_autoptr (RvEdit) edit = NULL;

  three->shop = shop_new ();
  three->diagram = shop_add_diagram (three->shop);
  three->tables[0] = three->shop->orders;
  three->tables[1] = three->shop->customer;
  three->tables[2] = three->shop->item;
  edit = rv_edit_begin (three->shop->model, "Places");
  for (guint i = 0; i < 3; i++)
    {
      RvBox *box = shop_box (three->shop, three->diagram, three->tables[i]);

      three->ids[i] = three->tables[i]->object.id;
      rv_edit_set_real (edit, box, RvBox_x, places[i][0]);
      rv_edit_set_real (edit, box, RvBox_y, places[i][1]);
    }
  shop_commit (edit);
}

static RvRect
rect_of_one (Three *three, guint index)
{
  return rect_of (three->shop, three->diagram, three->tables[index]);
}

static void
test_align (void)
{
  Three three;
  g_autoptr (RvEdit) edit = NULL;

  three_init (&three);
  edit = rv_edit_begin (three.shop->model, "Align");
  rv_align (edit, three.diagram, three.ids, 3, RV_ALIGN_LEFT);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (rect_of_one (&three, i).x, ==, 100);
  g_assert_cmpfloat (rect_of_one (&three, 1).y, ==, 330);
  rv_align (edit, three.diagram, three.ids, 3, RV_ALIGN_BOTTOM);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat (rect_of_one (&three, i).y + rect_of_one (&three, i).height, ==, rect_of_one (&three, 2).y + rect_of_one (&three, 2).height);
  rv_align (edit, three.diagram, three.ids, 3, RV_ALIGN_CENTER);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (rect_of_one (&three, i).x + rect_of_one (&three, i).width / 2,
                                    rect_of_one (&three, 2).x + rect_of_one (&three, 2).width / 2, 1);
  rv_edit_cancel (edit);
  shop_free (three.shop);
}

/* What is locked stays, and the others come to it. */
static void
test_align_locked (void)
{
  Three three;
  g_autoptr (RvEdit) edit = NULL;

  three_init (&three);
  edit = rv_edit_begin (three.shop->model, "Align");
  rv_edit_set_number (edit, shop_box (three.shop, three.diagram, three.tables[1]), RvBox_is_locked, TRUE);
  rv_align (edit, three.diagram, three.ids, 3, RV_ALIGN_TOP);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (rect_of_one (&three, i).y, ==, 330);
  rv_edit_cancel (edit);
  shop_free (three.shop);
}

static void
test_distribute (void)
{
  Three three;
  g_autoptr (RvEdit) edit = NULL;
  RvRect a, b, c;

  three_init (&three);
  edit = rv_edit_begin (three.shop->model, "Distribute");
  rv_distribute (edit, three.diagram, three.ids, 3, FALSE);
  a = rect_of_one (&three, 0), b = rect_of_one (&three, 1), c = rect_of_one (&three, 2);
  g_assert_cmpfloat (a.x, ==, 100);
  g_assert_cmpfloat (c.x, ==, 1200);
  g_assert_cmpfloat_with_epsilon (b.x - a.x - a.width, c.x - b.x - b.width, 1);
  rv_same_width (edit, three.diagram, three.ids, 3);
  g_assert_cmpfloat (rect_of_one (&three, 0).width, ==, rect_of_one (&three, 2).width);
  g_assert_cmpuint (rv_align_count (three.shop->model, three.diagram, three.ids, 3), ==, 3);
  g_assert_cmpuint (rv_align_count (three.shop->model, three.diagram, &three.shop->order_customer->object.id, 1), ==, 0);
  rv_edit_cancel (edit);
  shop_free (three.shop);
}

/* Just the selected boxes move, and they come to lie on no other. */
static void
test_tidy (void)
{
  Three three;
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (RvScene) scene = NULL;
  RvRect other;

  three_init (&three);
  other = rect_of (three.shop, three.diagram, three.shop->product);
  edit = rv_edit_begin (three.shop->model, "Tidy");
  rv_tidy (edit, three.diagram, three.ids, 3);
  shop_commit (edit);
  g_assert_cmpfloat (rect_of (three.shop, three.diagram, three.shop->product).x, ==, other.x);
  g_assert_cmpfloat (rect_of (three.shop, three.diagram, three.shop->product).y, ==, other.y);
  scene = rv_scene_new_unrouted (three.shop->model, three.diagram);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) near = g_ptr_array_new ();

      rv_scene_query (scene, rv_scene_box_of (scene, three.ids[i])->rect, near, NULL);
      g_assert_cmpuint (near->len, ==, 1);
    }
  shop_free (three.shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordering/by-schema", test_by_schema);
  g_test_add_func ("/ordering/by-tag", test_by_tag);
  g_test_add_func ("/ordering/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/ordering/around", test_around);
  g_test_add_func ("/ordering/align", test_align);
  g_test_add_func ("/ordering/align/locked", test_align_locked);
  g_test_add_func ("/ordering/distribute", test_distribute);
  g_test_add_func ("/ordering/tidy", test_tidy);
  return g_test_run ();
}
