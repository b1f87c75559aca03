/* Draws a relationship: from the table or column that refers to the one that is referred to. By
 * keyboard: from the table with the focus, the other one chosen by arrows or by typing. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "canvas/canvas-private.h"
#include "draw/arrange.h"

#define FOOT 12
#define SPREAD 6
#define REACH 6

typedef struct {
  RvId table;
  RvId column;   /* or 0 */
} Side;

typedef enum { IDLE, DRAGGING, CHOOSING } Phase;

typedef struct {
  Phase phase;
  Side from;
  Side to;         /* table 0: nothing there yet */
  RvPoint pointer;
  char *typed;     /* (nullable): the beginning of a name */
} Relate;

static void
let_go (Relate *relate)
{
  g_free (relate->typed);
  *relate = (Relate) { 0 };
}

/* ---- who refers to whom ---------------------------------------------------------------------------------------- */

static RvColumnMarks
marks_of (RvCanvas *canvas, RvId column)
{
  RvColumn *object = rv_model_get_kind (canvas->model, column, RV_KIND_COLUMN);

  return object != NULL ? rv_model_column_marks (canvas->model, object) : 0;
}

/* Who draws from a primary key to another table means that the other one refers to it. */
static gboolean
is_backwards (RvCanvas *canvas, const Relate *relate)
{
  RvColumnMarks from = marks_of (canvas, relate->from.column), to = marks_of (canvas, relate->to.column);

  return canvas->relation != RV_DRAW_MANY_TO_MANY && relate->from.table != relate->to.table && (from & RV_COLUMN_PRIMARY)
         && !(from & RV_COLUMN_FOREIGN) && !(to & RV_COLUMN_PRIMARY);
}

static Side
child_of (RvCanvas *canvas, const Relate *relate)
{
  return is_backwards (canvas, relate) ? relate->to : relate->from;
}

static Side
parent_of (RvCanvas *canvas, const Relate *relate)
{
  return is_backwards (canvas, relate) ? relate->from : relate->to;
}

/* ---- making it ---------------------------------------------------------------------------------------------------- */

static RvId
relate_many (RvCanvas *canvas, RvEdit *edit, const Relate *relate, GError **error)
{
  RvTable *a = rv_model_get_kind (canvas->model, relate->from.table, RV_KIND_TABLE);
  RvTable *b = rv_model_get_kind (canvas->model, relate->to.table, RV_KIND_TABLE);
  RvTable *between = rv_relate_many_to_many (edit, a, b, error);
  RvBox *box;

  if (between == NULL)
    return 0;
  box = rv_edit_insert (edit, RV_KIND_BOX, canvas->diagram);
  rv_edit_set_number (edit, box, RvBox_object_id, between->object.id);
  rv_arrange_diagram (edit, canvas->diagram, TRUE);
  return between->object.id;
}

static RvId
relate_two (RvCanvas *canvas, RvEdit *edit, const Relate *relate, GError **error)
{
  static const RvRelation relations[] = {
    [RV_DRAW_ONE_TO_MANY] = RV_RELATION_ONE_TO_MANY,
    [RV_DRAW_OPTIONAL] = RV_RELATION_OPTIONAL,
    [RV_DRAW_ONE_TO_ONE] = RV_RELATION_ONE_TO_ONE,
  };
  Side child = child_of (canvas, relate), parent = parent_of (canvas, relate);
  RvTable *child_table = rv_model_get_kind (canvas->model, child.table, RV_KIND_TABLE);
  RvTable *parent_table = rv_model_get_kind (canvas->model, parent.table, RV_KIND_TABLE);
  RvForeignKey *foreign_key = rv_relate_tables (edit, child_table, parent_table, relations[canvas->relation], child.column, parent.column, error);

  return foreign_key != NULL ? foreign_key->object.id : 0;
}

static gboolean
is_table (RvCanvas *canvas, RvId id)
{
  return rv_model_get_kind (canvas->model, id, RV_KIND_TABLE) != NULL;
}

/* Returns the new foreign key, or the new table of many to many; 0 where nothing came of it. */
static RvId
make (RvCanvas *canvas, const Relate *relate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvEdit) edit = NULL;
  RvId made;

  if (!is_table (canvas, relate->from.table) || !is_table (canvas, relate->to.table))
    {
      rv_canvas_fail (canvas, _("A relationship links two tables."));
      return 0;
    }
  edit = rv_canvas_begin_edit (canvas, _("Draw a relationship"));
  if (edit == NULL)
    return 0;
  made = (canvas->relation == RV_DRAW_MANY_TO_MANY ? relate_many : relate_two) (canvas, edit, relate, &error);
  if (made == 0)
    {
      rv_edit_cancel (edit);
      rv_canvas_fail (canvas, error->message);
      return 0;
    }
  return rv_canvas_commit (canvas, edit) ? made : 0;
}

static void
finish (RvCanvas *canvas, Relate *relate, GdkModifierType modifiers)
{
  RvId made = make (canvas, relate);

  let_go (relate);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  if (made == 0)
    return;
  rv_canvas_choose (canvas, made);
  rv_canvas_set_focus (canvas, made, 0);
  if (!(modifiers & GDK_CONTROL_MASK))
    rv_canvas_set_tool (canvas, "select");
}

/* ---- by pointer -------------------------------------------------------------------------------------------------------- */

static Side
side_at (RvCanvas *canvas, const RvPointer *at)
{
  RvSceneHit hit = rv_scene_hit (canvas->scene, at->x, at->y, MIN (REACH / canvas->view.zoom, 40));

  if (hit.item != RV_ITEM_BOX)
    return (Side) { 0, 0 };
  return (Side) { hit.object, canvas->view.zoom >= 0.16 ? hit.column : 0 };
}

static void
begin (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  Relate *relate = state;

  let_go (relate);
  relate->from = side_at (canvas, at);
  relate->pointer = (RvPoint) { at->x, at->y };
  if (relate->from.table != 0)
    relate->phase = DRAGGING;
}

static void
motion (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  Relate *relate = state;

  if (relate->phase != DRAGGING)
    return;
  relate->pointer = (RvPoint) { at->x, at->y };
  relate->to = side_at (canvas, at);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* A table may refer to itself, but a mere click on a row is no relationship. */
static void
end (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  Relate *relate = state;

  if (relate->phase != DRAGGING)
    return;
  relate->to = side_at (canvas, at);
  if (relate->to.table == 0 || (relate->to.table == relate->from.table && relate->to.column == relate->from.column))
    {
      let_go (relate);
      return;
    }
  if (relate->to.table == relate->from.table)
    relate->to.column = 0;
  finish (canvas, relate, at->modifiers);
}

static gboolean
cancel (RvCanvas *canvas, gpointer state)
{
  Relate *relate = state;
  gboolean had = relate->phase != IDLE;

  if (relate->phase == CHOOSING)
    rv_canvas_set_focus (canvas, relate->from.table, 0);
  let_go (relate);
  return had;
}

static void
stop (RvCanvas *canvas, gpointer state)
{
  let_go (state);
}

/* ---- by keyboard --------------------------------------------------------------------------------------------------------- */

static gboolean
start_choosing (RvCanvas *canvas, Relate *relate)
{
  if (relate->phase == CHOOSING)
    return TRUE;
  if (relate->phase != IDLE || !is_table (canvas, canvas->focus))
    return FALSE;
  relate->phase = CHOOSING;
  relate->from = (Side) { canvas->focus, canvas->focus_column };
  return TRUE;
}

static void
propose (RvCanvas *canvas, Relate *relate, RvId table)
{
  if (table == 0)
    return;
  relate->to = (Side) { table, 0 };
  rv_canvas_set_focus (canvas, table, 0);
  rv_canvas_reveal (canvas, table);
  rv_canvas_update_proxies (canvas);
  rv_canvas_focus_proxy (canvas, table);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static RvId
find_by_beginning (RvCanvas *canvas, const char *typed)
{
  const GPtrArray *boxes = rv_scene_boxes (canvas->scene);
  const RvSceneBox *best = NULL;
  gsize length = strlen (typed);

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (box->kind == RV_KIND_TABLE && g_ascii_strncasecmp (box->title, typed, length) == 0
          && (best == NULL || strcmp (box->title, best->title) < 0))
        best = box;
    }
  return best != NULL ? best->object : 0;
}

static void
type (RvCanvas *canvas, Relate *relate, const char *more)
{
  g_autofree char *typed = g_strconcat (relate->typed != NULL ? relate->typed : "", more, NULL);
  RvId table = find_by_beginning (canvas, typed);

  if (table == 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (canvas));
      return;
    }
  g_free (relate->typed);
  relate->typed = g_steal_pointer (&typed);
  propose (canvas, relate, table);
}

static gboolean
choose_by_arrow (RvCanvas *canvas, Relate *relate, int dx, int dy)
{
  if (!start_choosing (canvas, relate))
    return FALSE;
  g_clear_pointer (&relate->typed, g_free);
  propose (canvas, relate, rv_canvas_step (canvas, relate->to.table != 0 ? relate->to.table : relate->from.table, dx, dy));
  return TRUE;
}

static gboolean
choose_by_letter (RvCanvas *canvas, Relate *relate, guint keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  char text[7] = "";

  if (letter == 0 || !g_unichar_isgraph (letter) || !start_choosing (canvas, relate))
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  type (canvas, relate, text);
  return TRUE;
}

static gboolean
key (RvCanvas *canvas, gpointer state, guint keyval, GdkModifierType modifiers)
{
  Relate *relate = state;

  if (relate->phase == DRAGGING || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left:
      return choose_by_arrow (canvas, relate, -1, 0);
    case GDK_KEY_Right: case GDK_KEY_KP_Right:
      return choose_by_arrow (canvas, relate, 1, 0);
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      return choose_by_arrow (canvas, relate, 0, -1);
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      return choose_by_arrow (canvas, relate, 0, 1);
    case GDK_KEY_BackSpace:
      g_clear_pointer (&relate->typed, g_free);
      return relate->phase == CHOOSING;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      if (relate->phase == CHOOSING && relate->to.table != 0)
        finish (canvas, relate, 0);
      return TRUE;
    default:
      return choose_by_letter (canvas, relate, keyval);
    }
}

/* ---- the line that is drawn meanwhile ------------------------------------------------------------------------------------- */

typedef struct {
  cairo_t *cr;
  RvPoint at;     /* where it meets the box */
  double along;   /* 1: the line goes to the right from there, -1: to the left */
} End;

static void
stroke (const End *end, double x1, double y1, double x2, double y2)
{
  cairo_move_to (end->cr, end->at.x + x1 * end->along, end->at.y + y1);
  cairo_line_to (end->cr, end->at.x + x2 * end->along, end->at.y + y2);
  cairo_stroke (end->cr);
}

static void
draw_end (const End *end, gboolean many, gboolean optional)
{
  if (many)
    {
      stroke (end, FOOT, 0, 0, -SPREAD);
      stroke (end, FOOT, 0, 0, SPREAD);
    }
  else
    stroke (end, 7, -SPREAD, 7, SPREAD);
  if (optional)
    {
      cairo_new_path (end->cr);
      cairo_arc (end->cr, end->at.x + end->along * (many ? FOOT + 4 : 13), end->at.y, 4, 0, 2 * G_PI);
      cairo_stroke (end->cr);
    }
  else if (!many)
    stroke (end, 11, -SPREAD, 11, SPREAD);
}

/* Where a line towards @other leaves the side. */
static End
port_of (RvCanvas *canvas, Side side, RvPoint other)
{
  const RvSceneBox *box = rv_scene_box_of (canvas->scene, side.table);
  End end = { NULL, other, 1 };

  if (box == NULL)
    return end;
  end.along = other.x >= box->rect.x + box->rect.width / 2 ? 1 : -1;
  end.at.x = end.along > 0 ? box->rect.x + box->rect.width : box->rect.x;
  end.at.y = box->rect.y + rv_scene_box_port (box, side.column != 0 ? rv_scene_box_row_of (box, side.column) : -1);
  return end;
}

static RvPoint
aim (RvCanvas *canvas, const Relate *relate)
{
  const RvSceneBox *box = relate->to.table != 0 ? rv_scene_box_of (canvas->scene, relate->to.table) : NULL;

  if (box == NULL)
    return relate->pointer;
  return (RvPoint) { box->rect.x + box->rect.width / 2, box->rect.y + box->rect.height / 2 };
}

static void
draw_course (cairo_t *cr, const End *from, const End *to)
{
  double middle = from->along == to->along ? (from->along > 0 ? MAX (from->at.x, to->at.x) + 30 : MIN (from->at.x, to->at.x) - 30)
                                           : (from->at.x + to->at.x) / 2;

  cairo_move_to (cr, from->at.x, from->at.y);
  cairo_line_to (cr, middle, from->at.y);
  cairo_line_to (cr, middle, to->at.y);
  cairo_line_to (cr, to->at.x, to->at.y);
  cairo_stroke (cr);
}

static void
draw_ends (RvCanvas *canvas, const Relate *relate, const End *from, const End *to)
{
  gboolean backwards = is_backwards (canvas, relate);
  const End *child = backwards ? to : from, *parent = backwards ? from : to;
  gboolean both = canvas->relation == RV_DRAW_MANY_TO_MANY;

  if (child != to || relate->to.table != 0)
    draw_end (child, canvas->relation != RV_DRAW_ONE_TO_ONE, TRUE);
  if (parent != to || relate->to.table != 0)
    draw_end (parent, both, both || canvas->relation == RV_DRAW_OPTIONAL);
}

static void
draw_line (RvCanvas *canvas, const Relate *relate, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  RvRect seen = rv_canvas_visible (canvas);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) seen.x, (float) seen.y, (float) seen.width, (float) seen.height));
  End from = port_of (canvas, relate->from, aim (canvas, relate));
  End to = relate->to.table != 0 ? port_of (canvas, relate->to, from.at) : (End) { NULL, relate->pointer, -from.along };

  if (relate->to.table == relate->from.table)
    to.along = from.along, to.at.x = from.at.x;
  from.cr = to.cr = cr;
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, MAX (2, 1.5 / canvas->view.zoom));
  draw_course (cr, &from, &to);
  draw_ends (canvas, relate, &from, &to);
  cairo_destroy (cr);
}

static void
draw_row (RvCanvas *canvas, Side side, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  GdkRGBA faint = *color;
  RvRect rect;

  faint.alpha = 0.25f;
  if (side.column != 0 && rv_canvas_rect_of (canvas, side.column, &rect))
    gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height));
}

static void
draw (RvCanvas *canvas, gpointer state, GtkSnapshot *snapshot)
{
  const Relate *relate = state;
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);
  RvRect rect;

  if (relate->phase == IDLE || (relate->phase == CHOOSING && relate->to.table == 0))
    return;
  draw_row (canvas, relate->from, snapshot, &color);
  draw_row (canvas, relate->to, snapshot, &color);
  if (rv_canvas_rect_of (canvas, relate->from.table, &rect))
    rv_canvas_paint_frame (canvas, snapshot, rect, 2, 0, &color);
  if (relate->to.table != 0 && rv_canvas_rect_of (canvas, relate->to.table, &rect))
    rv_canvas_paint_frame (canvas, snapshot, rect, 2, 0, &color);
  draw_line (canvas, relate, snapshot, &color);
}

const RvTool rv_tool_relationship = {
  .name = "relationship",
  .icon = "rv-one-many-symbolic",
  .label = N_("Relationship"),
  .hint = N_("Drag from the table or column that refers to the one that it refers to. By keyboard: arrows or a name choose the other table, Return relates them."),
  .shortcut = GDK_KEY_r,
  .cursor = "crosshair",
  .state_size = sizeof (Relate),
  .stop = stop,
  .begin = begin,
  .motion = motion,
  .end = end,
  .key = key,
  .cancel = cancel,
  .draw = draw,
};
