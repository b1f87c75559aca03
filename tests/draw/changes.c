/* What changed is told by objects, and drawn where it is or was. */
#include "draw/changes.h"

#include "draw/arrange.h"
#include "model/relate.h"
#include "model/versions.h"

static RvTable *
table_of (RvModel *model, const char *name)
{
  return rv_model_find (model, RV_KIND_TABLE, ((RvObject *) rv_model_find (model, RV_KIND_SCHEMA, 0, "public"))->id, name);
}

typedef struct {
  RvModel *model;
  RvModel *then;
  RvId diagram;
  RvId kept, lost, grown, made;   /* tables */
} Fixture;

static RvTable *
add_table (RvEdit *edit, const char *name)
{
  return rv_design_add_table (edit, ((RvObject *) rv_model_find (rv_edit_model (edit), RV_KIND_SCHEMA, 0, "public"))->id, name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RvEdit *edit;
  RvId version;

  fixture->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (fixture->model, "Before");
  fixture->kept = add_table (edit, "kept")->object.id;
  fixture->lost = add_table (edit, "lost")->object.id;
  fixture->grown = add_table (edit, "grown")->object.id;
  rv_design_add_column (edit, table_of (fixture->model, "grown"), "fax", "text");
  g_assert_nonnull (rv_relate_tables (edit, rv_model_get (fixture->model, fixture->lost), rv_model_get (fixture->model, fixture->kept),
                                    RV_RELATION_ONE_TO_MANY, 0, 0, NULL));
  fixture->diagram = ((RvObject *) rv_diagram_create_for_all (edit, "All", RV_SHOW_TABLES))->id;
  version = rv_version_create (edit, "1.0", NULL, NULL)->object.id;
  g_assert_true (rv_edit_commit (edit, NULL));
  rv_edit_free (edit);
  edit = rv_edit_begin (fixture->model, "After");
  rv_edit_remove (edit, rv_model_get (fixture->model, fixture->lost));
  rv_edit_remove (edit, rv_model_find (fixture->model, RV_KIND_COLUMN, fixture->grown, "fax"));
  rv_design_add_column (edit, rv_model_get (fixture->model, fixture->grown), "mobile", "text");
  fixture->made = add_table (edit, "made")->object.id;
  rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_BOX, fixture->diagram), RvBox_object_id, fixture->made);
  rv_arrange_diagram (edit, fixture->diagram, TRUE);
  g_assert_true (rv_edit_commit (edit, NULL));
  rv_edit_free (edit);
  fixture->then = rv_version_open (fixture->model, version, NULL);
  g_assert_nonnull (fixture->then);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
  g_object_unref (fixture->then);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvChanges) changes = rv_changes_new (fixture->then, fixture->model);
  const GPtrArray *list = rv_changes_list (changes);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *sentence = rv_changes_sentence (list->pdata[i]);
      g_autofree char *details = rv_changes_details (changes, list->pdata[i]);

      g_string_append_printf (told, "%s\n%s%s", sentence, details, *details != '\0' ? "\n" : "");
    }
  g_assert_cmpstr (told->str, ==,
                   "Table grown: changed\n− Column fax\n+ Column mobile\nTable lost: removed\nForeign key lost_kept_id_fkey: removed\nTable made: added\n");
}

static const RvDisplayGroup *
find_group (RvDisplayList *list, const char *title)
{
  for (guint i = 0; i < list->groups->len; i++)
    {
      const RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, i);

      if (g_strcmp0 (group->title, title) == 0)
        return group;
    }
  return NULL;
}

static void
test_drawing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvChanges) changes = rv_changes_new (fixture->then, fixture->model);
  g_autoptr (RvScene) scene = rv_scene_new (fixture->model, fixture->diagram), then = rv_scene_new (fixture->then, fixture->diagram);

  for (RvDetail detail = RV_DETAIL_FULL; detail <= RV_DETAIL_SHAPES; detail++)
    {
      g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("dark"));
      const RvDisplayGroup *ghost;

      rv_changes_draw (changes, list, scene, detail);
      ghost = find_group (list, "Table lost: removed");
      g_assert_nonnull (ghost);
      g_assert_cmpfloat (ghost->x, ==, rv_scene_box_of (then, fixture->lost)->rect.x);
      g_assert_cmpfloat (ghost->y, ==, rv_scene_box_of (then, fixture->lost)->rect.y);
      g_assert_cmpstr (ghost->css_class, ==, "removed");
      g_assert_cmpstr (find_group (list, "Table made: added")->css_class, ==, "added");
      g_assert_cmpstr (find_group (list, "Table grown: changed")->css_class, ==, "changed");
      g_assert_cmpint (find_group (list, "Foreign key lost_kept_id_fkey: removed")->item, ==, RV_ITEM_LINE);
      g_assert_null (find_group (list, "Table kept: changed"));
    }
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvChanges) changes = rv_changes_new (fixture->then, fixture->model);
  g_autoptr (RvScene) scene = rv_scene_new (fixture->model, fixture->diagram);
  const GPtrArray *list = rv_changes_list (changes);

  for (guint i = 0; i < list->len; i++)
    {
      RvRect rect = { 0 };

      g_assert_true (rv_changes_place (changes, scene, list->pdata[i], &rect));
      g_assert_cmpfloat (rect.width + rect.height, >, 0);
    }
}

/* A diagram that is younger than the version has no ghosts, and nothing fails. */
static void
test_new_diagram (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Diagram");
  RvId diagram = ((RvObject *) rv_diagram_create_for_all (edit, "New", RV_SHOW_TABLES))->id;
  g_autoptr (RvScene) scene = NULL;
  g_autoptr (RvChanges) changes = NULL;
  g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("light"));

  g_assert_true (rv_edit_commit (edit, NULL));
  scene = rv_scene_new (fixture->model, diagram);
  changes = rv_changes_new (fixture->then, fixture->model);
  rv_changes_draw (changes, list, scene, RV_DETAIL_FULL);
  g_assert_null (find_group (list, "Table lost: removed"));
  g_assert_nonnull (find_group (list, "Table made: added"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/changes/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("list", test_list);
  ADD ("drawing", test_drawing);
  ADD ("places", test_places);
  ADD ("new-diagram", test_new_diagram);
  return g_test_run ();
}
