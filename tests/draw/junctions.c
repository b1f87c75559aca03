/* Many to many at the conceptual level: tables that only link two others are lines. */
#include <string.h>

#include "draw/arrange.h"
#include "draw/display-list.h"
#include "shop.h"

typedef struct {
  Shop *shop;
  RvTable *likes, *parts;
  RvForeignKey *keys[2];
  RvId diagram;
  GArray *changes;
} Likes;

/* Likes links customers and products, and notes when; parts links products with products. */
static RvTable *
add_junction (RvEdit *edit, const char *name, const char *const *columns, RvTable *const *linked, RvForeignKey **keys)
{
  RvTable *table = shop_add_table (edit, name);
  RvColumn *one = shop_add_column (edit, table, columns[0], "bigint", TRUE), *other = shop_add_column (edit, table, columns[1], "bigint", TRUE);
  RvColumn *since = shop_add_column (edit, table, "since", "timestamp with time zone", TRUE);
  RvColumn *ends[] = { one, other };

  rv_edit_set_text (edit, since, RvColumn_default_value, "now()");
  shop_add_key (edit, table, TRUE, one, other);
  for (guint i = 0; i < 2; i++)
    keys[i] = shop_add_foreign_key (edit, table, ends[i], linked[i],
                                    rv_model_find (rv_edit_model (edit), RV_KIND_COLUMN, linked[i]->object.id, "id"));
  return table;
}

static void
set_level (Likes *likes, RvViewLevel level)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (likes->shop->model, "Level");

  rv_edit_set_number (edit, rv_model_get (likes->shop->model, likes->diagram), RvDiagram_view_level, level);
  shop_commit (edit);
}

static Likes *
likes_new (void)
{
  static const char *const names[][2] = { { "customer_id", "product_id" }, { "whole_id", "part_id" } };
  Likes *likes = g_new0 (Likes, 1);
  Shop *shop = likes->shop = shop_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Like");
  RvForeignKey *unused[2];

  likes->likes = add_junction (edit, "likes", names[0], (RvTable *[]) { shop->customer, shop->product }, likes->keys);
  likes->parts = add_junction (edit, "parts", names[1], (RvTable *[]) { shop->product, shop->product }, unused);
  shop_commit (edit);
  likes->diagram = shop_add_diagram (shop);
  set_level (likes, RvViewLevel_CONCEPTUAL);
  likes->changes = shop_follow (shop->model);
  return likes;
}

static void
likes_free (Likes *likes)
{
  g_array_unref (likes->changes);
  shop_free (likes->shop);
  g_free (likes);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Likes, likes_free)

/* As the canvas follows the model. */
static void
change_level (Likes *likes, RvScene *scene, RvViewLevel level)
{
  g_autoptr (GArray) told = NULL;

  g_array_set_size (likes->changes, 0);
  set_level (likes, level);
  told = rv_scene_apply (scene, likes->changes);
}

static void
test_line (void)
{
  g_autoptr (Likes) likes = likes_new ();
  g_autoptr (RvScene) scene = rv_scene_new (likes->shop->model, likes->diagram);
  const RvSceneLine *line = rv_scene_line (scene, likes->likes->object.id);
  g_autofree char *sentence = NULL;

  g_assert_null (rv_scene_box_of (scene, likes->likes->object.id));
  g_assert_nonnull (rv_scene_box_of (scene, likes->shop->item->object.id));   /* it says how many */
  g_assert_nonnull (line);
  g_assert_cmpint (line->kind, ==, RV_LINE_JUNCTION);
  g_assert_true (line->from == rv_scene_box_of (scene, likes->shop->customer->object.id));
  g_assert_true (line->to == rv_scene_box_of (scene, likes->shop->product->object.id));
  g_assert_cmpuint (line->n_points, >=, 2);
  g_assert_cmpint (rv_scene_line_object (line), ==, likes->likes->object.id);
  g_assert_null (rv_scene_line (scene, likes->keys[0]->object.id));
  sentence = rv_scene_line_sentence (scene, line);
  g_assert_cmpstr (sentence, ==, "Customer and Product, many to many, by Likes");
}

static void
test_self (void)
{
  g_autoptr (Likes) likes = likes_new ();
  g_autoptr (RvScene) scene = rv_scene_new (likes->shop->model, likes->diagram);
  const RvSceneLine *line = rv_scene_line (scene, likes->parts->object.id);

  g_assert_nonnull (line);
  g_assert_true (line->from == line->to);
  g_assert_cmpuint (line->n_points, >=, 4);
}

/* Both ends look the same, and it is solid where notations have dashes for what does not identify. */
static void
test_notations (void)
{
  g_autoptr (Likes) likes = likes_new ();
  g_autoptr (RvScene) scene = rv_scene_new (likes->shop->model, likes->diagram);

  for (RvNotation notation = RvNotation_CROWS_FOOT; notation <= RvNotation_UML; notation++)
    {
      RvSceneView view = *rv_scene_view (scene);
      g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("light"));
      const RvSceneLine *line;
      guint n_texts = 0, n_dashed = 0;

      view.notation = notation;
      view.labels = RvLineLabels_CARDINALITY;
      rv_scene_set_view (scene, &view);
      rv_arrange_scene (scene);
      line = rv_scene_line (scene, likes->likes->object.id);
      g_assert_true ((line == NULL) == (notation == RvNotation_CHEN));   /* which has a diamond for it */
      if (line == NULL)
        continue;
      rv_display_list_add_line (list, scene, line, RV_DETAIL_FULL);
      for (guint i = 0; i < list->primitives->len; i++)
        {
          const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, i);

          n_texts += one->type == RV_DRAW_TEXT;
          n_dashed += one->type == RV_DRAW_PATH && one->dash > 0;
        }
      g_assert_cmpuint (n_dashed, ==, notation == RvNotation_BARKER ? 2 : 0);
      g_assert_cmpuint (n_texts, <=, notation == RvNotation_UML ? 2 : 1);
      if (notation == RvNotation_UML)
        g_assert_cmpuint (n_texts, ==, 2);   /* the figures at the ends are not said again in the middle */
    }
}

/* The box comes back where it was. */
static void
test_levels (void)
{
  g_autoptr (Likes) likes = likes_new ();
  g_autoptr (RvScene) scene = rv_scene_new (likes->shop->model, likes->diagram);
  const RvBox *box = shop_box (likes->shop, likes->diagram, likes->likes);
  RvSceneBox *shown;

  change_level (likes, scene, RvViewLevel_LOGICAL);
  shown = rv_scene_box_of (scene, likes->likes->object.id);
  g_assert_nonnull (shown);
  g_assert_cmpfloat (shown->rect.x, ==, box->x);
  g_assert_cmpfloat (shown->rect.y, ==, box->y);
  g_assert_null (rv_scene_line (scene, likes->likes->object.id));
  g_assert_nonnull (rv_scene_line (scene, likes->keys[0]->object.id));
  change_level (likes, scene, RvViewLevel_CONCEPTUAL);
  g_assert_null (rv_scene_box_of (scene, likes->likes->object.id));
  g_assert_nonnull (rv_scene_line (scene, likes->likes->object.id));
}

/* A column that says something makes it an entity; so does a partner that the diagram leaves out. */
static void
test_changes (void)
{
  g_autoptr (Likes) likes = likes_new ();
  g_autoptr (RvScene) scene = rv_scene_new (likes->shop->model, likes->diagram);
  g_autoptr (RvEdit) edit = rv_edit_begin (likes->shop->model, "Add");
  g_autoptr (GArray) told = NULL;

  shop_add_column (edit, likes->likes, "how_much", "integer", FALSE);
  shop_commit (edit);
  told = rv_scene_apply (scene, likes->changes);
  g_assert_nonnull (rv_scene_box_of (scene, likes->likes->object.id));
  g_assert_null (rv_scene_line (scene, likes->likes->object.id));
  g_assert_cmpuint (told->len, >, 0);
  g_assert_nonnull (rv_scene_line (scene, likes->parts->object.id));
}

static void
remove_box (Likes *likes, RvScene *scene, RvTable *table)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (likes->shop->model, "Leave out");
  g_autoptr (GArray) told = NULL;

  g_array_set_size (likes->changes, 0);
  rv_edit_remove (edit, shop_box (likes->shop, likes->diagram, table));
  shop_commit (edit);
  told = rv_scene_apply (scene, likes->changes);
}

static void
test_left_out (void)
{
  g_autoptr (Likes) likes = likes_new ();
  g_autoptr (RvScene) scene = rv_scene_new (likes->shop->model, likes->diagram);

  remove_box (likes, scene, likes->shop->customer);
  g_assert_nonnull (rv_scene_box_of (scene, likes->likes->object.id));
  g_assert_null (rv_scene_line (scene, likes->likes->object.id));
  remove_box (likes, scene, likes->parts);
  g_assert_null (rv_scene_line (scene, likes->parts->object.id));
}

static void
test_removed (void)
{
  g_autoptr (Likes) likes = likes_new ();
  g_autoptr (RvScene) scene = rv_scene_new (likes->shop->model, likes->diagram);
  g_autoptr (RvEdit) edit = rv_edit_begin (likes->shop->model, "Delete");
  g_autoptr (GArray) told = NULL;
  RvId id = likes->likes->object.id;

  rv_edit_remove (edit, likes->likes);
  shop_commit (edit);
  told = rv_scene_apply (scene, likes->changes);
  g_assert_null (rv_scene_line (scene, id));
  g_assert_null (rv_scene_box_of (scene, id));
  g_assert_nonnull (rv_scene_box_of (scene, likes->shop->customer->object.id));
}

/* Without a diagram, as pictures of files are made; the way there and back. */
static void
test_without_diagram (void)
{
  g_autoptr (Likes) likes = likes_new ();
  RvId ids[] = { likes->shop->customer->object.id, likes->likes->object.id, likes->shop->product->object.id };
  g_autoptr (RvScene) scene = rv_scene_new_of (likes->shop->model, ids, G_N_ELEMENTS (ids));
  RvSceneView view = *rv_scene_view (scene);

  g_assert_cmpuint (rv_scene_boxes (scene)->len, ==, 3);
  view.level = RvViewLevel_CONCEPTUAL;
  rv_scene_set_view (scene, &view);
  g_assert_cmpuint (rv_scene_boxes (scene)->len, ==, 2);
  g_assert_nonnull (rv_scene_line (scene, ids[1]));
  view.level = RvViewLevel_PHYSICAL;
  rv_scene_set_view (scene, &view);
  g_assert_cmpuint (rv_scene_boxes (scene)->len, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/junctions/line", test_line);
  g_test_add_func ("/junctions/self", test_self);
  g_test_add_func ("/junctions/notations", test_notations);
  g_test_add_func ("/junctions/levels", test_levels);
  g_test_add_func ("/junctions/changes", test_changes);
  g_test_add_func ("/junctions/left-out", test_left_out);
  g_test_add_func ("/junctions/removed", test_removed);
  g_test_add_func ("/junctions/without-diagram", test_without_diagram);
  return g_test_run ();
}
