/* What the select tool does with the one line that is chosen. */
#include "canvas/bend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "layout/stretch.h"

#define REACH 6          /* pixels of the screen */
#define CORNER 9
#define BAR 18
#define THICK 8          /* of a bar */
#define LEAST 40         /* a shorter stretch has no bar, only its corners */
#define END_ROOM 24      /* of the diagram: the marks at the ends of a line are left free */
#define STEP 24          /* of a new bend */

const RvSceneLine *
rv_bend_line (RvCanvas *canvas)
{
  const RvSceneLine *line;

  if (canvas->scene == NULL || rv_selection_size (canvas->selection) != 1)
    return NULL;
  line = rv_scene_line (canvas->scene, rv_selection_ids (canvas->selection)[0]);
  return line != NULL && line->n_points >= 2 ? line : NULL;
}

static gboolean
is_on_stretch (RvPoint a, RvPoint b, RvPoint at, double reach)
{
  return at.x >= MIN (a.x, b.x) - reach && at.x <= MAX (a.x, b.x) + reach && at.y >= MIN (a.y, b.y) - reach
         && at.y <= MAX (a.y, b.y) + reach;
}

gboolean
rv_bend_grip_at (RvCanvas *canvas, RvPoint at, RvBendGrip *grip)
{
  const RvSceneLine *line = rv_bend_line (canvas);
  double reach = REACH / canvas->view.zoom;

  for (guint i = 1; line != NULL && i + 1 < line->n_points; i++)
    if (hypot (at.x - line->points[i].x, at.y - line->points[i].y) <= reach)
      {
        *grip = (RvBendGrip){ line->id, i, TRUE };
        return TRUE;
      }
  for (guint i = 0; line != NULL && i + 1 < line->n_points; i++)
    if (is_on_stretch (line->points[i], line->points[i + 1], at, reach))
      {
        *grip = (RvBendGrip){ line->id, i, FALSE };
        return TRUE;
      }
  return FALSE;
}

void
rv_bend_show (RvCanvas *canvas, RvId line, const GArray *points)
{
  rv_canvas_took (canvas, rv_scene_show_points (canvas->scene, line, (const RvPoint *) (gconstpointer) points->data, points->len));
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

static char *
write_bends (const GArray *points)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; points != NULL && i + 1 < points->len; i++)
    {
      const RvPoint *point = &g_array_index (points, RvPoint, i);
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s%s,%s", i > 1 ? " " : "", g_ascii_dtostr (x, sizeof x, point->x), g_ascii_dtostr (y, sizeof y, point->y));
    }
  return g_string_free (text, FALSE);
}

static RvRoute *
find_route (RvCanvas *canvas, RvId object)
{
  const GPtrArray *referrers = rv_model_referrers (canvas->model, object);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvRoute *route = referrers->pdata[i];

      if (route->object.kind == RV_KIND_ROUTE && route->diagram_id == canvas->diagram)
        return route;
    }
  return NULL;
}

static void
set_route (RvCanvas *canvas, RvEdit *edit, RvId object, const char *bends)
{
  RvRoute *route = find_route (canvas, object);

  if (route == NULL && *bends == '\0')
    return;
  if (*bends == '\0' && (route->color == NULL || *route->color == '\0'))
    {
      rv_edit_remove (edit, route);
      return;
    }
  if (route == NULL)
    {
      route = rv_edit_insert (edit, RV_KIND_ROUTE, canvas->diagram);
      rv_edit_set_number (edit, route, RvRoute_object_id, object);
    }
  rv_edit_set_text (edit, route, RvRoute_points, *bends != '\0' ? bends : NULL);
}

gboolean
rv_bend_write (RvCanvas *canvas, RvId id, const GArray *points)
{
  const RvSceneLine *line = rv_scene_line (canvas->scene, id);
  g_autofree char *bends = write_bends (points);
  g_autoptr (RvEdit) edit = NULL;

  if (line == NULL)
    return FALSE;
  edit = rv_canvas_begin_edit (canvas, *bends != '\0' ? _("Bend a line") : _("Straighten a line"));
  if (edit == NULL)
    return FALSE;
  set_route (canvas, edit, line->object, bends);
  return rv_canvas_commit (canvas, edit);
}

gboolean
rv_canvas_can_bend (RvCanvas *canvas)
{
  return rv_bend_line (canvas) != NULL;
}

gboolean
rv_canvas_can_straighten (RvCanvas *canvas)
{
  const RvSceneLine *line = rv_bend_line (canvas);

  return line != NULL && line->is_bent;
}

gboolean
rv_canvas_straighten (RvCanvas *canvas)
{
  return rv_canvas_can_straighten (canvas) && rv_bend_write (canvas, rv_bend_line (canvas)->id, NULL);
}

gboolean
rv_canvas_add_bend (RvCanvas *canvas)
{
  const RvSceneLine *line = rv_bend_line (canvas);
  g_autoptr (GArray) points = NULL;
  guint longest = 0;
  double length = 0;

  for (guint i = 0; line != NULL && i + 1 < line->n_points; i++)
    if (hypot (line->points[i + 1].x - line->points[i].x, line->points[i + 1].y - line->points[i].y) > length)
      {
        length = hypot (line->points[i + 1].x - line->points[i].x, line->points[i + 1].y - line->points[i].y);
        longest = i;
      }
  if (line == NULL)
    return FALSE;
  if (canvas->stretch > 0 && canvas->stretch < line->n_points)
    longest = canvas->stretch - 1;
  points = rv_stretch_split (line->points, line->n_points, longest,
                             (RvPoint){ (line->points[longest].x + line->points[longest + 1].x) / 2,
                                        (line->points[longest].y + line->points[longest + 1].y) / 2 }, STEP);
  return rv_bend_write (canvas, line->id, points);
}

/* ---- the grips ---------------------------------------------------------------------------------------------------- */

static void
paint_grip (RvCanvas *canvas, GtkSnapshot *snapshot, RvPoint at, double width, double height, gboolean is_filled)
{
  double scale = 1 / canvas->view.zoom;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (at.x - width * scale / 2), (float) (at.y - height * scale / 2),
                                               (float) (width * scale), (float) (height * scale));
  GdkRGBA fill = rv_canvas_rgba (canvas, is_filled ? RV_COLOR_SELECTION : RV_COLOR_CANVAS), stroke = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);
  float line = (float) (1.5 * scale);
  const float widths[4] = { line, line, line, line };
  const GdkRGBA colors[4] = { stroke, stroke, stroke, stroke };
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &bounds, (float) (MIN (width, height) * scale / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &shape, widths, colors);
}

/* The part of a stretch that the marks at the ends leave free: its middle. Returns: its length. */
static double
free_middle (const RvSceneLine *line, guint stretch, RvPoint *middle)
{
  RvPoint a = line->points[stretch], b = line->points[stretch + 1];
  double length = hypot (b.x - a.x, b.y - a.y);
  double from = stretch == 0 ? MIN (END_ROOM, length / 2) : 0, to = stretch + 2 == line->n_points ? MIN (END_ROOM, length / 2) : 0;
  double share = length > 0 ? (from + length - to) / (2 * length) : 0;

  *middle = (RvPoint){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
  return length - from - to;
}

void
rv_bend_paint (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  const RvSceneLine *line = rv_bend_line (canvas);
  RvPoint middle;

  for (guint i = 0; line != NULL && i + 1 < line->n_points; i++)
    {
      gboolean is_level = rv_stretch_is_level (line->points, i);

      if (free_middle (line, i, &middle) * canvas->view.zoom < LEAST && canvas->stretch != i + 1)
        continue;
      paint_grip (canvas, snapshot, middle, is_level ? BAR : THICK, is_level ? THICK : BAR, canvas->stretch == i + 1);
    }
  for (guint i = 1; line != NULL && i + 1 < line->n_points; i++)
    paint_grip (canvas, snapshot, line->points[i], CORNER, CORNER, FALSE);
}

/* ---- the keyboard ---------------------------------------------------------------------------------------------------- */

/* Assistive technology hears of the stretch as of the line. */
static void
say_stretch (RvCanvas *canvas, const RvSceneLine *line)
{
  guint stretch = canvas->stretch, n = line->n_points - 1;
  g_autofree char *text = NULL;

  if (stretch > 0 && rv_stretch_is_level (line->points, stretch - 1))
    text = g_strdup_printf (_("Stretch %u of %u, horizontal: up and down move it"), stretch, n);
  else if (stretch > 0)
    text = g_strdup_printf (_("Stretch %u of %u, vertical: left and right move it"), stretch, n);
  rv_canvas_describe_proxy (canvas, line->id, text);
}

static gboolean
go_to_stretch (RvCanvas *canvas, const RvSceneLine *line, gboolean forward)
{
  guint n = line->n_points - 1, next = forward ? canvas->stretch + 1 : canvas->stretch == 0 ? n : canvas->stretch - 1;

  canvas->stretch = next > n ? 0 : next;
  rv_canvas_focus_proxy (canvas, line->id);
  say_stretch (canvas, line);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return canvas->stretch > 0;
}

/* Which stretch it is after its own change: the one of that direction that is nearest to where it went. */
static guint
find_stretch (const RvSceneLine *line, gboolean is_level, RvPoint middle)
{
  guint best = 0;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      RvPoint a = line->points[i], b = line->points[i + 1];
      double far = hypot ((a.x + b.x) / 2 - middle.x, (a.y + b.y) / 2 - middle.y);

      if (rv_stretch_is_level (line->points, i) != is_level || far >= least)
        continue;
      least = far;
      best = i + 1;
    }
  return best;
}

static gboolean
move_by_key (RvCanvas *canvas, const RvSceneLine *line, int dx, int dy, GdkModifierType modifiers)
{
  guint stretch = canvas->stretch - 1;
  gboolean is_level = rv_stretch_is_level (line->points, stretch);
  double step = modifiers & GDK_SHIFT_MASK ? 1 : canvas->grid, by = (is_level ? dy : dx) * step;
  RvPoint middle = { (line->points[stretch].x + line->points[stretch + 1].x) / 2, (line->points[stretch].y + line->points[stretch + 1].y) / 2 };
  RvId id = line->id;
  g_autoptr (GArray) points = NULL;

  if (by == 0)
    return TRUE;
  points = rv_stretch_move (line->points, line->n_points, stretch, by);
  *(is_level ? &middle.y : &middle.x) += by;
  rv_bend_write (canvas, id, points);
  line = rv_scene_line (canvas->scene, id);
  canvas->stretch = line != NULL ? find_stretch (line, is_level, middle) : 0;
  if (line != NULL)
    say_stretch (canvas, line);
  return TRUE;
}

gboolean
rv_bend_key (RvCanvas *canvas, guint keyval, GdkModifierType modifiers)
{
  const RvSceneLine *line = rv_bend_line (canvas);

  if (line == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return FALSE;
  if (canvas->stretch >= line->n_points)
    canvas->stretch = 0;
  switch (keyval)
    {
    case GDK_KEY_Tab: case GDK_KEY_ISO_Left_Tab:
      return go_to_stretch (canvas, line, keyval == GDK_KEY_Tab && !(modifiers & GDK_SHIFT_MASK));
    case GDK_KEY_Left: case GDK_KEY_KP_Left:
      return canvas->stretch > 0 && move_by_key (canvas, line, -1, 0, modifiers);
    case GDK_KEY_Right: case GDK_KEY_KP_Right:
      return canvas->stretch > 0 && move_by_key (canvas, line, 1, 0, modifiers);
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      return canvas->stretch > 0 && move_by_key (canvas, line, 0, -1, modifiers);
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      return canvas->stretch > 0 && move_by_key (canvas, line, 0, 1, modifiers);
    case GDK_KEY_Insert: case GDK_KEY_KP_Insert:
      return rv_canvas_add_bend (canvas);
    default:
      return FALSE;
    }
}
