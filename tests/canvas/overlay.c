/* Overlays: kept while the view moves, drawn anew when something changed, pressed before the tool. */
#include "fixture.h"

#include "canvas/overlay.h"
#include "draw/display-build.h"

#define TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

typedef struct {
  guint n_drawn, n_freed;
  gint64 pressed;
  gboolean takes;
} Probe;

static void
draw (RvDisplayList *list, RvScene *scene, RvDetail detail, gpointer data)
{
  ((Probe *) data)->n_drawn++;
  rv_display_open (list, &(RvDisplayGroup) { .id = 7, .x = 300, .y = 300, .extents = { -10, -10, 20, 20 }, .css_class = "pin" });
  rv_display_rect (list, (RvRect) { -10, -10, 20, 20 }, 10, rv_ink (list, RV_COLOR_SELECTION));
  rv_display_close (list);
}

static gboolean
press (gint64 id, gpointer data)
{
  ((Probe *) data)->pressed = id;
  return ((Probe *) data)->takes;
}

static void
on_free (gpointer data)
{
  ((Probe *) data)->n_freed++;
}

static const RvOverlay above = { RV_OVERLAY_ABOVE, draw, press };
static const RvOverlay pinned = { RV_OVERLAY_PINNED, draw, press };
static const RvOverlay mute = { RV_OVERLAY_BELOW, draw, NULL };

static void
paint (Fixture *fixture)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  rv_canvas_paint (fixture->canvas, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_unref (node);
}

static void
test_is_kept_while_the_view_moves (Fixture *fixture, gconstpointer data)
{
  Probe probe = { 0 };
  guint overlay = rv_canvas_add_overlay (fixture->canvas, &above, &probe, on_free);

  paint (fixture);
  g_assert_cmpuint (probe.n_drawn, ==, 1);
  rv_canvas_set_view (fixture->canvas, 50, 20, 0.8);
  paint (fixture);
  g_assert_cmpuint (probe.n_drawn, ==, 1);
  rv_canvas_set_view (fixture->canvas, 50, 20, 0.3);
  paint (fixture);
  g_assert_cmpuint (probe.n_drawn, ==, 2);
  rv_canvas_set_palette (fixture->canvas, "dark");
  paint (fixture);
  g_assert_cmpuint (probe.n_drawn, ==, 3);
  rv_canvas_update_overlay (fixture->canvas, overlay);
  paint (fixture);
  g_assert_cmpuint (probe.n_drawn, ==, 4);
  rv_canvas_remove_overlay (fixture->canvas, overlay);
  paint (fixture);
  g_assert_cmpuint (probe.n_drawn, ==, 4);
  g_assert_cmpuint (probe.n_freed, ==, 1);
}

static void
test_follows_the_diagram (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;
  Probe probe = { 0 };
  guint overlay = rv_canvas_add_overlay (fixture->canvas, &above, &probe, NULL);

  paint (fixture);
  edit = rv_edit_begin (fixture->model, "Rename");
  rv_edit_set_text (edit, fixture->lonely, RvTable_name, "alone");
  g_assert_true (rv_edit_commit (edit, NULL));
  paint (fixture);
  g_assert_cmpuint (probe.n_drawn, ==, 2);
  rv_canvas_remove_overlay (fixture->canvas, overlay);
}

static void
test_press_goes_to_the_overlay_first (Fixture *fixture, gconstpointer data)
{
  Probe probe = { .takes = TRUE };
  guint overlay = rv_canvas_add_overlay (fixture->canvas, &pinned, &probe, NULL);
  RvPoint at;

  /* A pin is as large on screen at any zoom. */
  rv_canvas_set_view (fixture->canvas, 0, 0, 0.5);
  paint (fixture);
  at = rv_canvas_to_view (fixture->canvas, 300, 300);
  fixture_click (fixture, (RvPoint) { at.x + 8, at.y }, 0);
  g_assert_cmpint (probe.pressed, ==, 7);
  g_assert_false (fixture->canvas->is_pressed);
  probe.pressed = 0;
  fixture_click (fixture, (RvPoint) { at.x + 13, at.y }, 0);
  g_assert_cmpint (probe.pressed, ==, 0);
  rv_canvas_remove_overlay (fixture->canvas, overlay);
}

static void
test_press_can_be_left_to_the_tool (Fixture *fixture, gconstpointer data)
{
  Probe probe = { .takes = FALSE }, silent = { 0 };
  guint overlay = rv_canvas_add_overlay (fixture->canvas, &above, &probe, NULL);
  guint other = rv_canvas_add_overlay (fixture->canvas, &mute, &silent, NULL);

  paint (fixture);
  rv_canvas_press (fixture->canvas, 300, 300, 1, 0);
  g_assert_cmpint (probe.pressed, ==, 7);
  g_assert_true (fixture->canvas->is_pressed);
  rv_canvas_release (fixture->canvas, 300, 300, 0);
  g_assert_cmpuint (silent.n_drawn, ==, 1);
  rv_canvas_remove_overlay (fixture->canvas, overlay);
  rv_canvas_remove_overlay (fixture->canvas, other);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  TEST ("/overlay/kept", test_is_kept_while_the_view_moves);
  TEST ("/overlay/follows-the-diagram", test_follows_the_diagram);
  TEST ("/overlay/press", test_press_goes_to_the_overlay_first);
  TEST ("/overlay/press-left", test_press_can_be_left_to_the_tool);
  return g_test_run ();
}
