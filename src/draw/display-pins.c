/* One pin for each place: its number says how many threads are there. */
#include "draw/pins.h"

#include <glib/gi18n-lib.h>

#include "draw/display-build.h"
#include "model/review.h"

#define WIDTH 24
#define HEIGHT 20

static RvPoint
middle_of_line (const RvSceneLine *line)
{
  guint at = line->n_points / 2;
  RvPoint a = line->points[at > 0 ? at - 1 : 0], b = line->points[at];

  return (RvPoint) { (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

gboolean
rv_pin_place (RvScene *scene, const RvReviewNote *first, RvPoint *place)
{
  const RvObject *about = rv_model_get (rv_scene_model (scene), first->object_id);
  const RvSceneBox *box = about != NULL ? rv_scene_box_of (scene, about->id) : NULL;
  const RvSceneBox *whole = about != NULL && box == NULL ? rv_scene_box_of (scene, rv_record_parent (about)) : box;
  const RvSceneLine *line = about != NULL ? rv_scene_line (scene, about->id) : NULL;
  int row = whole != NULL ? rv_scene_box_row_of (whole, first->object_id) : -1;

  if (line != NULL && line->n_points > 0)
    *place = middle_of_line (line);
  else if (whole != NULL)
    *place = (RvPoint) { whole->rect.x + whole->rect.width, whole->rect.y + (row >= 0 ? rv_scene_box_port (whole, row) : 0) };
  else if (first->object_id == 0 && first->diagram_id == rv_scene_diagram (scene))
    *place = (RvPoint) { first->x, first->y };
  else
    return FALSE;
  return TRUE;
}

/* A bubble whose tip points at the place. */
static void
draw_bubble (RvDisplayList *list, RvInk fill)
{
  rv_display_path (list, fill, rv_ink (list, RV_COLOR_CANVAS), 1.5);
  rv_display_move_to (list, 0, 0);
  rv_display_line_to (list, 0, -HEIGHT + 6);
  rv_display_curve_to (list, 0, -HEIGHT + 2, 2, -HEIGHT, 6, -HEIGHT);
  rv_display_line_to (list, WIDTH - 6, -HEIGHT);
  rv_display_curve_to (list, WIDTH - 2, -HEIGHT, WIDTH, -HEIGHT + 2, WIDTH, -HEIGHT + 6);
  rv_display_line_to (list, WIDTH, -10);
  rv_display_curve_to (list, WIDTH, -6, WIDTH - 2, -4, WIDTH - 6, -4);
  rv_display_line_to (list, 6, -4);
  rv_display_line_to (list, 0, 0);
  rv_display_close_path (list);
}

static void
draw_pin (RvDisplayList *list, RvScene *scene, const RvReviewNote *first, RvPoint place, guint n, gboolean is_open)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u review note: %s", "%u review notes: %s", n), n,
                                            first->text != NULL ? first->text : "");

  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_NOTE, .id = first->object.id, .name = g_strdup ("pin"), .css_class = "pin", .title = g_steal_pointer (&title),
    .x = place.x, .y = place.y, .extents = { -2, -HEIGHT - 2, WIDTH + 4, HEIGHT + 4 },
  });
  draw_bubble (list, rv_ink (list, is_open ? RV_COLOR_PIN : RV_COLOR_TEXT_DIM));
  rv_display_text (list, RV_FONT_KEY, RV_ANCHOR_MIDDLE, WIDTH / 2.0, rv_font_baseline (RV_FONT_KEY, -HEIGHT, HEIGHT - 4), WIDTH, number,
                   rv_ink (list, RV_COLOR_CANVAS));
  rv_display_close (list);
}

typedef struct {
  const RvReviewNote *newest;
  RvPoint place;
  guint n;
  gboolean is_open;
} Pin;

static void
collect (GArray *pins, const RvReviewNote *first, RvPoint place)
{
  for (guint i = 0; i < pins->len; i++)
    {
      Pin *pin = &g_array_index (pins, Pin, i);

      if (pin->place.x != place.x || pin->place.y != place.y)
        continue;
      pin->n++;
      if (!first->is_resolved || !pin->is_open)
        pin->newest = first;
      pin->is_open = pin->is_open || !first->is_resolved;
      return;
    }
  g_array_append_val (pins, ((Pin) { first, place, 1, !first->is_resolved }));
}

void
rv_pins_draw (RvDisplayList *list, RvScene *scene, gboolean resolved)
{
  g_autoptr (GPtrArray) threads = rv_review_threads (rv_scene_model (scene));
  g_autoptr (GArray) pins = g_array_new (FALSE, FALSE, sizeof (Pin));

  for (guint i = 0; i < threads->len; i++)
    {
      const RvReviewNote *first = threads->pdata[i];
      RvPoint place;

      if ((resolved || !first->is_resolved) && rv_pin_place (scene, first, &place))
        collect (pins, first, place);
    }
  for (guint i = 0; i < pins->len; i++)
    {
      const Pin *pin = &g_array_index (pins, Pin, i);

      draw_pin (list, scene, pin->newest, pin->place, pin->n, pin->is_open);
    }
}
