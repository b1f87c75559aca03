/* The keyboard: going from box to box, nudging, renaming, choosing tools. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "canvas/size.h"

/* ---- going around ------------------------------------------------------------------------------------------ */

static RvPoint
middle_of (RvRect rect)
{
  return (RvPoint) { rect.x + rect.width / 2, rect.y + rect.height / 2 };
}

RvId
rv_canvas_step (RvCanvas *canvas, RvId from, int dx, int dy)
{
  const GPtrArray *boxes = rv_scene_boxes (canvas->scene);
  RvRect start = rv_canvas_visible (canvas);
  gboolean is_from_box = from != 0 && rv_canvas_rect_of (canvas, from, &start);
  RvPoint at = middle_of (start);
  RvId best = 0;
  double least = 0;

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];
      RvPoint to = middle_of (box->rect);
      double along = (to.x - at.x) * dx + (to.y - at.y) * dy, aside = fabs ((to.x - at.x) * dy) + fabs ((to.y - at.y) * dx);
      double cost = is_from_box ? along + 2 * aside : hypot (to.x - at.x, to.y - at.y);

      if (box->object == from || (is_from_box && (along <= 1 || aside > 2 * along)) || (best != 0 && cost >= least))
        continue;
      best = box->object;
      least = cost;
    }
  return best;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const RvSceneBox *one = *(RvSceneBox *const *) a, *other = *(RvSceneBox *const *) b;

  /* Rows of about the height of a title. */
  double row = floor (one->rect.y / 40) - floor (other->rect.y / 40);

  if (row != 0)
    return row < 0 ? -1 : 1;
  if (one->rect.x != other->rect.x)
    return one->rect.x < other->rect.x ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

static void
go_to (RvCanvas *canvas, RvId id)
{
  rv_canvas_set_focus (canvas, id, 0);
  rv_canvas_choose (canvas, id);
  rv_canvas_set_focus (canvas, id, 0);
  rv_canvas_reveal (canvas, id);
  rv_canvas_update_proxies (canvas);
  rv_canvas_focus_proxy (canvas, id);
}

gboolean
rv_canvas_tab (RvCanvas *canvas, gboolean forward)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  int at = -1, next;

  if (canvas->scene == NULL)
    return FALSE;
  for (guint i = 0; i < rv_scene_boxes (canvas->scene)->len; i++)
    g_ptr_array_add (boxes, rv_scene_boxes (canvas->scene)->pdata[i]);
  g_ptr_array_sort (boxes, compare_places);
  for (guint i = 0; i < boxes->len; i++)
    if (((RvSceneBox *) boxes->pdata[i])->object == canvas->focus)
      at = (int) i;
  next = at < 0 ? (forward ? 0 : (int) boxes->len - 1) : at + (forward ? 1 : -1);
  if (next < 0 || next >= (int) boxes->len)
    return FALSE;
  go_to (canvas, ((RvSceneBox *) boxes->pdata[next])->object);
  return TRUE;
}

static gboolean
walk (RvCanvas *canvas, int dx, int dy)
{
  RvId next = rv_canvas_step (canvas, canvas->focus, dx, dy);

  if (next != 0)
    go_to (canvas, next);
  return TRUE;
}

/* Up and down the rows of the table with the focus. */
static gboolean
walk_rows (RvCanvas *canvas, int dy)
{
  const RvSceneBox *box = rv_scene_box_of (canvas->scene, canvas->focus);
  int row, next;

  if (box == NULL || dy == 0)
    return FALSE;
  row = canvas->focus_column != 0 ? rv_scene_box_row_of (box, canvas->focus_column) : -1;
  next = CLAMP (row + dy, -1, (int) box->rows->len - 1);
  rv_canvas_set_focus (canvas, canvas->focus, next < 0 ? 0 : g_array_index (box->rows, RvSceneRow, next).column);
  rv_canvas_reveal (canvas, next < 0 ? canvas->focus : canvas->focus_column);
  return TRUE;
}

static gboolean
on_arrow (RvCanvas *canvas, int dx, int dy, GdkModifierType modifiers)
{
  double step = modifiers & GDK_SHIFT_MASK ? 1 : canvas->grid;

  if ((modifiers & GDK_CONTROL_MASK) && (modifiers & GDK_SHIFT_MASK))
    return FALSE; /* the window aligns */
  if ((modifiers & GDK_ALT_MASK) && (modifiers & GDK_SHIFT_MASK))
    return rv_size_key (canvas, dx * canvas->grid, dy * canvas->grid);
  if (modifiers & GDK_ALT_MASK)
    return dy != 0 && walk_rows (canvas, dy); /* sideways is the window's: back and forward */
  if (modifiers & GDK_CONTROL_MASK)
    return walk (canvas, dx, dy);
  if (rv_canvas_nudge (canvas, dx * step, dy * step))
    return TRUE;
  return walk (canvas, dx, dy);
}

/* ---- other keys ---------------------------------------------------------------------------------------------- */

static gboolean
on_escape (RvCanvas *canvas)
{
  if (rv_canvas_cancel (canvas))
    return TRUE;
  if (canvas->tool != &rv_tool_select)
    rv_canvas_set_tool (canvas, "select");
  else if (canvas->focus_column != 0)
    rv_canvas_set_focus (canvas, canvas->focus, 0);
  else if (rv_selection_size (canvas->selection) > 0)
    rv_canvas_choose (canvas, 0);
  else
    return FALSE;
  return TRUE;
}

static gboolean
rename_focus (RvCanvas *canvas)
{
  RvId id = canvas->focus_column != 0 ? canvas->focus_column : canvas->focus;

  if (id == 0 && rv_selection_size (canvas->selection) == 1)
    id = rv_selection_ids (canvas->selection)[0];
  return id != 0 && rv_canvas_start_rename (canvas, id);
}

/* A new last column in the table with the focus, to be named. */
static gboolean
add_column (RvCanvas *canvas)
{
  RvTable *table = rv_model_get_kind (canvas->model, canvas->focus, RV_KIND_TABLE);
  g_autofree char *label = NULL;
  g_autoptr (RvEdit) edit = NULL;
  RvColumn *column;

  if (table == NULL)
    return FALSE;
  label = g_strdup_printf (_("Add a column to %s"), table->name);
  edit = rv_canvas_begin_edit (canvas, label);
  if (edit == NULL)
    return TRUE;
  column = rv_design_add_column (edit, table, "new_column", "text");
  if (rv_canvas_commit (canvas, edit))
    rv_canvas_start_rename (canvas, column->object.id);
  return TRUE;
}

static gboolean
menu_at_focus (RvCanvas *canvas)
{
  RvPoint at = { gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0, gtk_widget_get_height (GTK_WIDGET (canvas)) / 2.0 };
  RvId id = canvas->focus_column != 0 ? canvas->focus_column : canvas->focus;
  RvRect rect;

  if (id != 0 && rv_canvas_rect_of (canvas, id, &rect))
    at = rv_canvas_to_view (canvas, rect.x + MIN (rect.width / 2, 60), rect.y + MIN (rect.height / 2, 12));
  g_signal_emit_by_name (canvas, "context-menu", at.x, at.y, id);
  return TRUE;
}

static gboolean
choose_tool_by_key (RvCanvas *canvas, guint keyval)
{
  const RvTool *const *tools = rv_tools ();

  for (guint i = 0; tools[i] != NULL; i++)
    if (tools[i]->shortcut == gdk_keyval_to_lower (keyval))
      {
        rv_canvas_set_tool (canvas, tools[i]->name);
        return TRUE;
      }
  return FALSE;
}

static gboolean
on_plain_key (RvCanvas *canvas, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_F2: case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      return rename_focus (canvas);
    case GDK_KEY_Insert: case GDK_KEY_KP_Insert:
      return add_column (canvas);
    case GDK_KEY_Delete: case GDK_KEY_KP_Delete: case GDK_KEY_BackSpace:
      if (rv_selection_size (canvas->selection) > 0)
        g_signal_emit_by_name (canvas, "delete-requested");
      return TRUE;
    case GDK_KEY_plus: case GDK_KEY_KP_Add: case GDK_KEY_equal:
      rv_canvas_zoom_in (canvas);
      return TRUE;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract:
      rv_canvas_zoom_out (canvas);
      return TRUE;
    case GDK_KEY_1:
      rv_canvas_zoom_reset (canvas);
      return TRUE;
    case GDK_KEY_0:
      rv_canvas_zoom_fit (canvas);
      return TRUE;
    case GDK_KEY_2:
      rv_canvas_zoom_to_selection (canvas);
      return TRUE;
    case GDK_KEY_Menu:
      return menu_at_focus (canvas);
    case GDK_KEY_space:
      canvas->is_space_down = TRUE;
      rv_canvas_update_cursor (canvas);
      return TRUE;
    default:
      return choose_tool_by_key (canvas, keyval);
    }
}

gboolean
rv_canvas_key (RvCanvas *canvas, guint keyval, GdkModifierType modifiers)
{
  GdkModifierType held = modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK);

  if (canvas->scene == NULL || canvas->rename != NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    return on_escape (canvas);
  if (canvas->tool->key != NULL && canvas->tool->key (canvas, canvas->tool_state, keyval, modifiers))
    return TRUE;
  switch (keyval)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left:
      return on_arrow (canvas, -1, 0, modifiers);
    case GDK_KEY_Right: case GDK_KEY_KP_Right:
      return on_arrow (canvas, 1, 0, modifiers);
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      return on_arrow (canvas, 0, -1, modifiers);
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      return on_arrow (canvas, 0, 1, modifiers);
    case GDK_KEY_F10:
      return held == GDK_SHIFT_MASK && menu_at_focus (canvas);
    default:
      return (held & ~GDK_SHIFT_MASK) == 0 && on_plain_key (canvas, keyval);
    }
}

void
rv_canvas_key_up (RvCanvas *canvas, guint keyval)
{
  if (keyval != GDK_KEY_space)
    return;
  canvas->is_space_down = FALSE;
  rv_canvas_update_cursor (canvas);
}
