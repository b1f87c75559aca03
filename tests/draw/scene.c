/* Scenes: cardinalities, hits, and following the model. */
#include <math.h>
#include <string.h>

#include "draw/arrange.h"
#include "draw/display-list.h"
#include "model/box-place.h"
#include "shop.h"

/* ---- cardinality --------------------------------------------------------------------------- */

static void
assert_ends (Shop *shop, const RvForeignKey *key, RvEnd from, RvEnd to, gboolean is_identifying)
{
  RvCardinality cardinality = rv_model_cardinality (shop->model, key);

  g_assert_cmpint (cardinality.from, ==, from);
  g_assert_cmpint (cardinality.to, ==, to);
  g_assert_cmpint (cardinality.is_identifying, ==, is_identifying);
}

static void
test_cardinality (void)
{
  g_autoptr (Shop) shop = shop_new ();

  assert_ends (shop, shop->order_customer, RV_END_ZERO_OR_MANY, RV_END_ONE, FALSE);
  assert_ends (shop, shop->order_address, RV_END_ZERO_OR_MANY, RV_END_ZERO_OR_ONE, FALSE);
  assert_ends (shop, shop->item_order, RV_END_ZERO_OR_MANY, RV_END_ONE, TRUE);
  assert_ends (shop, shop->profile_customer, RV_END_ZERO_OR_ONE, RV_END_ONE, TRUE);
  assert_ends (shop, shop->parent, RV_END_ZERO_OR_MANY, RV_END_ZERO_OR_ONE, FALSE);
}

static RvIndex *
add_unique_index (RvEdit *edit, RvTable *table, RvId column)
{
  RvIndex *index = rv_edit_insert (edit, RV_KIND_INDEX, table->object.id);
  gpointer part = rv_edit_insert (edit, RV_KIND_INDEX_COLUMN, index->object.id);

  rv_edit_set_number (edit, index, RvIndex_is_unique, TRUE);
  rv_edit_set_number (edit, part, RvIndexColumn_column_id, column);
  return index;
}

static RvColumn *
find_column (Shop *shop, RvTable *table, const char *name)
{
  return rv_model_find (shop->model, RV_KIND_COLUMN, table->object.id, name);
}

/* A unique index makes it one to one, unless it only holds for some rows. */
static void
test_cardinality_of_unique_index (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvColumn *address = find_column (shop, shop->orders, "address_id");
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Index");
  RvIndex *index = add_unique_index (edit, shop->orders, address->object.id);

  assert_ends (shop, shop->order_address, RV_END_ZERO_OR_ONE, RV_END_ZERO_OR_ONE, FALSE);
  g_assert_true (rv_model_column_marks (shop->model, address) & RV_COLUMN_UNIQUE);
  rv_edit_set_text (edit, index, RvIndex_predicate, "total > 0");
  assert_ends (shop, shop->order_address, RV_END_ZERO_OR_MANY, RV_END_ZERO_OR_ONE, FALSE);
  g_assert_false (rv_model_column_marks (shop->model, address) & RV_COLUMN_UNIQUE);
}

static void
test_marks (void)
{
  g_autoptr (Shop) shop = shop_new ();

  g_assert_cmpint (rv_model_column_marks (shop->model, find_column (shop, shop->customer, "id")), ==,
                   RV_COLUMN_PRIMARY | RV_COLUMN_NOT_NULL);
  g_assert_cmpint (rv_model_column_marks (shop->model, find_column (shop, shop->customer, "email")), ==,
                   RV_COLUMN_UNIQUE | RV_COLUMN_NOT_NULL);
  g_assert_cmpint (rv_model_column_marks (shop->model, find_column (shop, shop->customer, "born")), ==, 0);
  g_assert_cmpint (rv_model_column_marks (shop->model, find_column (shop, shop->item, "order_id")), ==,
                   RV_COLUMN_PRIMARY | RV_COLUMN_FOREIGN | RV_COLUMN_NOT_NULL);
  g_assert_cmpint (rv_model_column_marks (shop->model, find_column (shop, shop->orders, "address_id")), ==, RV_COLUMN_FOREIGN);
}

/* ---- boxes and lines ----------------------------------------------------------------------- */

static void
test_boxes (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, shop_add_diagram (shop));
  RvSceneBox *orders = rv_scene_box_of (scene, shop->orders->object.id);

  g_assert_cmpuint (rv_scene_boxes (scene)->len, ==, 6);
  g_assert_cmpuint (rv_scene_lines (scene)->len, ==, 6);
  g_assert_cmpstr (orders->title, ==, "orders");
  g_assert_null (orders->schema);
  g_assert_cmpuint (orders->rows->len, ==, 5);
  g_assert_cmpuint (orders->n_first, ==, 1);
  g_assert_cmpstr (g_array_index (orders->rows, RvSceneRow, 3).type, ==, "timestamptz");
  g_assert_cmpstr (g_array_index (rv_scene_box_of (scene, shop->customer->object.id)->rows, RvSceneRow, 1).type, ==, "varchar(254)");
}

static gboolean
is_on_side (const RvSceneBox *box, RvPoint point)
{
  return (fabs (point.x - box->rect.x) < 0.01 || fabs (point.x - box->rect.x - box->rect.width) < 0.01)
         && point.y >= box->rect.y && point.y <= box->rect.y + box->rect.height;
}

static void
assert_runs_well (RvScene *scene)
{
  const GPtrArray *lines = rv_scene_lines (scene);

  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);

      g_assert_cmpuint (line->n_points, >=, 2);
      g_assert_true (is_on_side (line->from, line->points[0]));
      g_assert_true (is_on_side (line->to, line->points[line->n_points - 1]));
    }
}

static void
test_lines (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, shop_add_diagram (shop));
  RvSceneLine *line = rv_scene_line (scene, shop->order_customer->object.id);
  g_autofree char *sentence = rv_scene_line_sentence (scene, line);

  assert_runs_well (scene);
  g_assert_cmpint (line->from_row, ==, 1);
  g_assert_cmpint (line->to_row, ==, 0);
  g_assert_cmpstr (sentence, ==, "orders references customer, many to one, on delete restrict");
  g_assert_null (rv_scene_line (scene, shop_box (shop, rv_scene_diagram (scene), shop->orders)->object.id));
}

static void
test_hits (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, shop_add_diagram (shop));
  RvSceneBox *box = rv_scene_box_of (scene, shop->orders->object.id);
  RvSceneLine *line = rv_scene_line (scene, shop->order_customer->object.id);
  RvSceneHit hit = rv_scene_hit (scene, box->rect.x + 20, box->rect.y + 5, 4);

  g_assert_cmpint (hit.part, ==, RV_PART_HEADER);
  g_assert_cmpint (hit.object, ==, shop->orders->object.id);
  for (guint i = 0; i < box->rows->len; i++)
    {
      hit = rv_scene_hit (scene, box->rect.x + 20, box->rect.y + rv_scene_box_port (box, (int) i) + 5, 4);
      g_assert_cmpint (hit.part, ==, RV_PART_ROW);
      g_assert_cmpint (hit.row, ==, i);
      g_assert_cmpint (hit.column, ==, g_array_index (box->rows, RvSceneRow, i).column);
    }
  hit = rv_scene_hit (scene, line->points[0].x + (line->points[1].x > line->points[0].x ? 6 : -6), line->points[0].y + 2, 4);
  g_assert_cmpint (hit.item, ==, RV_ITEM_LINE);
  g_assert_cmpint (hit.part, ==, RV_PART_FROM_END);
  g_assert_cmpint (hit.id, ==, line->id);
  hit = rv_scene_hit (scene, -1e5, 1e300, 4);
  g_assert_cmpint (hit.item, ==, RV_ITEM_NONE);
}

static void
test_query (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, shop_add_diagram (shop));
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  RvSceneBox *box = rv_scene_box_of (scene, shop->item->object.id);

  rv_scene_query (scene, rv_scene_bounds (scene), boxes, lines);
  g_assert_cmpuint (boxes->len, ==, 6);
  g_assert_cmpuint (lines->len, ==, 6);
  g_ptr_array_set_size (boxes, 0);
  rv_scene_query (scene, (RvRect) { box->rect.x + 1, box->rect.y + 1, 2, 2 }, boxes, NULL);
  g_assert_cmpuint (boxes->len, ==, 1);
  g_assert_true (g_ptr_array_index (boxes, 0) == box);
}

/* ---- following the model -------------------------------------------------------------------- */

static void
assert_same_line (const RvSceneLine *a, const RvSceneLine *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpint (a->from->id, ==, b->from->id);
  g_assert_cmpint (a->to->id, ==, b->to->id);
  g_assert_cmpint (a->from_row, ==, b->from_row);
  g_assert_cmpint (a->to_row, ==, b->to_row);
  g_assert_cmpint (a->from_end, ==, b->from_end);
  g_assert_cmpint (a->to_end, ==, b->to_end);
  g_assert_cmpint (a->is_identifying, ==, b->is_identifying);
  g_assert_cmpint (a->is_bent, ==, b->is_bent);
  g_assert_cmpstr (a->color, ==, b->color);
}

static char *
describe_box (const RvSceneBox *box)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%" RV_ID_FORMAT " %" RV_ID_FORMAT " %g,%g %gx%g %s.%s [%s] %s %d%d%d %u/%u #%u\n", box->id,
                          box->object, box->rect.x, box->rect.y, box->rect.width, box->rect.height, box->schema, box->title,
                          box->mark, box->color, box->is_folded, box->is_locked, box->is_foreign, box->n_first,
                          box->n_columns, box->index);
  for (guint i = 0; i < box->rows->len; i++)
    {
      const RvSceneRow *row = &g_array_index (box->rows, RvSceneRow, i);

      g_string_append_printf (text, "  %" RV_ID_FORMAT " %s %s %x\n", row->column, row->name, row->type, row->marks);
    }
  return g_string_free (text, FALSE);
}

static void
assert_same_scene (RvScene *scene, RvScene *fresh)
{
  g_assert_cmpuint (rv_scene_boxes (scene)->len, ==, rv_scene_boxes (fresh)->len);
  g_assert_cmpuint (rv_scene_lines (scene)->len, ==, rv_scene_lines (fresh)->len);
  g_assert_cmpuint (rv_scene_areas (scene)->len, ==, rv_scene_areas (fresh)->len);
  g_assert_cmpuint (rv_scene_notes (scene)->len, ==, rv_scene_notes (fresh)->len);
  for (guint i = 0; i < rv_scene_boxes (scene)->len; i++)
    {
      g_autofree char *a = describe_box (g_ptr_array_index (rv_scene_boxes (scene), i));
      g_autofree char *b = describe_box (g_ptr_array_index (rv_scene_boxes (fresh), i));

      g_assert_cmpstr (a, ==, b);
    }
  for (guint i = 0; i < rv_scene_lines (scene)->len; i++)
    assert_same_line (g_ptr_array_index (rv_scene_lines (scene), i), g_ptr_array_index (rv_scene_lines (fresh), i));
  assert_runs_well (scene);
}

/* Everything that the scene shows is what a new one would show, and found where it stands. */
static void
follow (RvScene *scene, GArray *changes)
{
  g_autoptr (GArray) told = rv_scene_apply (scene, changes);
  g_autoptr (RvScene) fresh = rv_scene_new (rv_scene_model (scene), rv_scene_diagram (scene));
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  g_array_set_size (changes, 0);
  assert_same_scene (scene, fresh);
  rv_scene_query (scene, rv_scene_bounds (scene), boxes, NULL);
  g_assert_cmpuint (boxes->len, ==, rv_scene_boxes (scene)->len);
}

typedef void (*Deed) (Shop *shop, RvEdit *edit, RvId diagram);

static void
rename_table (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_set_text (edit, shop->orders, RvTable_name, "purchase_orders_of_customers");
}

static void
add_a_column (Shop *shop, RvEdit *edit, RvId diagram)
{
  RvColumn *column = shop_add_column (edit, shop->orders, "first_of_all", "text", FALSE);

  rv_edit_move_to (edit, column, 0);
}

static void
remove_a_column (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_remove (edit, find_column (shop, shop->orders, "customer_id"));
}

static void
make_nullable (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_set_number (edit, find_column (shop, shop->orders, "customer_id"), RvColumn_not_null, FALSE);
}

static void
remove_a_table (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_remove (edit, shop->customer);
}

static void
remove_primary_key (Shop *shop, RvEdit *edit, RvId diagram)
{
  g_autoptr (GPtrArray) keys = rv_model_children (shop->model, shop->item->object.id, RV_KIND_KEY);

  rv_edit_remove (edit, g_ptr_array_index (keys, 0));
}

static void
move_a_box (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_set_real (edit, shop_box (shop, diagram, shop->orders), RvBox_x, -700);
}

static void
fold_and_color (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_set_number (edit, shop_box (shop, diagram, shop->orders), RvBox_is_folded, TRUE);
  rv_edit_set_text (edit, shop_box (shop, diagram, shop->item), RvBox_color, "green");
}

static void
remove_a_box (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_remove (edit, shop_box (shop, diagram, shop->orders));
}

static void
show_keys (Shop *shop, RvEdit *edit, RvId diagram)
{
  rv_edit_set_number (edit, rv_model_get (shop->model, diagram), RvDiagram_columns_shown, RvColumnsShown_KEYS);
}

static void
add_area_and_note (Shop *shop, RvEdit *edit, RvId diagram)
{
  gpointer area = rv_edit_insert (edit, RV_KIND_AREA, diagram), note = rv_edit_insert (edit, RV_KIND_NOTE, diagram);

  rv_edit_set_real (edit, area, RvArea_width, 300);
  rv_edit_set_text (edit, note, RvNote_text, "Remember\nthis");
}

static void
bend_a_line (Shop *shop, RvEdit *edit, RvId diagram)
{
  gpointer route = rv_edit_insert (edit, RV_KIND_ROUTE, diagram);

  rv_edit_set_number (edit, route, RvRoute_object_id, shop->order_customer->object.id);
  rv_edit_set_text (edit, route, RvRoute_points, "-200,100 -200,400.5");
}

static void
add_a_table (Shop *shop, RvEdit *edit, RvId diagram)
{
  RvTable *table = shop_add_table (edit, "invoice");
  RvColumn *column = shop_add_column (edit, table, "order_id", "bigint", FALSE);
  gpointer box = rv_edit_insert (edit, RV_KIND_BOX, diagram);

  shop_add_foreign_key (edit, table, column, shop->orders, find_column (shop, shop->orders, "id"));
  rv_edit_set_number (edit, box, RvBox_object_id, table->object.id);
  rv_edit_set_real (edit, box, RvBox_x, 2000);
}

static void
leave_the_schema (Shop *shop, RvEdit *edit, RvId diagram)
{
  gpointer schema = rv_edit_insert (edit, RV_KIND_SCHEMA, 0);

  rv_edit_set_text (edit, schema, RvSchema_name, "sales");
  rv_edit_set_number (edit, shop->customer, RvTable_schema_id, ((RvObject *) schema)->id);
}

/* After each deed, its undo and its redo the scene is what a new one would be. */
static void
test_follow (gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, diagram);
  g_autoptr (GArray) changes = shop_follow (shop->model);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Deed");
  g_autoptr (GError) error = NULL;

  ((Deed) data) (shop, edit, diagram);
  shop_commit (edit);
  follow (scene, changes);
  rv_model_undo (shop->model, &error);
  g_assert_no_error (error);
  follow (scene, changes);
  rv_model_redo (shop->model, &error);
  g_assert_no_error (error);
  follow (scene, changes);
}

static guint
count_told (const GArray *told, RvSceneItem item)
{
  guint n = 0;

  for (guint i = 0; i < told->len; i++)
    n += g_array_index (told, RvSceneChange, i).item == item;
  return n;
}

static void
test_moves_little (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, diagram);
  g_autoptr (GArray) changes = shop_follow (shop->model);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Move");
  g_autoptr (GArray) told = NULL;

  rv_edit_set_real (edit, shop_box (shop, diagram, shop->profile), RvBox_x, -900);
  shop_commit (edit);
  told = rv_scene_apply (scene, changes);
  g_assert_cmpuint (count_told (told, RV_ITEM_BOX), ==, 1);
  g_assert_cmpint (g_array_index (told, RvSceneChange, 0).verb, ==, RV_SCENE_MOVED);
}

/* A drag that is given up leaves no trace. */
static void
assert_same_routes (RvScene *scene, RvScene *fresh)
{
  for (guint i = 0; i < rv_scene_lines (scene)->len; i++)
    {
      const RvSceneLine *a = g_ptr_array_index (rv_scene_lines (scene), i), *b = g_ptr_array_index (rv_scene_lines (fresh), i);

      g_assert_cmpmem (a->points, a->n_points * sizeof (RvPoint), b->points, b->n_points * sizeof (RvPoint));
    }
}

static void
test_offset (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop), id = shop_box (shop, diagram, shop->orders)->object.id;
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, diagram);
  g_autoptr (RvScene) fresh = rv_scene_new (shop->model, diagram);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (RvChange));
  g_autoptr (GArray) told = rv_scene_set_offset (scene, &id, 1, 350, -120);
  RvSceneBox *box = rv_scene_box (scene, id);

  g_assert_cmpfloat (box->rect.x, ==, shop_box (shop, diagram, shop->orders)->x + 350);
  g_assert_cmpuint (count_told (told, RV_ITEM_BOX), ==, 1);
  g_assert_cmpuint (count_told (told, RV_ITEM_LINE), >=, 1);
  assert_runs_well (scene);
  g_array_unref (rv_scene_apply (scene, changes));
  assert_same_scene (scene, fresh);
  assert_same_routes (scene, fresh);
}

#define SIDE 24    /* tables in a row of many */

/* Many tables side by side; every fifth refers to the first. */
static RvId
add_many (Shop *shop)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Many");
  RvObject *diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  RvColumn *key = NULL;
  RvTable *hub = NULL;

  rv_edit_set_text (edit, diagram, RvDiagram_name, "Many");
  for (guint i = 0; i < SIDE * SIDE; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i);
      RvTable *table = shop_add_table (edit, name);
      RvColumn *id = shop_add_column (edit, table, "id", "bigint", TRUE);
      RvBox *box = shop_add_box (edit, diagram->id, table);

      shop_add_key (edit, table, TRUE, id, NULL);
      rv_box_set_place (edit, box, (i % SIDE) * 180, (i / SIDE) * 90 + i * 37 % 23);
      if (i == 0)
        hub = table;
      if (i == 0)
        key = id;
      else if (i % 5 == 0)
        shop_add_foreign_key (edit, table, shop_add_column (edit, table, "hub", "bigint", TRUE), hub, key);
    }
  shop_commit (edit);
  return diagram->id;
}

static guint
count_drafts (RvScene *scene)
{
  guint n = 0;

  for (guint i = 0; i < rv_scene_lines (scene)->len; i++)
    n += ((const RvSceneLine *) g_ptr_array_index (rv_scene_lines (scene), i))->is_draft;
  return n;
}

/* What runs through boxes during a drag says so, and only as long. */
static void
test_draft (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, add_many (shop));
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (RvChange)), told = NULL;
  RvSceneBox *hub = g_ptr_array_index (rv_scene_boxes (scene), 0);

  g_assert_cmpuint (count_drafts (scene), ==, 0);
  for (guint step = 1; step <= 4; step++)
    g_array_unref (rv_scene_set_offset (scene, &hub->id, 1, 37.0 + 600 * step, 51.0 + 300 * step));
  g_assert_cmpuint (count_drafts (scene), >, 0);
  told = rv_scene_apply (scene, nothing);
  g_assert_cmpuint (count_told (told, RV_ITEM_LINE), >, 0);
  g_assert_cmpuint (count_drafts (scene), ==, 0);
}

/* ---- hostile ------------------------------------------------------------------------------- */

static void
test_hostile_places (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Places");
  g_autoptr (RvScene) scene = NULL;
  RvRect bounds;

  rv_edit_set_real (edit, shop_box (shop, diagram, shop->orders), RvBox_x, 1e300);
  rv_edit_set_real (edit, shop_box (shop, diagram, shop->orders), RvBox_y, -1e300);
  rv_edit_set_real (edit, shop_box (shop, diagram, shop->item), RvBox_width, 1e12);
  rv_edit_set_text (edit, shop_box (shop, diagram, shop->item), RvBox_color, "#zzzzzz");
  bend_a_line (shop, edit, diagram);
  shop_commit (edit);
  scene = rv_scene_new (shop->model, diagram);
  bounds = rv_scene_bounds (scene);
  g_assert_true (isfinite (bounds.x) && isfinite (bounds.width));
  assert_runs_well (scene);
}

static void
test_two_boxes_of_a_table (void)
{
  g_autoptr (Shop) shop = shop_new ();
  RvId diagram = shop_add_diagram (shop);
  g_autoptr (RvScene) scene = rv_scene_new (shop->model, diagram);
  g_autoptr (GArray) changes = shop_follow (shop->model);
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Twice");
  gpointer box = rv_edit_insert (edit, RV_KIND_BOX, diagram);
  g_autoptr (RvEdit) second = NULL;

  rv_edit_set_number (edit, box, RvBox_object_id, shop->customer->object.id);
  rv_edit_set_real (edit, box, RvBox_x, -2000);
  shop_commit (edit);
  follow (scene, changes);
  second = rv_edit_begin (shop->model, "Once");
  rv_edit_remove (second, shop_box (shop, diagram, shop->customer));
  shop_commit (second);
  follow (scene, changes);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; Deed deed; } deeds[] = {
    { "/scene/follow/rename-table", rename_table },   { "/scene/follow/add-column", add_a_column },
    { "/scene/follow/remove-column", remove_a_column }, { "/scene/follow/make-nullable", make_nullable },
    { "/scene/follow/remove-table", remove_a_table }, { "/scene/follow/remove-primary-key", remove_primary_key },
    { "/scene/follow/move-box", move_a_box },         { "/scene/follow/fold-and-color", fold_and_color },
    { "/scene/follow/remove-box", remove_a_box },     { "/scene/follow/show-keys", show_keys },
    { "/scene/follow/area-and-note", add_area_and_note }, { "/scene/follow/bend-line", bend_a_line },
    { "/scene/follow/add-table", add_a_table },       { "/scene/follow/leave-schema", leave_the_schema },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/cardinality", test_cardinality);
  g_test_add_func ("/scene/cardinality-of-unique-index", test_cardinality_of_unique_index);
  g_test_add_func ("/scene/marks", test_marks);
  g_test_add_func ("/scene/boxes", test_boxes);
  g_test_add_func ("/scene/lines", test_lines);
  g_test_add_func ("/scene/hits", test_hits);
  g_test_add_func ("/scene/query", test_query);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    g_test_add_data_func (deeds[i].path, deeds[i].deed, test_follow);
  g_test_add_func ("/scene/moves-little", test_moves_little);
  g_test_add_func ("/scene/offset", test_offset);
  g_test_add_func ("/scene/draft", test_draft);
  g_test_add_func ("/scene/hostile-places", test_hostile_places);
  g_test_add_func ("/scene/two-boxes-of-a-table", test_two_boxes_of_a_table);
  return g_test_run ();
}
