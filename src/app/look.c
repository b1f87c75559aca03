/* Owns the trail of places, the search palette, the highlight and the card of a path. */
#include "app/look.h"

#include <glib/gi18n.h>

#include "app/dialogs/tags-dialog.h"
#include "app/path-card.h"
#include "app/quick-find.h"
#include "app/window-private.h"
#include "canvas/trail.h"
#include "draw/pictures.h"
#include "exchange/format.h"

#define SETTLED_MS 600     /* a view that rests so long is a place */
#define SCALE 2            /* of a picture that is copied */

struct _RvLook {
  RvWindow *window;
  RvModel *model;          /* (nullable) */
  RvQuickFind *find;
  GtkWidget *card;
  RvTrail *trail;
  guint settle;            /* source, or 0 */
  RvCanvas *canvas;        /* (nullable): whose view is watched */
  gboolean shows_neighbors;
  GHashTable *path;        /* (nullable): RvId *, the tables and foreign keys of the path that is shown */
  RvId path_from;          /* a table that a path shall begin at, while a person picks the other */
};

/* ---- the trail --------------------------------------------------------------------------------------------- */

static gboolean
note_place (gpointer data)
{
  RvLook *look = data;
  RvVisit visit = { 0 };

  g_clear_handle_id (&look->settle, g_source_remove);
  if (look->canvas == NULL || rv_canvas_get_model (look->canvas) == NULL)
    return G_SOURCE_REMOVE;
  visit.diagram = rv_canvas_get_diagram (look->canvas);
  visit.zoom = rv_canvas_get_zoom (look->canvas);
  rv_canvas_get_view (look->canvas, &visit.x, &visit.y, &visit.width, &visit.height);
  rv_trail_visit (look->trail, &visit);
  rv_window_update_actions (look->window);
  return G_SOURCE_REMOVE;
}

static void
on_view_changed (RvLook *look)
{
  g_clear_handle_id (&look->settle, g_source_remove);
  look->settle = g_timeout_add (SETTLED_MS, note_place, look);
}

static void
step (RvLook *look, int direction)
{
  const RvVisit *visit;

  if (look->settle != 0)
    note_place (look);
  visit = rv_trail_step (look->trail, direction);
  if (visit == NULL || rv_model_get_kind (look->model, visit->diagram, RV_KIND_DIAGRAM) == NULL)
    return;
  rv_project_view_open_diagram (look->window->view, visit->diagram);
  if (rv_project_view_canvas (look->window->view) != NULL)
    rv_canvas_glide_to (rv_project_view_canvas (look->window->view), visit->x, visit->y, visit->zoom);
  rv_window_update_actions (look->window);
}

gboolean
rv_look_can_step (RvLook *look, int direction)
{
  return rv_trail_can_step (look->trail, direction);
}

/* ---- what is highlighted -------------------------------------------------------------------------------------- */

static void
show_neighbors (RvLook *look)
{
  guint n_ids;
  const RvId *ids = rv_project_view_selection (look->window->view, &n_ids);
  g_autoptr (GHashTable) near = NULL;

  if (look->shows_neighbors && n_ids > 0)
    near = rv_join_neighbors (look->model, ids, n_ids);
  if (look->canvas != NULL)
    rv_canvas_set_highlight (look->canvas, near, FALSE);
}

static void
update_highlight (RvLook *look)
{
  if (look->path != NULL && look->canvas != NULL)
    rv_canvas_set_highlight (look->canvas, look->path, TRUE);
  else if (look->model != NULL)
    show_neighbors (look);
}

static void
close_path (RvLook *look)
{
  g_clear_pointer (&look->path, g_hash_table_unref);
  gtk_widget_set_visible (look->card, FALSE);
  update_highlight (look);
}

static void
light (RvLook *look, RvId id)
{
  g_hash_table_add (look->path, g_memdup2 (&id, sizeof id));
}

static guint
count_hidden (RvLook *look, RvId from, const GArray *steps, GArray *ids)
{
  guint n_hidden = 0;

  g_array_append_val (ids, from);
  for (guint i = 0; i < steps->len; i++)
    g_array_append_val (ids, g_array_index (steps, RvJoinStep, i).to);
  for (guint i = 0; i < ids->len; i++)
    n_hidden += look->canvas == NULL || !rv_canvas_has (look->canvas, g_array_index (ids, RvId, i)) ? 1 : 0;
  return n_hidden;
}

static void
show_path (RvLook *look, RvId from, RvId to)
{
  g_autoptr (GArray) steps = rv_join_path (look->model, from, to), ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  guint n_hidden;

  if (steps == NULL)
    {
      rv_window_toast (look->window, _("No foreign keys lead from one to the other"));
      return;
    }
  close_path (look);
  look->path = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  n_hidden = count_hidden (look, from, steps, ids);
  for (guint i = 0; i < ids->len; i++)
    light (look, g_array_index (ids, RvId, i));
  for (guint i = 0; i < steps->len; i++)
    light (look, g_array_index (steps, RvJoinStep, i).foreign_key->object.id);
  rv_path_card_show (RV_PATH_CARD (look->card), look->model, from, steps, n_hidden);
  update_highlight (look);
  if (look->canvas != NULL)
    rv_canvas_zoom_to (look->canvas, (const RvId *) (gpointer) ids->data, ids->len);
}

/* ---- signals ------------------------------------------------------------------------------------------------------ */

static void
on_chosen (RvLook *look, gint64 id)
{
  if (!rv_project_view_go_to (look->window->view, id))
    rv_window_toast (look->window, _("No diagram shows it"));
}

static void
on_picked (RvLook *look, gint64 id)
{
  if (rv_model_get (look->model, look->path_from) == NULL)
    return;
  show_path (look, look->path_from, id);
  if (look->canvas != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (look->canvas));
}

static void
on_canvas_gone (gpointer data, GObject *canvas)
{
  ((RvLook *) data)->canvas = NULL;
}

static void
watch (RvLook *look, RvCanvas *canvas)
{
  if (canvas == look->canvas)
    return;
  if (look->canvas != NULL)
    {
      rv_canvas_set_highlight (look->canvas, NULL, FALSE);
      g_signal_handlers_disconnect_by_data (look->canvas, look);
      g_object_weak_unref (G_OBJECT (look->canvas), on_canvas_gone, look);
    }
  look->canvas = canvas;
  if (canvas == NULL)
    return;
  g_object_weak_ref (G_OBJECT (canvas), on_canvas_gone, look);
  g_signal_connect_swapped (canvas, "view-changed", G_CALLBACK (on_view_changed), look);
  on_view_changed (look);
}

/* What is gone cannot be shown. */
static void
on_model_changed (RvLook *look, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const RvChange *change = &g_array_index (changes, RvChange, i);

      if (change->type != RV_CHANGE_REMOVED)
        continue;
      if (change->kind == RV_KIND_DIAGRAM)
        rv_trail_drop (look->trail, change->id);
      if (look->path != NULL && g_hash_table_contains (look->path, &change->id))
        close_path (look);
    }
  update_highlight (look);
}

void
rv_look_follow (RvLook *look)
{
  watch (look, look->model != NULL ? rv_project_view_canvas (look->window->view) : NULL);
  update_highlight (look);
}

void
rv_look_set_model (RvLook *look, RvModel *model)
{
  if (look->model != NULL)
    g_signal_handlers_disconnect_by_data (look->model, look);
  watch (look, NULL);
  close_path (look);
  rv_trail_clear (look->trail);
  g_clear_handle_id (&look->settle, g_source_remove);
  rv_quick_find_set_model (look->find, model);
  g_set_object (&look->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), look);
}

/* ---- actions -------------------------------------------------------------------------------------------------------- */

static void
find_anything (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_quick_find_show (((RvWindow *) data)->look->find);
}

static void
go_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step (((RvWindow *) data)->look, -1);
}

static void
go_forward (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step (((RvWindow *) data)->look, 1);
}

static void
change_neighbors (GSimpleAction *action, GVariant *state, gpointer data)
{
  RvLook *look = ((RvWindow *) data)->look;

  g_simple_action_set_state (action, state);
  look->shows_neighbors = g_variant_get_boolean (state);
  close_path (look);
}

/* Of two tables that are selected, or from one to another that a person picks. */
static void
path (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvLook *look = ((RvWindow *) data)->look;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (((RvWindow *) data)->view, &n_ids);
  const RvTable *table = n_ids > 0 ? rv_model_get_kind (look->model, ids[0], RV_KIND_TABLE) : NULL;
  g_autofree char *prompt = NULL;

  if (table == NULL || n_ids > 2)
    {
      rv_window_toast (data, _("Select one or two tables"));
      return;
    }
  if (n_ids == 2)
    {
      show_path (look, ids[0], ids[1]);
      return;
    }
  look->path_from = ids[0];
  prompt = g_strdup_printf (_("Path from %s to…"), table->name);
  rv_quick_find_ask (look->find, RV_KIND_TABLE, prompt);
}

/* What is copied: the boxes, areas and notes that are selected, or the whole diagram where nothing is. */
static void
fill_options (RvWindow *window, RvFormatOptions *options)
{
  RvCanvas *canvas = rv_project_view_canvas (window->view);

  options->diagram = rv_project_view_diagram (window->view);
  options->only = rv_canvas_get_selection (canvas, &options->n_only);
  if (options->n_only == 0)
    options->only = NULL;
}

static GBytes *
write_as (RvWindow *window, const RvFormat *const *formats, const char *id, const RvFormatOptions *options)
{
  GError *error = NULL;
  GBytes *bytes = rv_format_find (formats, id)->write (rv_window_model (window), options, NULL, &error);

  if (bytes == NULL)
    rv_window_refuse (window, error);
  return bytes;
}

static void
copy_picture (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  RvFormatOptions options = { .scale = SCALE };
  g_autoptr (GBytes) png = NULL, svg = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;

  fill_options (window, &options);
  png = write_as (window, rv_picture_formats (), "png", &options);
  svg = png != NULL ? write_as (window, rv_picture_formats (), "svg", &options) : NULL;
  if (svg == NULL)
    return;
  provider = gdk_content_provider_new_union ((GdkContentProvider *[]) { gdk_content_provider_new_for_bytes ("image/png", png),
                                                                       gdk_content_provider_new_for_bytes ("image/svg+xml", svg) }, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (window), provider);
  rv_window_toast (window, options.only != NULL ? _("Picture of the selection copied") : _("Picture of the diagram copied"));
}

static void
copy_mermaid (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  RvFormatOptions options = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  fill_options (window, &options);
  bytes = write_as (window, rv_formats (), "mermaid", &options);
  if (bytes == NULL)
    return;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (window), text);
  rv_window_toast (window, _("Mermaid text copied"));
}

static void
tags (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);

  rv_tags_dialog_show (GTK_WINDOW (window), rv_window_model (window), ids, n_ids);
}

const GActionEntry rv_look_actions[] = {
  { "find-anything", find_anything },
  { "go-back", go_back },
  { "go-forward", go_forward },
  { "highlight-neighbors", NULL, NULL, "false", change_neighbors },
  { "show-path", path },
  { "copy-picture", copy_picture },
  { "copy-mermaid", copy_mermaid },
  { "tags", tags },
};

const guint rv_n_look_actions = G_N_ELEMENTS (rv_look_actions);

/* ---- making ------------------------------------------------------------------------------------------------------------ */

static void
on_side_button (RvLook *look, int n_press, double x, double y, GtkGestureSingle *gesture)
{
  guint button = gtk_gesture_single_get_current_button (gesture);

  if (button == 8 || button == 9)
    step (look, button == 8 ? -1 : 1);
}

static void
add_side_buttons (RvLook *look)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_side_button), look);
  gtk_widget_add_controller (GTK_WIDGET (look->window->view), GTK_EVENT_CONTROLLER (click));
}

RvLook *
rv_look_new (RvWindow *window)
{
  RvLook *look = g_new0 (RvLook, 1);

  look->window = window;
  look->trail = rv_trail_new ();
  look->find = g_object_ref_sink (rv_quick_find_new ());
  gtk_widget_set_parent (GTK_WIDGET (look->find), GTK_WIDGET (window->view));
  rv_quick_find_add_menu (look->find, gtk_menu_button_get_menu_model (window->menu_button), NULL);
  rv_quick_find_add_menu (look->find, gtk_menu_button_get_menu_model (window->zoom_button), _("Zoom"));
  rv_quick_find_add_menu (look->find, gtk_menu_button_get_menu_model (window->relation_button), _("Kind of Relationship"));
  look->card = g_object_ref_sink (rv_path_card_new ());
  rv_project_view_add_overlay (window->view, look->card);
  g_signal_connect_swapped (look->find, "chosen", G_CALLBACK (on_chosen), look);
  g_signal_connect_swapped (look->find, "picked", G_CALLBACK (on_picked), look);
  g_signal_connect_swapped (look->card, "closed", G_CALLBACK (close_path), look);
  g_signal_connect_swapped (look->card, "chosen", G_CALLBACK (on_chosen), look);
  add_side_buttons (look);
  return look;
}

void
rv_look_free (RvLook *look)
{
  rv_look_set_model (look, NULL);
  g_signal_handlers_disconnect_by_data (look->find, look);
  g_signal_handlers_disconnect_by_data (look->card, look);
  g_object_unref (look->find);
  g_object_unref (look->card);
  rv_trail_free (look->trail);
  g_free (look);
}
