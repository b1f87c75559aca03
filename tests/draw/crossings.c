/* Where lines cross, the one that runs across makes way; and it is told when that changes. */
#include "draw/crossings.h"
#include "shop.h"

typedef struct {
  RvModel *model;
  RvId diagram;
  RvForeignKey *across, *upright;
} Cross;

static RvForeignKey *
add_pair (RvEdit *edit, RvId diagram, const char *name, double x, double y, double other_x, double other_y, const char *bends)
{
  g_autofree char *other = g_strconcat (name, "_child", NULL);
  RvTable *parent = shop_add_table (edit, name), *child = shop_add_table (edit, other);
  RvColumn *key = shop_add_column (edit, parent, "id", "integer", TRUE), *column = shop_add_column (edit, child, "parent_id", "integer", TRUE);
  RvForeignKey *foreign_key;
  RvBox *box;
  gpointer route;

  shop_add_key (edit, parent, TRUE, key, NULL);
  foreign_key = shop_add_foreign_key (edit, child, column, parent, key);
  box = shop_add_box (edit, diagram, parent);
  rv_edit_set_real (edit, box, RvBox_x, x);
  rv_edit_set_real (edit, box, RvBox_y, y);
  box = shop_add_box (edit, diagram, child);
  rv_edit_set_real (edit, box, RvBox_x, other_x);
  rv_edit_set_real (edit, box, RvBox_y, other_y);
  route = rv_edit_insert (edit, RV_KIND_ROUTE, diagram);
  rv_edit_set_number (edit, route, RvRoute_object_id, foreign_key->object.id);
  rv_edit_set_text (edit, route, RvRoute_points, bends);
  return foreign_key;
}

/* One line runs across at y 400 from x 310 to 690, the other down at x 500. */
static Cross *
cross_new (void)
{
  Cross *cross = g_new0 (Cross, 1);
  g_autoptr (RvEdit) edit = NULL;
  RvObject *diagram;

  cross->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (cross->model, "Draw");
  diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  cross->diagram = diagram->id;
  rv_edit_set_text (edit, diagram, RvDiagram_name, "All");
  cross->across = add_pair (edit, diagram->id, "a", 10, 340, 800, 340, "690,400 310,400");
  cross->upright = add_pair (edit, diagram->id, "b", 200, 20, 540, 700, "500,750 500,60");
  shop_commit (edit);
  return cross;
}

static void
cross_free (Cross *cross)
{
  g_object_unref (cross->model);
  g_free (cross);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cross, cross_free)

static void
test_find (void)
{
  g_autoptr (Cross) cross = cross_new ();
  g_autoptr (RvScene) scene = rv_scene_new (cross->model, cross->diagram);
  g_autoptr (GArray) jumps = g_array_new (FALSE, FALSE, sizeof (RvPoint)), none = g_array_new (FALSE, FALSE, sizeof (RvPoint));

  rv_crossings_find (scene, rv_scene_line (scene, cross->across->object.id), jumps);
  g_assert_cmpuint (jumps->len, ==, 1);
  g_assert_cmpfloat (g_array_index (jumps, RvPoint, 0).x, ==, 500);
  g_assert_cmpfloat (g_array_index (jumps, RvPoint, 0).y, ==, 400);
  rv_crossings_find (scene, rv_scene_line (scene, cross->upright->object.id), none);
  g_assert_cmpuint (none->len, ==, 0);
}

static guint
count_steps (Cross *cross, RvCrossings crossings, RvPathVerb verb)
{
  g_autoptr (RvScene) scene = NULL;
  g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("light"));
  g_autoptr (RvEdit) edit = rv_edit_begin (cross->model, "Mark");
  guint n = 0;

  rv_edit_set_number (edit, rv_model_get (cross->model, cross->diagram), RvDiagram_crossings, crossings);
  shop_commit (edit);
  scene = rv_scene_new (cross->model, cross->diagram);
  rv_display_list_add_line (list, scene, rv_scene_line (scene, cross->across->object.id), RV_DETAIL_FULL);
  for (guint i = 0; i < list->steps->len; i++)
    n += g_array_index (list->steps, RvPathStep, i).verb == verb;
  return n;
}

static void
test_marks (void)
{
  g_autoptr (Cross) cross = cross_new ();

  g_assert_cmpuint (count_steps (cross, RvCrossings_GAP, RV_PATH_MOVE), ==, count_steps (cross, RvCrossings_PLAIN, RV_PATH_MOVE) + 1);
  g_assert_cmpuint (count_steps (cross, RvCrossings_BRIDGE, RV_PATH_CURVE), ==, count_steps (cross, RvCrossings_PLAIN, RV_PATH_CURVE) + 2);
}

static gboolean
is_told (const GArray *told, RvId line)
{
  for (guint i = 0; i < told->len; i++)
    if (g_array_index (told, RvSceneChange, i).id == line && g_array_index (told, RvSceneChange, i).verb == RV_SCENE_CHANGED)
      return TRUE;
  return FALSE;
}

static void
test_told (void)
{
  g_autoptr (Cross) cross = cross_new ();
  g_autoptr (RvScene) scene = rv_scene_new (cross->model, cross->diagram);
  g_autoptr (GArray) changes = shop_follow (cross->model), told = NULL, again = NULL;
  g_autoptr (RvEdit) edit = rv_edit_begin (cross->model, "Lead it elsewhere"), more = NULL;
  const GPtrArray *routes = rv_model_all (cross->model, RV_KIND_ROUTE);

  rv_edit_set_text (edit, routes->pdata[1], RvRoute_points, "600,750 600,60");
  shop_commit (edit);
  told = rv_scene_apply (scene, changes);
  g_assert_true (is_told (told, cross->across->object.id));
  g_array_set_size (changes, 0);
  more = rv_edit_begin (cross->model, "Remove it");
  rv_edit_remove (more, cross->upright);
  shop_commit (more);
  again = rv_scene_apply (scene, changes);
  g_assert_true (is_told (again, cross->across->object.id));
}

/* A text stands above its line, clear of all boxes and other lines. */
static void
test_labels (void)
{
  g_autoptr (Cross) cross = cross_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (cross->model, "Name");
  g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("light"));
  g_autoptr (RvScene) scene = NULL;
  guint n = 0;

  rv_edit_set_text (edit, cross->across, RvForeignKey_name, "across_fk");
  rv_edit_set_number (edit, rv_model_get (cross->model, cross->diagram), RvDiagram_line_labels, RvLineLabels_NAME);
  shop_commit (edit);
  scene = rv_scene_new (cross->model, cross->diagram);
  rv_display_list_add_line (list, scene, rv_scene_line (scene, cross->across->object.id), RV_DETAIL_FULL);
  for (guint i = 0; i < list->primitives->len; i++)
    {
      const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, i);
      g_autoptr (GPtrArray) boxes = g_ptr_array_new (), lines = g_ptr_array_new ();

      if (one->type != RV_DRAW_TEXT)
        continue;
      n++;
      g_assert_cmpstr (one->text, ==, "across_fk");
      rv_scene_query (scene, (RvRect) { one->x - one->width / 2, one->baseline - 9, one->width, 11 }, boxes, lines);
      g_assert_cmpuint (boxes->len + lines->len, ==, 0);
    }
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crossings/find", test_find);
  g_test_add_func ("/crossings/marks", test_marks);
  g_test_add_func ("/crossings/told", test_told);
  g_test_add_func ("/crossings/labels", test_labels);
  return g_test_run ();
}
