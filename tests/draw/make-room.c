/* Boxes give way to a box that grows, in the same undo step. */
#include "draw/make-room.h"

#include "draw/scene.h"

typedef struct {
  RvModel *model;
  RvDiagram *diagram;
  RvTable *tables[4]; /* two columns of two, the third below the first; the last is locked */
} Fixture;

static void
add_columns (RvEdit *edit, RvTable *table, guint n, const char *type)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("column_%u", rv_model_all (rv_edit_model (edit), RV_KIND_COLUMN)->len);
      RvColumn *column = rv_edit_insert (edit, RV_KIND_COLUMN, table->object.id);

      rv_edit_set_text (edit, column, RvColumn_name, name);
      rv_edit_set_text (edit, column, RvColumn_type, type);
    }
}

static void
on_before_commit (gpointer data, RvEdit *edit)
{
  rv_make_room (edit);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const double x[] = { 0, 260, 0, 260 }, y[] = { 0, 0, 160, 160 };
  g_autoptr (RvEdit) edit = NULL;
  RvObject *schema;

  fixture->model = rv_model_new ("postgresql");
  g_signal_connect_swapped (fixture->model, "before-commit", G_CALLBACK (on_before_commit), NULL);
  schema = rv_model_all (fixture->model, RV_KIND_SCHEMA)->pdata[0];
  edit = rv_edit_begin (fixture->model, "Draw");
  rv_edit_set_initial (edit);
  fixture->diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  rv_edit_set_text (edit, fixture->diagram, RvDiagram_name, "All");
  for (guint i = 0; i < 4; i++)
    {
      RvBox *box;

      fixture->tables[i] = rv_edit_insert (edit, RV_KIND_TABLE, schema->id);
      rv_edit_set_text (edit, fixture->tables[i], RvTable_name, "t");
      add_columns (edit, fixture->tables[i], 2, "integer");
      box = rv_edit_insert (edit, RV_KIND_BOX, fixture->diagram->object.id);
      rv_edit_set_number (edit, box, RvBox_object_id, fixture->tables[i]->object.id);
      rv_edit_set_real (edit, box, RvBox_x, x[i]);
      rv_edit_set_real (edit, box, RvBox_y, y[i]);
      rv_edit_set_number (edit, box, RvBox_is_locked, i == 3);
    }
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
}

static RvBox *
box (Fixture *fixture, guint i)
{
  return rv_model_all (fixture->model, RV_KIND_BOX)->pdata[i];
}

static void
grow (Fixture *fixture, guint table, guint n, const char *type)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Grow");

  add_columns (edit, fixture->tables[table], n, type);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static gboolean
overlap (const RvRect *a, const RvRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static guint
count_overlaps (Fixture *fixture)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (fixture->model, fixture->diagram->object.id);
  const GPtrArray *boxes = rv_scene_boxes (scene);
  guint n = 0;

  for (guint i = 0; i < boxes->len; i++)
    for (guint j = i + 1; j < boxes->len; j++)
      n += overlap (&((RvSceneBox *) boxes->pdata[i])->rect, &((RvSceneBox *) boxes->pdata[j])->rect);
  return n;
}

static void
test_down (Fixture *fixture, gconstpointer data)
{
  grow (fixture, 0, 12, "integer");
  g_assert_cmpfloat (box (fixture, 2)->y, >, 200);
  g_assert_cmpfloat (box (fixture, 1)->x, ==, 260);
  g_assert_cmpfloat (box (fixture, 0)->y, ==, 0);
  g_assert_cmpuint (count_overlaps (fixture), ==, 0);
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_cmpfloat (box (fixture, 2)->y, ==, 160);
}

static void
test_right (Fixture *fixture, gconstpointer data)
{
  grow (fixture, 0, 1, "character varying with a very long name that makes the box much wider than before");
  g_assert_cmpfloat (box (fixture, 1)->x, >, 260);
  g_assert_cmpfloat (box (fixture, 1)->y, ==, 0);
  g_assert_cmpuint (count_overlaps (fixture), ==, 0);
}

static void
test_locked_stays (Fixture *fixture, gconstpointer data)
{
  grow (fixture, 1, 12, "integer");
  g_assert_cmpfloat (box (fixture, 3)->y, ==, 160);
}

static void
test_other_edits_move_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Comment");

  rv_edit_set_text (edit, fixture->tables[0], RvTable_comment, "said");
  g_assert_true (rv_edit_commit (edit, NULL));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (box (fixture, i)->x, ==, i % 2 * 260);
}

/* Boxes that make room in one notation stand in another where they stood. */
static void
test_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Grow"), unfold = NULL;

  add_columns (edit, fixture->tables[0], 4, "a type that is long");
  rv_edit_set_number (edit, box (fixture, 0), RvBox_is_folded, TRUE);
  rv_edit_set_number (edit, fixture->diagram, RvDiagram_notation, RvNotation_UML);
  g_assert_true (rv_edit_commit (edit, NULL));
  g_assert_cmpuint (count_overlaps (fixture), ==, 0);
  unfold = rv_edit_begin (fixture->model, "Unfold");
  rv_edit_set_number (unfold, box (fixture, 0), RvBox_is_folded, FALSE);
  g_assert_true (rv_edit_commit (unfold, NULL));
  g_assert_cmpuint (count_overlaps (fixture), ==, 0);
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_BOX_PLACE)->len, >, 0);
  g_assert_cmpfloat (box (fixture, 2)->y, ==, 160);
}

#define ADD(name, function) g_test_add ("/make-room/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("down", test_down);
  ADD ("right", test_right);
  ADD ("view", test_view);
  ADD ("locked-stays", test_locked_stays);
  ADD ("other-edits-move-nothing", test_other_edits_move_nothing);
  return g_test_run ();
}
