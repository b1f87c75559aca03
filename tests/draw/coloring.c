/* What the colours of boxes mean, and the legend that says so. */
#include "draw/coloring.h"

#include "draw/color-legend.h"
#include "model/tags.h"
#include "shop.h"

typedef struct {
  Shop *shop;
  RvDiagram *diagram;
  RvBox *box;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->shop = shop_new ();
  fixture->diagram = rv_model_get (fixture->shop->model, shop_add_diagram (fixture->shop));
  fixture->box = rv_model_all (fixture->shop->model, RV_KIND_BOX)->pdata[0];
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  shop_free (fixture->shop);
}

static void
change (Fixture *fixture, RvColoring coloring, const char *tag, const char *own)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->shop->model, "Color");

  rv_edit_set_number (edit, fixture->diagram, RvDiagram_coloring, coloring);
  rv_edit_set_number (edit, fixture->diagram, RvDiagram_shows_legend, TRUE);
  rv_edit_set_text (edit, fixture->box, RvBox_color, own);
  if (tag != NULL)
    rv_tags_set (edit, rv_tags_add (edit, tag, "red")->object.id, fixture->box->object_id, TRUE);
  g_assert_true (rv_edit_commit (edit, NULL));
}

/* What the scene that follows the model makes of the first box. */
static void
assert_color (Fixture *fixture, RvColoring coloring, const char *tag, const char *own, const char *color)
{
  g_autoptr (RvScene) scene = NULL;

  change (fixture, coloring, tag, own);
  scene = rv_scene_new (fixture->shop->model, fixture->diagram->object.id);
  g_assert_cmpstr (rv_scene_box (scene, fixture->box->object.id)->color, ==, color);
}

static void
test_colors (Fixture *fixture, gconstpointer data)
{
  assert_color (fixture, RvColoring_OWN, NULL, NULL, NULL);
  assert_color (fixture, RvColoring_TAG, NULL, "teal", NULL);
  assert_color (fixture, RvColoring_OWN, "pii", NULL, "red");
  assert_color (fixture, RvColoring_OWN, NULL, "teal", "teal");
  assert_color (fixture, RvColoring_TAG, NULL, "teal", "red");
  assert_color (fixture, RvColoring_SCHEMA, NULL, "teal", "blue");
}

/* Titles can be read on every colour that a colouring gives, in every palette. */
static void
test_contrast (Fixture *fixture, gconstpointer data)
{
  for (const char *const *id = rv_palette_ids (); *id != NULL; id++)
    for (const char *const *name = rv_tint_names (); *name != NULL; name++)
      {
        RvTint tint;

        g_assert_true (rv_palette_tint (rv_palette_find (*id), *name, &tint));
        g_assert_cmpfloat (rv_color_contrast (rv_palette_find (*id)->colors[RV_COLOR_TITLE], tint.header), >=, 4.5);
        g_assert_cmpfloat (rv_color_contrast (tint.strong, rv_palette_find (*id)->colors[RV_COLOR_CANVAS]), >=, 3);
      }
}

static void
test_legend (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvDisplayList) list = rv_display_list_new (rv_palette_find ("light"));
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (RvScene) scene = NULL;

  change (fixture, RvColoring_TAG, "pii", "teal");
  scene = rv_scene_new (fixture->shop->model, fixture->diagram->object.id);
  rows = rv_color_legend_rows (scene);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((RvLegendRow *) rows->pdata[0])->meaning, ==, "pii");
  g_assert_cmpuint (((RvLegendRow *) rows->pdata[0])->n_boxes, ==, 1);
  g_assert_cmpfloat (rv_color_legend_place (scene).width, >, 0);
  g_assert_cmpfloat (rv_display_list_add_color_legend (list, scene, 5, 7).height, ==, rv_color_legend_place (scene).height);
  g_assert_cmpuint (list->groups->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/coloring/colors", Fixture, NULL, set_up, test_colors, tear_down);
  g_test_add ("/coloring/contrast", Fixture, NULL, set_up, test_contrast, tear_down);
  g_test_add ("/coloring/legend", Fixture, NULL, set_up, test_legend, tear_down);
  return g_test_run ();
}
