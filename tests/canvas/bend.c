/* Bending a line by hand: with the pointer, by keys, and back. */
#include "fixture.h"

#include "canvas/light.h"

static const RvSceneLine *
line_of (Fixture *fixture)
{
  return rv_scene_lines (fixture->canvas->scene)->pdata[0];
}

static RvPoint
middle_of (Fixture *fixture, guint stretch)
{
  const RvPoint *points = line_of (fixture)->points;

  return rv_canvas_to_view (fixture->canvas, (points[stretch].x + points[stretch + 1].x) / 2, (points[stretch].y + points[stretch + 1].y) / 2);
}

static RvPoint
moved (RvPoint at, double dx, double dy)
{
  return (RvPoint) { at.x + dx, at.y + dy };
}

static void
choose_line (Fixture *fixture)
{
  fixture_click (fixture, middle_of (fixture, 0), 0);
  g_assert_true (rv_selection_has (fixture->canvas->selection, line_of (fixture)->id));
}

static gboolean
passes (Fixture *fixture, double y)
{
  const RvSceneLine *line = line_of (fixture);

  for (guint i = 0; i + 1 < line->n_points; i++)
    if (line->points[i].y == y && line->points[i + 1].y == y)
      return TRUE;
  return FALSE;
}

static void
assert_square (Fixture *fixture)
{
  const RvSceneLine *line = line_of (fixture);

  for (guint i = 0; i + 1 < line->n_points; i++)
    g_assert_true (line->points[i].x == line->points[i + 1].x || line->points[i].y == line->points[i + 1].y);
}

static void
test_drag_a_stretch (Fixture *fixture, gconstpointer data)
{
  RvPoint from;

  choose_line (fixture);
  from = middle_of (fixture, 0);
  rv_canvas_press (fixture->canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (fixture->canvas, from.x, from.y + 20, GDK_ALT_MASK);
  rv_canvas_drag (fixture->canvas, from.x, from.y + 200, GDK_ALT_MASK);
  g_assert_true (passes (fixture, from.y + 200)); /* while dragging, too */
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_ROUTE)->len, ==, 0);
  rv_canvas_release (fixture->canvas, from.x, from.y + 200, GDK_ALT_MASK);
  fixture_assert_undo (fixture, "Bend a line");
  g_assert_true (line_of (fixture)->is_bent);
  g_assert_true (passes (fixture, from.y + 200));
  assert_square (fixture);
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_false (line_of (fixture)->is_bent);
  g_assert_false (passes (fixture, from.y + 200));
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  RvPoint from;
  guint n;

  choose_line (fixture);
  n = line_of (fixture)->n_points;
  from = middle_of (fixture, 0);
  rv_canvas_press (fixture->canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (fixture->canvas, from.x, from.y + 200, 0);
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Escape, 0));
  g_assert_cmpuint (line_of (fixture)->n_points, ==, n);
  rv_canvas_release (fixture->canvas, from.x, from.y + 200, 0);
  fixture_assert_undo (fixture, "Draw");
}

static void
test_line_that_is_not_chosen_stays (Fixture *fixture, gconstpointer data)
{
  RvPoint from = middle_of (fixture, 0);

  fixture_drag (fixture, from, moved (from, 0, 200), 0);
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_ROUTE)->len, ==, 0);
}

static void
test_corner_and_double_click (Fixture *fixture, gconstpointer data)
{
  RvPoint at, corner;

  choose_line (fixture);
  at = middle_of (fixture, 0);
  rv_canvas_press (fixture->canvas, at.x, at.y, 2, 0);
  rv_canvas_release (fixture->canvas, at.x, at.y, 0);
  fixture_assert_undo (fixture, "Bend a line");
  g_assert_cmpuint (line_of (fixture)->n_points, >=, 4);
  assert_square (fixture);
  corner = rv_canvas_to_view (fixture->canvas, line_of (fixture)->points[1].x, line_of (fixture)->points[1].y);
  fixture_drag (fixture, corner, moved (corner, 30, 140), GDK_ALT_MASK);
  g_assert_true (passes (fixture, corner.y + 140));
  assert_square (fixture);
}

static void
test_straighten (Fixture *fixture, gconstpointer data)
{
  RvPoint from;
  guint n = line_of (fixture)->n_points;

  choose_line (fixture);
  g_assert_false (rv_canvas_straighten (fixture->canvas));
  from = middle_of (fixture, 0);
  fixture_drag (fixture, from, moved (from, 0, 200), 0);
  g_assert_true (rv_canvas_can_straighten (fixture->canvas));
  g_assert_true (rv_canvas_straighten (fixture->canvas));
  fixture_assert_undo (fixture, "Straighten a line");
  g_assert_cmpuint (line_of (fixture)->n_points, ==, n);
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_ROUTE)->len, ==, 0);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  double y;
  guint n;

  choose_line (fixture);
  y = line_of (fixture)->points[0].y;
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Tab, 0));
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Down, 0));
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Down, GDK_SHIFT_MASK));
  g_assert_true (passes (fixture, y + fixture->canvas->grid + 1));
  fixture_assert_undo (fixture, "Bend a line");
  n = line_of (fixture)->n_points;
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Insert, 0));
  g_assert_cmpuint (line_of (fixture)->n_points, >, n);
  for (guint i = 0; i < 20 && rv_canvas_key (fixture->canvas, GDK_KEY_Tab, 0); i++)
    ;
  g_assert_cmpuint (fixture->canvas->stretch, ==, 0); /* the keyboard is not caught */
}

static gboolean
is_lit (Fixture *fixture, RvTable *table, int row)
{
  const RvSceneBox *box = fixture_box (fixture, table);
  g_autoptr (GArray) rects = rv_light_ends (fixture->canvas, line_of (fixture));

  for (guint i = 0; i < rects->len; i++)
    {
      RvRect rect = g_array_index (rects, RvRect, i);

      if (rect.x == box->rect.x && fabs (rect.y + rect.height / 2 - box->rect.y - rv_scene_box_port (box, row)) < 0.01)
        return TRUE;
    }
  return FALSE;
}

static void
test_light (Fixture *fixture, gconstpointer data)
{
  RvPoint at = middle_of (fixture, 0), beside = fixture_title (fixture, fixture->customer);

  g_assert_null (rv_light_hovered (fixture->canvas));
  rv_canvas_hover (fixture->canvas, at.x, at.y, 0);
  g_assert_true (rv_light_hovered (fixture->canvas) == line_of (fixture));
  g_assert_true (is_lit (fixture, fixture->customer, line_of (fixture)->to_row));
  g_assert_true (is_lit (fixture, fixture->orders, line_of (fixture)->from_row));
  rv_canvas_leave (fixture->canvas);
  g_assert_null (rv_light_hovered (fixture->canvas));
  rv_canvas_hover (fixture->canvas, at.x, at.y, 0);
  rv_canvas_hover (fixture->canvas, beside.x, beside.y, 0);
  g_assert_null (rv_light_hovered (fixture->canvas));
  rv_canvas_set_tool (fixture->canvas, "table");
  rv_canvas_hover (fixture->canvas, at.x, at.y, 0);
  g_assert_null (rv_light_hovered (fixture->canvas)); /* where a click would draw */
  fixture_spin ();
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/bend/drag-a-stretch", test_drag_a_stretch },
    { "/bend/escape", test_escape },
    { "/bend/line-that-is-not-chosen-stays", test_line_that_is_not_chosen_stays },
    { "/bend/corner-and-double-click", test_corner_and_double_click },
    { "/bend/straighten", test_straighten },
    { "/bend/keys", test_keys },
    { "/bend/light", test_light },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
