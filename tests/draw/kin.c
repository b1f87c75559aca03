/* Lines that are no foreign keys, and foreign keys that only partitions have. */
#include "draw/around.h"
#include "draw/display-list.h"
#include "shop.h"

typedef struct {
  RvModel *model;
  RvTable *customer, *payment, *parts[2], *person, *member;
  RvForeignKey *keys[2];
  RvId diagram;
} Kin;

static RvTable *
add_table (RvEdit *edit, const char *name, RvColumn **column)
{
  RvTable *table = shop_add_table (edit, name);

  *column = shop_add_column (edit, table, "customer_id", "integer", TRUE);
  return table;
}

static void
add_partitions (Kin *kin, RvEdit *edit, RvColumn *key)
{
  static const char *const names[] = { "payment_2023", "payment_2024" };
  RvColumn *column;

  kin->payment = add_table (edit, "payment", &column);
  rv_edit_set_number (edit, kin->payment, RvTable_partition_strategy, RvPartitionStrategy_RANGE);
  for (guint i = 0; i < 2; i++)
    {
      kin->parts[i] = add_table (edit, names[i], &column);
      rv_edit_set_number (edit, kin->parts[i], RvTable_partition_of_id, kin->payment->object.id);
      kin->keys[i] = shop_add_foreign_key (edit, kin->parts[i], column, kin->customer, key);
    }
}

static Kin *
kin_new (void)
{
  Kin *kin = g_new0 (Kin, 1);
  g_autoptr (RvEdit) edit = NULL;
  RvColumn *key;
  gpointer row;

  kin->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (kin->model, "Draw");
  kin->customer = shop_add_table (edit, "customer");
  key = shop_add_column (edit, kin->customer, "id", "integer", TRUE);
  shop_add_key (edit, kin->customer, TRUE, key, NULL);
  add_partitions (kin, edit, key);
  kin->person = shop_add_table (edit, "person");
  kin->member = shop_add_table (edit, "member");
  row = rv_edit_insert (edit, RV_KIND_INHERITANCE, kin->member->object.id);
  rv_edit_set_number (edit, row, RvInheritance_inherited_id, kin->person->object.id);
  row = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  kin->diagram = ((RvObject *) row)->id;
  rv_edit_set_text (edit, row, RvDiagram_name, "All");
  shop_add_box (edit, kin->diagram, kin->customer);
  shop_add_box (edit, kin->diagram, kin->payment);
  shop_add_box (edit, kin->diagram, kin->person);
  shop_add_box (edit, kin->diagram, kin->member);
  shop_commit (edit);
  return kin;
}

static void
kin_free (Kin *kin)
{
  g_object_unref (kin->model);
  g_free (kin);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Kin, kin_free)

static void
assert_says (RvScene *scene, RvId line, const char *expected)
{
  g_autofree char *sentence = NULL;

  g_assert_nonnull (rv_scene_line (scene, line));
  sentence = rv_scene_line_sentence (scene, rv_scene_line (scene, line));
  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_inheritance (void)
{
  g_autoptr (Kin) kin = kin_new ();
  g_autoptr (RvScene) scene = rv_scene_new (kin->model, kin->diagram);
  g_autoptr (GPtrArray) rows = rv_model_children (kin->model, kin->member->object.id, RV_KIND_INHERITANCE);
  RvId id = ((RvObject *) rows->pdata[0])->id;

  g_assert_cmpint (rv_scene_line (scene, id)->kind, ==, RV_LINE_INHERITANCE);
  g_assert_true (rv_scene_line (scene, id)->from->object == kin->member->object.id);
  assert_says (scene, id, "member inherits from person");
}

static void
test_keys_of_hidden_partitions (void)
{
  g_autoptr (Kin) kin = kin_new ();
  g_autoptr (RvScene) scene = rv_scene_new (kin->model, kin->diagram);
  const RvSceneLine *line = rv_scene_line (scene, kin->keys[0]->object.id);

  g_assert_cmpuint (rv_scene_lines (scene)->len, ==, 2); /* and the inheritance */
  g_assert_true (line->from->object == kin->payment->object.id);
  g_assert_cmpint (line->from_row, ==, 0);
  assert_says (scene, line->id, "payment references customer, many to one, in 2 partitions");
}

/* In Chen's notation they are one diamond. */
static void
test_diamond_of_hidden_partitions (void)
{
  g_autoptr (Kin) kin = kin_new ();
  g_autoptr (RvScene) scene = rv_scene_new (kin->model, kin->diagram);
  RvSceneView view = *rv_scene_view (scene);
  const GPtrArray *boxes = rv_scene_boxes (scene);
  guint n = 0;

  view.notation = RvNotation_CHEN;
  rv_scene_set_view (scene, &view);
  for (guint i = 0; i < boxes->len; i++)
    n += ((const RvSceneBox *) boxes->pdata[i])->shape == RV_SHAPE_RELATIONSHIP;
  g_assert_cmpuint (n, ==, 1);
}

/* Around a table is the partitioned table, not each of its partitions. */
static void
test_around_partitions (void)
{
  g_autoptr (Kin) kin = kin_new ();
  g_autoptr (GArray) of_customer = rv_around_neighbours (kin->model, kin->customer->object.id, 1);
  g_autoptr (GArray) of_payment = rv_around_neighbours (kin->model, kin->payment->object.id, 1);
  g_autoptr (GArray) of_part = rv_around_neighbours (kin->model, kin->parts[0]->object.id, 1);

  g_assert_cmpuint (of_customer->len, ==, 2);
  g_assert_cmpint (g_array_index (of_customer, RvId, 1), ==, kin->payment->object.id);
  g_assert_cmpuint (of_payment->len, ==, 2);
  g_assert_cmpint (g_array_index (of_payment, RvId, 1), ==, kin->customer->object.id);
  g_assert_cmpuint (of_part->len, ==, 2);
  g_assert_cmpint (g_array_index (of_part, RvId, 0), ==, kin->parts[0]->object.id);
}

typedef void (*Deed) (Kin *kin, RvEdit *edit);

static void
show_partition (Kin *kin, RvEdit *edit)
{
  shop_add_box (edit, kin->diagram, kin->parts[0]);
}

static void
hide_partition (Kin *kin, RvEdit *edit)
{
  rv_edit_remove (edit, shop_box (&(Shop) { .model = kin->model }, kin->diagram, kin->parts[0]));
}

static void
remove_partition (Kin *kin, RvEdit *edit)
{
  rv_edit_remove (edit, kin->parts[1]);
}

static void
detach_partition (Kin *kin, RvEdit *edit)
{
  rv_edit_set_number (edit, kin->parts[0], RvTable_partition_of_id, 0);
}

static void
remove_inheritance (Kin *kin, RvEdit *edit)
{
  g_autoptr (GPtrArray) rows = rv_model_children (kin->model, kin->member->object.id, RV_KIND_INHERITANCE);

  rv_edit_remove (edit, rows->pdata[0]);
}

static void
do_and_follow (Kin *kin, RvScene *scene, GArray *changes, Deed deed, guint n_lines)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (kin->model, "Do");
  g_autoptr (GArray) told = NULL;
  g_autoptr (RvScene) fresh = NULL;

  deed (kin, edit);
  shop_commit (edit);
  told = rv_scene_apply (scene, changes);
  g_array_set_size (changes, 0);
  fresh = rv_scene_new (kin->model, kin->diagram);
  g_assert_cmpuint (rv_scene_lines (scene)->len, ==, n_lines);
  g_assert_cmpuint (rv_scene_lines (fresh)->len, ==, n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      const RvSceneLine *a = rv_scene_lines (scene)->pdata[i], *b = rv_scene_lines (fresh)->pdata[i];

      g_assert_true (a->id == b->id && a->kind == b->kind && a->object == b->object);
      g_assert_cmpuint (a->n_alike, ==, b->n_alike);
      g_assert_true (a->from->object == b->from->object && a->to->object == b->to->object);
    }
}

static void
test_follows (void)
{
  g_autoptr (Kin) kin = kin_new ();
  g_autoptr (RvScene) scene = rv_scene_new (kin->model, kin->diagram);
  g_autoptr (GArray) changes = shop_follow (kin->model);
  RvId id = rv_scene_partition_line (kin->parts[0]->object.id);

  do_and_follow (kin, scene, changes, show_partition, 4);
  assert_says (scene, id, "payment_2023 is a partition of payment");
  assert_says (scene, kin->keys[1]->object.id, "payment references customer, many to one, in 1 partition");
  do_and_follow (kin, scene, changes, hide_partition, 2);
  do_and_follow (kin, scene, changes, remove_partition, 2);
  do_and_follow (kin, scene, changes, detach_partition, 1);
  do_and_follow (kin, scene, changes, remove_inheritance, 0);
}

/* A triangle that is filled with the colour of the canvas. */
static void
test_head (void)
{
  g_autoptr (Kin) kin = kin_new ();
  g_autoptr (RvScene) scene = rv_scene_new (kin->model, kin->diagram);
  g_autoptr (RvDisplayList) list = rv_display_list_of_scene (scene, rv_palette_find ("light"), RV_DETAIL_FULL);
  guint n_heads = 0;

  for (guint i = 0; i < list->groups->len; i++)
    {
      const RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, i);
      const RvPrimitive *last = &g_array_index (list->primitives, RvPrimitive, group->first + group->n_primitives - 1);

      if (g_strcmp0 (group->css_class, "line inheritance") != 0)
        continue;
      n_heads++;
      g_assert_cmpint (last->fill.role, ==, RV_COLOR_CANVAS);
      g_assert_cmpuint (last->n_steps, ==, 4);
    }
  g_assert_cmpuint (n_heads, ==, 1);
}

static void
test_sources (void)
{
  g_autoptr (Kin) kin = kin_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (kin->model, "View");
  RvSchema *schema = rv_model_find (kin->model, RV_KIND_SCHEMA, 0, "public");
  RvObject *view = rv_edit_insert (edit, RV_KIND_VIEW, schema->object.id), *reference, *box;
  g_autoptr (RvScene) scene = NULL;

  rv_edit_set_text (edit, view, RvView_name, "paid");
  rv_edit_set_text (edit, view, RvView_query, "SELECT * FROM payment");
  reference = rv_edit_insert (edit, RV_KIND_REFERENCE, view->id);
  rv_edit_set_text (edit, reference, RvReference_field, "query");
  rv_edit_set_number (edit, reference, RvReference_target_id, kin->payment->object.id);
  box = rv_edit_insert (edit, RV_KIND_BOX, kin->diagram);
  rv_edit_set_number (edit, box, RvBox_object_id, view->id);
  rv_edit_set_number (edit, rv_model_get (kin->model, kin->diagram), RvDiagram_shows_sources, TRUE);
  shop_commit (edit);
  scene = rv_scene_new (kin->model, kin->diagram);
  assert_says (scene, reference->id, "paid reads payment");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kin/inheritance", test_inheritance);
  g_test_add_func ("/kin/keys-of-hidden-partitions", test_keys_of_hidden_partitions);
  g_test_add_func ("/kin/around-partitions", test_around_partitions);
  g_test_add_func ("/kin/diamond-of-hidden-partitions", test_diamond_of_hidden_partitions);
  g_test_add_func ("/kin/follows", test_follows);
  g_test_add_func ("/kin/head", test_head);
  g_test_add_func ("/kin/sources", test_sources);
  return g_test_run ();
}
