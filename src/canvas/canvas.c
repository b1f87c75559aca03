/* The widget: which diagram it shows, how it follows the model, what is chosen. */
#include <glib/gi18n-lib.h>

#include "canvas/canvas-private.h"
#include "canvas/fold.h"
#include "canvas/settle.h"
#include "canvas/overlay.h"
#include "canvas/style.h"

enum { PROP_ZOOM = 1, PROP_TOOL, N_PROPS };
enum { SELECTION_CHANGED, DELETE_REQUESTED, CONTEXT_MENU, FAILED, LINK_FOLLOWED, VIEW_CHANGED, SCENE_CHANGED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvCanvas, rv_canvas, GTK_TYPE_WIDGET)

/* ---- finding ------------------------------------------------------------------------------------------ */

RvId
rv_canvas_object_at (const RvSceneHit *hit)
{
  if (hit->item == RV_ITEM_BOX || (hit->item == RV_ITEM_LINE && rv_scene_is_made (hit->id)))
    return hit->object;
  return hit->item == RV_ITEM_NONE ? 0 : hit->id;
}

gboolean
rv_canvas_shows (RvCanvas *canvas, RvId id)
{
  return canvas->scene != NULL
         && (rv_scene_box_of (canvas->scene, id) != NULL || rv_scene_line (canvas->scene, id) != NULL
             || rv_scene_area (canvas->scene, id) != NULL || rv_scene_note (canvas->scene, id) != NULL);
}

static gboolean
rect_of_line (const RvSceneLine *line, RvRect *rect)
{
  if (line->n_points == 0)
    return FALSE;
  *rect = (RvRect) { line->points[0].x, line->points[0].y, 0, 0 };
  for (guint i = 1; i < line->n_points; i++)
    *rect = rv_rect_union (*rect, (RvRect) { line->points[i].x, line->points[i].y, 0, 0 });
  return TRUE;
}

static gboolean
rect_of_column (RvCanvas *canvas, RvId id, RvRect *rect)
{
  RvObject *column = rv_model_get (canvas->model, id);
  RvSceneBox *box = column != NULL ? rv_scene_box_of (canvas->scene, rv_record_parent (column)) : NULL;
  int row = box != NULL ? rv_scene_box_row_of (box, id) : -1;

  if (box == NULL)
    return FALSE;
  *rect = box->rect;
  if (row < 0)
    return TRUE;
  rect->y += rv_scene_box_port (box, row) - box->row_height / 2;
  rect->height = box->row_height;
  return TRUE;
}

gboolean
rv_canvas_item_rect (RvCanvas *canvas, RvId item, RvRect *rect)
{
  const RvSceneBox *box = rv_scene_box (canvas->scene, item);
  const RvSceneArea *area = rv_scene_area (canvas->scene, item);
  const RvSceneNote *note = rv_scene_note (canvas->scene, item);

  if (box == NULL && area == NULL && note == NULL)
    return FALSE;
  *rect = box != NULL ? box->rect : area != NULL ? area->rect : note->rect;
  return TRUE;
}

gboolean
rv_canvas_rect_of (RvCanvas *canvas, RvId id, RvRect *rect)
{
  const RvSceneBox *box;
  const RvSceneLine *line;

  if (canvas->scene == NULL)
    return FALSE;
  box = rv_scene_box_of (canvas->scene, id);
  line = rv_scene_line (canvas->scene, id);
  if (line != NULL)
    return rect_of_line (line, rect);
  if (box != NULL)
    {
      *rect = box->rect;
      return TRUE;
    }
  return rv_canvas_item_rect (canvas, id, rect) || rect_of_column (canvas, id, rect);
}

/* ---- what is chosen ------------------------------------------------------------------------------------- */

static void
selection_changed (RvCanvas *canvas)
{
  canvas->stretch = 0;
  rv_fold_follow (canvas->fold);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  rv_canvas_queue_proxies (canvas);
  g_signal_emit (canvas, signals[SELECTION_CHANGED], 0);
}

const RvId *
rv_canvas_get_selection (RvCanvas *canvas, guint *n_ids)
{
  *n_ids = rv_selection_size (canvas->selection);
  return rv_selection_ids (canvas->selection);
}

void
rv_canvas_set_selection (RvCanvas *canvas, const RvId *ids, guint n_ids)
{
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < n_ids; i++)
    if (rv_canvas_shows (canvas, ids[i]))
      g_array_append_val (shown, ids[i]);
  if (!rv_selection_set (canvas->selection, (const RvId *) shown->data, shown->len))
    return;
  if (!rv_selection_has (canvas->selection, canvas->focus))
    rv_canvas_set_focus (canvas, shown->len > 0 ? g_array_index (shown, RvId, 0) : 0, 0);
  selection_changed (canvas);
}

void
rv_canvas_select_all (RvCanvas *canvas)
{
  const GPtrArray *boxes = canvas->scene != NULL ? rv_scene_boxes (canvas->scene) : NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RvId));

  if (boxes == NULL)
    return;
  for (guint i = 0; i < rv_scene_n_placed (canvas->scene); i++)
    g_array_append_val (ids, ((RvSceneBox *) boxes->pdata[i])->object);
  for (guint i = 0; i < rv_scene_notes (canvas->scene)->len; i++)
    g_array_append_val (ids, ((RvSceneNote *) rv_scene_notes (canvas->scene)->pdata[i])->id);
  for (guint i = 0; i < rv_scene_areas (canvas->scene)->len; i++)
    g_array_append_val (ids, ((RvSceneArea *) rv_scene_areas (canvas->scene)->pdata[i])->id);
  rv_canvas_set_selection (canvas, (const RvId *) ids->data, ids->len);
}

void
rv_canvas_toggle (RvCanvas *canvas, RvId id)
{
  if (id == 0)
    return;
  if (!rv_selection_remove (canvas->selection, id))
    rv_selection_add (canvas->selection, id);
  selection_changed (canvas);
}

void
rv_canvas_choose (RvCanvas *canvas, RvId id)
{
  rv_canvas_set_selection (canvas, &id, id != 0 ? 1 : 0);
}

RvId
rv_canvas_get_column (RvCanvas *canvas)
{
  return canvas->focus_column;
}

void
rv_canvas_set_focus (RvCanvas *canvas, RvId id, RvId column)
{
  canvas->focus = id;
  canvas->focus_column = column;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* ---- following the model ------------------------------------------------------------------------------------ */

void
rv_canvas_took (RvCanvas *canvas, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const RvSceneChange *change = &g_array_index (changes, RvSceneChange, i);

      rv_canvas_touch (canvas, change->id);
      /* Boxes, areas and notes are kept relative to their corner. */
      if (change->verb == RV_SCENE_MOVED)
        continue;
      rv_nodes_forget (canvas->nodes, change->id);
      rv_far_forget (canvas->far, change->id);
      if (change->verb != RV_SCENE_CHANGED)
        rv_far_regroup (canvas->far);
    }
  if (changes->len > 0)
    {
      canvas->has_bounds = FALSE;
      rv_overlays_forget (canvas->overlays);
      if (rv_overlays_has (canvas->overlays, RV_OVERLAY_BELOW))
        rv_raster_forget_tiles (canvas->raster);
      rv_canvas_queue_proxies (canvas);
      gtk_widget_queue_draw (GTK_WIDGET (canvas));
      g_signal_emit (canvas, signals[SCENE_CHANGED], 0);
    }
  g_array_unref (changes);
}

/* Takes out of the selection what is no longer shown. */
static void
drop_lost (RvCanvas *canvas)
{
  guint n = rv_selection_size (canvas->selection);
  g_autofree RvId *ids = g_memdup2 (rv_selection_ids (canvas->selection), n * sizeof (RvId));
  gboolean lost = FALSE;

  for (guint i = 0; i < n; i++)
    if (!rv_canvas_shows (canvas, ids[i]))
      lost = rv_selection_remove (canvas->selection, ids[i]) || lost;
  if (canvas->focus != 0 && !rv_canvas_shows (canvas, canvas->focus))
    rv_canvas_set_focus (canvas, 0, 0);
  if (canvas->focus_column != 0 && rv_model_get (canvas->model, canvas->focus_column) == NULL)
    rv_canvas_set_focus (canvas, canvas->focus, 0);
  if (lost)
    selection_changed (canvas);
}

/* It may say something else, or be shown or not, while no box looks different. */
static void
update_legend (RvCanvas *canvas, const GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      RvKind kind = g_array_index (changes, RvChange, i).kind;

      if (kind != RV_KIND_DIAGRAM && kind != RV_KIND_SCHEMA && kind != RV_KIND_TAG && kind != RV_KIND_TAGGING)
        continue;
      rv_canvas_update_overlay (canvas, canvas->legend);
      return;
    }
}

static void
on_model_changed (RvModel *model, GArray *changes, gpointer data)
{
  RvCanvas *canvas = data;
  GHashTable *before;

  if (rv_model_get_kind (model, canvas->diagram, RV_KIND_DIAGRAM) == NULL)
    {
      rv_canvas_set_diagram (canvas, NULL, 0);
      return;
    }
  /* What is being dragged may be another now. */
  if (canvas->is_pressed)
    rv_canvas_cancel (canvas);
  canvas->hover = (RvSceneHit) { 0 };
  before = rv_settle_look (canvas);
  rv_canvas_took (canvas, rv_scene_apply (canvas->scene, changes));
  rv_canvas_queue_proxies (canvas); /* what is said of a box is spoken with it */
  rv_settle_start (canvas, before);
  update_legend (canvas, changes);
  drop_lost (canvas);
  rv_canvas_place_rename (canvas);
}

static void
let_go (RvCanvas *canvas)
{
  rv_canvas_cancel (canvas);
  rv_settle_stop (canvas);
  rv_canvas_end_rename (canvas, FALSE);
  rv_canvas_drop_proxies (canvas);
  rv_nodes_forget_all (canvas->nodes);
  rv_canvas_forget_pixels (canvas);
  rv_overlays_forget (canvas->overlays);
  g_clear_pointer (&canvas->scene, rv_scene_free);
  canvas->has_bounds = FALSE;
  if (canvas->model != NULL)
    g_signal_handlers_disconnect_by_data (canvas->model, canvas);
  g_clear_object (&canvas->model);
  canvas->diagram = 0;
  canvas->focus = canvas->focus_column = 0;
  canvas->hover = (RvSceneHit) { 0 };
  g_clear_pointer (&canvas->lit, g_hash_table_unref);
}

void
rv_canvas_set_diagram (RvCanvas *canvas, RvModel *model, RvId diagram)
{
  g_return_if_fail (RV_IS_CANVAS (canvas));
  g_return_if_fail (model == NULL || rv_model_get_kind (model, diagram, RV_KIND_DIAGRAM) != NULL);

  let_go (canvas);
  if (model != NULL)
    {
      canvas->model = g_object_ref (model);
      canvas->diagram = diagram;
      canvas->scene = rv_scene_new (model, diagram);
      g_signal_connect (model, "changed", G_CALLBACK (on_model_changed), canvas);
    }
  if (rv_selection_set (canvas->selection, NULL, 0))
    selection_changed (canvas);
  rv_canvas_stop_gliding (canvas);
  canvas->must_fit = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  rv_canvas_queue_proxies (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_signal_emit (canvas, signals[SCENE_CHANGED], 0);
}

RvModel *
rv_canvas_get_model (RvCanvas *canvas)
{
  return canvas->model;
}

RvId
rv_canvas_get_diagram (RvCanvas *canvas)
{
  return canvas->diagram;
}

void
rv_canvas_set_palette (RvCanvas *canvas, const char *id)
{
  const RvPalette *palette = rv_palette_find (id);

  if (palette == canvas->palette)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (canvas), canvas->palette->id);
  gtk_widget_add_css_class (GTK_WIDGET (canvas), palette->id);
  canvas->palette = palette;
  rv_nodes_set_palette (canvas->nodes, palette);
  rv_canvas_forget_pixels (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_signal_emit (canvas, signals[SCENE_CHANGED], 0);
}

void
rv_canvas_set_snap (RvCanvas *canvas, gboolean snap, int grid)
{
  canvas->snaps = snap;
  canvas->grid = CLAMP (grid, 1, 1024);
}

/* ---- editing ---------------------------------------------------------------------------------------------- */

void
rv_canvas_fail (RvCanvas *canvas, const char *message)
{
  g_signal_emit (canvas, signals[FAILED], 0, message);
}

RvEdit *
rv_canvas_begin_edit (RvCanvas *canvas, const char *label)
{
  const char *reason = canvas->model != NULL ? rv_model_read_only_reason (canvas->model) : NULL;

  if (canvas->model == NULL)
    return NULL;
  if (reason == NULL)
    return rv_edit_begin (canvas->model, label);
  rv_canvas_fail (canvas, reason);
  return NULL;
}

gboolean
rv_canvas_commit (RvCanvas *canvas, RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  if (rv_edit_commit (edit, &error))
    return TRUE;
  rv_canvas_fail (canvas, error->message);
  return FALSE;
}

RvId
rv_canvas_home_schema (RvCanvas *canvas)
{
  const GPtrArray *boxes = rv_scene_boxes (canvas->scene), *schemas = rv_model_all (canvas->model, RV_KIND_SCHEMA);
  RvObject *near = rv_model_get (canvas->model, canvas->focus);
  RvObject *public = rv_model_find (canvas->model, RV_KIND_SCHEMA, 0, "public");

  if (near == NULL && boxes->len > 0)
    near = rv_model_get (canvas->model, ((RvSceneBox *) boxes->pdata[0])->object);
  if (near != NULL && rv_model_get_kind (canvas->model, rv_record_parent (near), RV_KIND_SCHEMA) != NULL)
    return rv_record_parent (near);
  if (public != NULL)
    return public->id;
  return schemas->len > 0 ? ((RvObject *) schemas->pdata[0])->id : 0;
}

/* ---- the tool ------------------------------------------------------------------------------------------------ */

gboolean
rv_canvas_cancel (RvCanvas *canvas)
{
  gboolean had = canvas->is_pressed;

  canvas->is_pressed = canvas->is_dragging = FALSE;
  if (rv_canvas_end_rename (canvas, FALSE))
    had = TRUE;
  if (canvas->scene != NULL && canvas->tool->cancel != NULL)
    had = canvas->tool->cancel (canvas, canvas->tool_state) || had;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return had;
}

static void
stop_tool (RvCanvas *canvas)
{
  if (canvas->tool == NULL)
    return;
  rv_canvas_cancel (canvas);
  if (canvas->tool->stop != NULL)
    canvas->tool->stop (canvas, canvas->tool_state);
  g_clear_pointer (&canvas->tool_state, g_free);
}

void
rv_canvas_set_tool (RvCanvas *canvas, const char *name)
{
  const RvTool *tool = rv_tool_find (name);

  g_return_if_fail (tool != NULL);
  if (tool == canvas->tool)
    return;
  stop_tool (canvas);
  canvas->tool = tool;
  canvas->tool_state = g_malloc0 (MAX (tool->state_size, 1));
  if (tool->start != NULL && canvas->scene != NULL)
    tool->start (canvas, canvas->tool_state);
  rv_canvas_update_cursor (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_object_notify_by_pspec (G_OBJECT (canvas), props[PROP_TOOL]);
}

const char *
rv_canvas_get_tool (RvCanvas *canvas)
{
  return canvas->tool->name;
}

void
rv_canvas_set_relation (RvCanvas *canvas, RvDrawnRelation relation)
{
  canvas->relation = relation;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

RvDrawnRelation
rv_canvas_get_relation (RvCanvas *canvas)
{
  return canvas->relation;
}

/* ---- the widget ---------------------------------------------------------------------------------------------- */

static void
rv_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RvCanvas *canvas = RV_CANVAS (widget);

  rv_canvas_paint (canvas, snapshot);
  /* Of the children only that in which a name is typed has a look of its own. */
  if (canvas->rename != NULL)
    GTK_WIDGET_CLASS (rv_canvas_parent_class)->snapshot (widget, snapshot);
}

static void
rv_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
}

static void
fly_now (RvCanvas *canvas)
{
  RvId to = canvas->fly_to;

  canvas->fly_to = 0;
  rv_canvas_fly_to (canvas, to);
}

static void
rv_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RvCanvas *canvas = RV_CANVAS (widget);

  if (canvas->must_fit && canvas->scene != NULL && width > 1 && height > 1)
    rv_canvas_fit_now (canvas);
  if (canvas->fly_to != 0 && width > 1 && height > 1)
    fly_now (canvas);
  rv_canvas_place_proxies (canvas);
  rv_canvas_place_rename (canvas);
  rv_canvas_queue_proxies (canvas);
  g_signal_emit (canvas, signals[VIEW_CHANGED], 0);
}

static gboolean
rv_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RvCanvas *canvas = RV_CANVAS (widget);
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && canvas->rename == NULL && gtk_widget_get_focus_child (widget) == NULL && !gtk_widget_has_focus (widget))
    return gtk_widget_grab_focus (widget);
  if (is_tab && canvas->rename == NULL)
    return rv_canvas_tab (canvas, direction == GTK_DIR_TAB_FORWARD);
  return FALSE;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RvCanvas *canvas = RV_CANVAS (object);

  if (id == PROP_ZOOM)
    g_value_set_double (value, canvas->view.zoom);
  else if (id == PROP_TOOL)
    g_value_set_string (value, canvas->tool->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RvCanvas *canvas = RV_CANVAS (object);

  if (id == PROP_ZOOM)
    rv_canvas_set_zoom (canvas, g_value_get_double (value));
  else if (id == PROP_TOOL)
    rv_canvas_set_tool (canvas, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
dispose (GObject *object)
{
  RvCanvas *canvas = RV_CANVAS (object);

  if (canvas->tool != NULL)
    let_go (canvas);
  stop_tool (canvas);
  canvas->tool = NULL;
  g_clear_handle_id (&canvas->proxy_update, g_source_remove);
  g_clear_handle_id (&canvas->rest, g_source_remove);
  g_clear_handle_id (&canvas->still, g_source_remove);
  g_clear_handle_id (&canvas->settle, g_source_remove);
  G_OBJECT_CLASS (rv_canvas_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  RvCanvas *canvas = RV_CANVAS (object);

  rv_nodes_free (canvas->nodes);
  rv_overlays_free (canvas->overlays);
  rv_far_free (canvas->far);
  rv_raster_free (canvas->raster);
  rv_selection_free (canvas->selection);
  g_ptr_array_unref (canvas->proxies);
  G_OBJECT_CLASS (rv_canvas_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DELETE_REQUESTED] = g_signal_new ("delete-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CONTEXT_MENU] = g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_DOUBLE,
                                        G_TYPE_DOUBLE, G_TYPE_INT64);
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SCENE_CHANGED] = g_signal_new ("scene-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LINK_FOLLOWED] = g_signal_new ("link-followed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rv_canvas_class_init (RvCanvasClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->snapshot = rv_canvas_snapshot;
  widget_class->measure = rv_canvas_measure;
  widget_class->size_allocate = rv_canvas_size_allocate;
  widget_class->focus = rv_canvas_focus;
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, RV_ZOOM_MIN, RV_ZOOM_MAX, 1,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_TOOL] = g_param_spec_string ("tool", NULL, NULL, "select",
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  install_signals (G_TYPE_FROM_CLASS (class));
  gtk_widget_class_set_css_name (widget_class, "diagram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rv_canvas_init (RvCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);

  canvas->palette = rv_palette_find ("light");
  canvas->nodes = rv_nodes_new (canvas->palette);
  canvas->overlays = rv_overlays_new ();
  canvas->far = rv_far_new ();
  canvas->raster = rv_canvas_new_raster (canvas);
  canvas->selection = rv_selection_new ();
  canvas->proxies = g_ptr_array_new ();
  canvas->view = canvas->goal = (RvSight) { 0, 0, 1 };
  canvas->snaps = TRUE;
  canvas->grid = 8;
  rv_style_add (gtk_widget_get_display (widget));
  gtk_widget_add_css_class (widget, canvas->palette->id);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Diagram"), -1);
  rv_canvas_add_input (canvas);
  rv_canvas_show_locks (canvas);
  canvas->legend = rv_canvas_add_legend (canvas);
  canvas->fold = rv_fold_new (canvas);
  rv_canvas_set_tool (canvas, "select");
}

GtkWidget *
rv_canvas_new (void)
{
  return g_object_new (RV_TYPE_CANVAS, NULL);
}
