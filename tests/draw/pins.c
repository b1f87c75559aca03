/* Pins of review notes: where they stand, what they say, and how they differ once a thread is resolved. */
#include "draw/display-list.h"
#include "draw/pins.h"
#include "model/review.h"
#include "shop.h"

typedef struct {
  Shop *shop;
  RvScene *scene;
  RvReviewNote *of_table, *more, *of_column, *of_line, *free;
} Meeting;

static RvColumn *
column_of (Meeting *meeting, guint i)
{
  g_autoptr (GPtrArray) columns = rv_model_children (meeting->shop->model, meeting->shop->orders->object.id, RV_KIND_COLUMN);

  return columns->pdata[i];
}

static void
set_up (Meeting *meeting, gconstpointer data)
{
  RvId diagram;
  g_autoptr (RvEdit) edit = NULL;

  meeting->shop = shop_new ();
  diagram = shop_add_diagram (meeting->shop);
  meeting->scene = rv_scene_new (meeting->shop->model, diagram);
  edit = rv_edit_begin (meeting->shop->model, "Review");
  meeting->of_table = rv_review_add (edit, meeting->shop->orders->object.id, 0, 0, 0, "Ada", "Too wide?");
  meeting->more = rv_review_add (edit, meeting->shop->orders->object.id, 0, 0, 0, "Bob", "Split it");
  meeting->of_column = rv_review_add (edit, column_of (meeting, 1)->object.id, 0, 0, 0, "Ada", "Why?");
  meeting->of_line = rv_review_add (edit, meeting->shop->order_customer->object.id, 0, 0, 0, "Ada", "Cascade?");
  meeting->free = rv_review_add (edit, 0, diagram, -300, 40, "Ada", "Room for more");
  shop_commit (edit);
}

static void
tear_down (Meeting *meeting, gconstpointer data)
{
  rv_scene_free (meeting->scene);
  shop_free (meeting->shop);
}

static RvDisplayList *
draw (Meeting *meeting, gboolean resolved)
{
  RvDisplayList *list = rv_display_list_new (rv_palette_find ("light"));

  rv_pins_draw (list, meeting->scene, resolved);
  return list;
}

static const RvDisplayGroup *
pin_of (const RvDisplayList *list, const RvReviewNote *note)
{
  for (guint i = 0; i < list->groups->len; i++)
    if (g_array_index (list->groups, RvDisplayGroup, i).id == note->object.id)
      return &g_array_index (list->groups, RvDisplayGroup, i);
  return NULL;
}

static const RvPrimitive *
part_of (const RvDisplayList *list, const RvDisplayGroup *pin, guint type)
{
  for (guint i = 0; i < pin->n_primitives; i++)
    if (g_array_index (list->primitives, RvPrimitive, pin->first + i).type == type)
      return &g_array_index (list->primitives, RvPrimitive, pin->first + i);
  g_assert_not_reached ();
}

static void
resolve (Meeting *meeting, RvReviewNote *note)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (meeting->shop->model, "Resolve");

  rv_edit_set_number (edit, note, RvReviewNote_is_resolved, TRUE);
  shop_commit (edit);
}

static void
test_places (Meeting *meeting, gconstpointer data)
{
  g_autoptr (RvDisplayList) list = draw (meeting, FALSE);
  const RvSceneBox *box = rv_scene_box_of (meeting->scene, meeting->shop->orders->object.id);
  const RvDisplayGroup *of_column = pin_of (list, meeting->of_column), *free = pin_of (list, meeting->free);
  RvRect around = box->rect;

  g_assert_cmpuint (list->groups->len, ==, 4);
  g_assert_cmpfloat (pin_of (list, meeting->more)->x, ==, around.x + around.width);
  g_assert_cmpfloat (pin_of (list, meeting->more)->y, ==, around.y);
  g_assert_cmpfloat (of_column->x, ==, around.x + around.width);
  g_assert_cmpfloat (of_column->y, ==, around.y + rv_scene_box_port (box, rv_scene_box_row_of (box, column_of (meeting, 1)->object.id)));
  g_assert_true (free->x == -300 && free->y == 40);
}

/* Those at one place are one, of the newest; a screen reader hears what it says. */
static void
test_one_for_a_place (Meeting *meeting, gconstpointer data)
{
  g_autoptr (RvDisplayList) list = draw (meeting, FALSE);

  g_assert_null (pin_of (list, meeting->of_table));
  g_assert_cmpstr (pin_of (list, meeting->more)->title, ==, "2 review notes: Split it");
  g_assert_cmpstr (pin_of (list, meeting->free)->title, ==, "1 review note: Room for more");
  g_assert_cmpstr (part_of (list, pin_of (list, meeting->more), RV_DRAW_TEXT)->text, ==, "2");
  g_assert_cmpstr (part_of (list, pin_of (list, meeting->free), RV_DRAW_TEXT)->text, ==, "1");
}

static void
test_resolved (Meeting *meeting, gconstpointer data)
{
  g_autoptr (RvDisplayList) before = draw (meeting, FALSE), some = NULL, all = NULL;
  RvInk open, closed;

  resolve (meeting, meeting->free);
  some = draw (meeting, FALSE);
  all = draw (meeting, TRUE);
  g_assert_null (pin_of (some, meeting->free));
  g_assert_cmpuint (some->groups->len, ==, before->groups->len - 1);
  g_assert_cmpuint (all->groups->len, ==, before->groups->len);
  open = part_of (before, pin_of (before, meeting->free), RV_DRAW_PATH)->fill;
  closed = part_of (all, pin_of (all, meeting->free), RV_DRAW_PATH)->fill;
  g_assert_cmpint (open.role, ==, RV_COLOR_PIN);
  g_assert_cmpint (closed.role, ==, RV_COLOR_TEXT_DIM);
}

static void
test_nowhere (Meeting *meeting, gconstpointer data)
{
  g_autoptr (RvDisplayList) list = NULL;
  g_autoptr (RvScene) other = rv_scene_new_of (meeting->shop->model, &meeting->shop->product->object.id, 1);

  list = rv_display_list_new (rv_palette_find ("light"));
  rv_pins_draw (list, other, TRUE);
  g_assert_cmpuint (list->groups->len, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Meeting *, gconstpointer); } tests[] = {
    { "/pins/places", test_places },
    { "/pins/one-for-a-place", test_one_for_a_place },
    { "/pins/resolved", test_resolved },
    { "/pins/nowhere", test_nowhere },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Meeting, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
