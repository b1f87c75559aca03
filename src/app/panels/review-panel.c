/* Owns the rows, the pins of the canvas in front, and the popover of the thread that is open. */
#include "app/panels/review-panel.h"

#include <glib/gi18n.h>

#include "app/labels.h"
#include "app/panels/review-thread.h"
#include "app/panels/side-page.h"
#include "canvas/overlay.h"
#include "draw/pins.h"
#include "model/review.h"

#define FLIGHT_MS 400   /* until the view is where it goes */

typedef enum { SHOW_OPEN, SHOW_RESOLVED, SHOW_ALL } Filter;

struct _RvReviewPanel {
  GtkWidget parent_instance;
  RvSidePage page;
  GtkEditable *search;
  GtkDropDown *filter;
  RvReviewThread *thread;   /* a child of the view that holds the canvas, too */
  RvModel *model;
  RvCanvas *canvas;         /* (nullable), weak */
  guint overlay;
  GHashTable *places;       /* RvId -> RvPoint of the pins that were drawn last */
  gboolean shows_pins;
  RvId wanted;              /* the thread that opens when the view is there */
  guint opening;            /* source */
};

enum { FAILED, REVEALED, DIAGRAM_WANTED, N_SIGNALS };
enum { SHOWS_PINS = 1, N_PROPERTIES };

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RvReviewPanel, rv_review_panel, GTK_TYPE_WIDGET)

/* ---- pins ---------------------------------------------------------------------------------------- */

static void
draw_pins (RvDisplayList *list, RvScene *scene, RvDetail detail, gpointer data)
{
  RvReviewPanel *panel = data;

  rv_pins_draw (list, scene, gtk_drop_down_get_selected (panel->filter) != SHOW_OPEN);
  g_hash_table_remove_all (panel->places);
  for (guint i = 0; i < list->groups->len; i++)
    {
      const RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, i);
      RvPoint place = { group->x, group->y };

      g_hash_table_insert (panel->places, GSIZE_TO_POINTER (group->id), g_memdup2 (&place, sizeof place));
    }
}

/* Shows the popover at a place of the canvas. */
static void
place_of_canvas (RvReviewPanel *panel, RvPoint at, double *x, double *y)
{
  double view_x, view_y, width, height, zoom = rv_canvas_get_zoom (panel->canvas);
  graphene_point_t here;

  rv_canvas_get_view (panel->canvas, &view_x, &view_y, &width, &height);
  here = GRAPHENE_POINT_INIT ((float) ((CLAMP (at.x, view_x, view_x + width) - view_x) * zoom),
                              (float) ((CLAMP (at.y, view_y, view_y + height) - view_y) * zoom));
  if (!gtk_widget_compute_point (GTK_WIDGET (panel->canvas), gtk_widget_get_parent (GTK_WIDGET (panel->thread)), &here, &here))
    here = GRAPHENE_POINT_INIT (0, 0);
  *x = here.x;
  *y = here.y;
}

static gboolean
press_pin (gint64 id, gpointer data)
{
  RvReviewPanel *panel = data;
  const RvPoint *at = g_hash_table_lookup (panel->places, GSIZE_TO_POINTER (id));
  double x, y;

  if (at == NULL)
    return FALSE;
  place_of_canvas (panel, *at, &x, &y);
  rv_review_thread_show (panel->thread, panel->model, id, x, y);
  return TRUE;
}

static const RvOverlay overlay = { RV_OVERLAY_PINNED, draw_pins, press_pin };

static void
update_pins (RvReviewPanel *panel)
{
  gboolean wanted = panel->canvas != NULL && panel->model != NULL && panel->shows_pins;

  if (wanted && panel->overlay == 0)
    panel->overlay = rv_canvas_add_overlay (panel->canvas, &overlay, panel, NULL);
  else if (wanted)
    rv_canvas_update_overlay (panel->canvas, panel->overlay);
  else if (panel->canvas != NULL && panel->overlay != 0)
    {
      rv_canvas_remove_overlay (panel->canvas, panel->overlay);
      panel->overlay = 0;
    }
}

void
rv_review_panel_set_canvas (RvReviewPanel *panel, RvCanvas *canvas)
{
  if (canvas == panel->canvas)
    return;
  if (panel->canvas != NULL)
    {
      if (panel->overlay != 0)
        rv_canvas_remove_overlay (panel->canvas, panel->overlay);
      g_object_remove_weak_pointer (G_OBJECT (panel->canvas), (gpointer *) &panel->canvas);
    }
  panel->overlay = 0;
  panel->canvas = canvas;
  if (canvas != NULL)
    g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *) &panel->canvas);
  update_pins (panel);
}

/* ---- the list --------------------------------------------------------------------------------------- */

static gboolean
contains (const char *text, const char *what)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1), *sought = g_utf8_casefold (what, -1);

  return strstr (folded, sought) != NULL;
}

/* Whether a note of the thread says it or is by somebody of that name. */
static gboolean
is_sought (RvReviewPanel *panel, const RvReviewNote *first)
{
  const char *sought = gtk_editable_get_text (panel->search);
  Filter filter = gtk_drop_down_get_selected (panel->filter);
  g_autoptr (GPtrArray) thread = NULL;

  if (filter != SHOW_ALL && first->is_resolved != (filter == SHOW_RESOLVED))
    return FALSE;
  thread = rv_review_thread (panel->model, first);
  for (guint i = 0; i < thread->len; i++)
    {
      const RvReviewNote *note = thread->pdata[i];

      if (contains (note->text, sought) || contains (note->author, sought))
        return TRUE;
    }
  return FALSE;
}

static void
add_row (RvReviewPanel *panel, const RvReviewNote *first)
{
  g_autoptr (GPtrArray) thread = rv_review_thread (panel->model, first);
  const RvObject *about = rv_model_get (panel->model, first->object_id);
  g_autofree char *label = about != NULL ? rv_object_label (panel->model, about) : g_strdup (_("A place"));
  g_autofree char *day = g_strndup (first->made_at != NULL ? first->made_at : "", 10);
  g_autofree char *replies = thread->len > 1 ? g_strdup_printf (ngettext ("  ·  %u reply", "  ·  %u replies", thread->len - 1), thread->len - 1)
                                             : g_strdup ("");
  g_autofree char *detail = g_strdup_printf ("%s  ·  %s  ·  %s%s%s%s", label, first->author != NULL ? first->author : "", day, replies,
                                             first->is_resolved ? "  ·  " : "", first->is_resolved ? _("resolved") : "");

  rv_side_page_add (&panel->page, first->object.id, first->text != NULL ? first->text : "", detail, NULL);
}

static void
fill (RvReviewPanel *panel)
{
  g_autoptr (GPtrArray) threads = NULL;
  RvId selected = rv_side_page_chosen (&panel->page);

  if (panel->model == NULL)
    return;
  threads = rv_review_threads (panel->model);
  rv_side_page_clear (&panel->page);
  for (guint i = 0; i < threads->len; i++)
    if (is_sought (panel, threads->pdata[i]))
      add_row (panel, threads->pdata[i]);
  rv_side_page_settle (&panel->page);
  rv_side_page_select (&panel->page, selected);
  update_pins (panel);
}

static void
on_model_changed (RvReviewPanel *panel, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, RvChange, i).kind == RV_KIND_REVIEW_NOTE)
      {
        fill (panel);
        return;
      }
}

/* ---- going to one ------------------------------------------------------------------------------------- */

/* At its pin where it has one, else beside its row. */
static gboolean
on_opening (gpointer data)
{
  RvReviewPanel *panel = data;
  const RvPoint *at = g_hash_table_lookup (panel->places, GSIZE_TO_POINTER (panel->wanted));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (panel->page.rows);
  graphene_point_t here = GRAPHENE_POINT_INIT (0, 24);
  double x, y;

  panel->opening = 0;
  if (at != NULL && panel->canvas != NULL)
    {
      place_of_canvas (panel, *at, &x, &y);
      rv_review_thread_show (panel->thread, panel->model, panel->wanted, x, y);
    }
  else if (row != NULL && gtk_widget_compute_point (GTK_WIDGET (row), gtk_widget_get_parent (GTK_WIDGET (panel->thread)), &here, &here))
    rv_review_thread_show (panel->thread, panel->model, panel->wanted, here.x, here.y);
  return G_SOURCE_REMOVE;
}

static void
open_row (RvReviewPanel *panel, GtkListBoxRow *row)
{
  const RvReviewNote *note = rv_model_get_kind (panel->model, rv_side_page_id (row), RV_KIND_REVIEW_NOTE);

  if (note == NULL)
    return;
  panel->wanted = note->object.id;
  if (note->object_id != 0)
    g_signal_emit (panel, signals[REVEALED], 0, (gint64) note->object_id);
  else
    {
      g_signal_emit (panel, signals[DIAGRAM_WANTED], 0, (gint64) note->diagram_id);
      if (panel->canvas != NULL)
        rv_canvas_fit_area (panel->canvas, note->x - 200, note->y - 150, 400, 300, 0, 1);
    }
  g_clear_handle_id (&panel->opening, g_source_remove);
  panel->opening = g_timeout_add (FLIGHT_MS, on_opening, panel);
}

void
rv_review_panel_step (RvReviewPanel *panel, gboolean forward)
{
  GtkListBoxRow *row;
  int n = 0, at;

  if (gtk_drop_down_get_selected (panel->filter) != SHOW_OPEN)
    gtk_drop_down_set_selected (panel->filter, SHOW_OPEN);
  while (gtk_list_box_get_row_at_index (panel->page.rows, n) != NULL)
    n++;
  row = gtk_list_box_get_selected_row (panel->page.rows);
  at = row != NULL ? gtk_list_box_row_get_index (row) : forward ? -1 : 0;
  if (n == 0)
    return;
  row = gtk_list_box_get_row_at_index (panel->page.rows, (at + (forward ? 1 : n - 1)) % n);
  gtk_list_box_select_row (panel->page.rows, row);
  open_row (panel, row);
}

void
rv_review_panel_write (RvReviewPanel *panel, RvId object)
{
  double x, y, width, height, at_x, at_y;

  if (panel->canvas == NULL)
    return;
  rv_canvas_get_view (panel->canvas, &x, &y, &width, &height);
  place_of_canvas (panel, (RvPoint) { x + width / 2, y + height / 3 }, &at_x, &at_y);
  rv_review_thread_start (panel->thread, panel->model, object, rv_canvas_get_diagram (panel->canvas), x + width / 2, y + height / 2, at_x, at_y);
}

static void
on_failed (RvReviewPanel *panel, const char *message)
{
  g_signal_emit (panel, signals[FAILED], 0, message);
}

GtkWidget *
rv_review_panel_thread (RvReviewPanel *panel)
{
  return GTK_WIDGET (panel->thread);
}

/* ---- GObject --------------------------------------------------------------------------------------------- */

void
rv_review_panel_set_model (RvReviewPanel *panel, RvModel *model)
{
  if (panel->model != NULL)
    g_signal_handlers_disconnect_by_data (panel->model, panel);
  g_clear_handle_id (&panel->opening, g_source_remove);
  gtk_popover_popdown (GTK_POPOVER (panel->thread));
  g_set_object (&panel->model, model);
  if (model == NULL)
    {
      update_pins (panel);
      return;
    }
  g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), panel);
  fill (panel);
}

static void
rv_review_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, RV_REVIEW_PANEL (object)->shows_pins);
}

static void
rv_review_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  RV_REVIEW_PANEL (object)->shows_pins = g_value_get_boolean (value);
  update_pins (RV_REVIEW_PANEL (object));
}

static void
rv_review_panel_dispose (GObject *object)
{
  RvReviewPanel *panel = RV_REVIEW_PANEL (object);

  if (panel->page.box != NULL)
    {
      rv_review_panel_set_model (panel, NULL);
      rv_review_panel_set_canvas (panel, NULL);
    }
  g_clear_pointer (&panel->page.box, gtk_widget_unparent);
  g_clear_object (&panel->thread);
  g_clear_pointer (&panel->places, g_hash_table_unref);
  G_OBJECT_CLASS (rv_review_panel_parent_class)->dispose (object);
}

static void
rv_review_panel_class_init (RvReviewPanelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  object_class->get_property = rv_review_panel_get_property;
  object_class->set_property = rv_review_panel_set_property;
  object_class->dispose = rv_review_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  properties[SHOWS_PINS] = g_param_spec_boolean ("shows-pins", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REVEALED] = g_signal_new ("revealed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DIAGRAM_WANTED] = g_signal_new ("diagram-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rv_review_panel_init (RvReviewPanel *panel)
{
  const char *const filters[] = { _("Open Notes"), _("Resolved Notes"), _("All Notes"), NULL };

  panel->shows_pins = TRUE;
  panel->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  rv_side_page_build (&panel->page, GTK_WIDGET (panel), _("Review Notes"),
                      _("Pin a note to a table, a column or a relationship to talk about it."));
  rv_side_page_button (&panel->page, "go-up-symbolic", _("Previous Open Note"), "win.previous-note");
  rv_side_page_button (&panel->page, "go-down-symbolic", _("Next Open Note"), "win.next-note");
  rv_side_page_button (&panel->page, "list-add-symbolic", _("Add a Review Note"), "win.add-note");
  panel->search = GTK_EDITABLE (gtk_search_entry_new ());
  panel->filter = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (filters));
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search Review Notes"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->filter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which Notes"), -1);
  gtk_box_append (GTK_BOX (panel->page.top), GTK_WIDGET (panel->search));
  gtk_box_append (GTK_BOX (panel->page.top), GTK_WIDGET (panel->filter));
  panel->thread = g_object_ref_sink (g_object_new (RV_TYPE_REVIEW_THREAD, NULL));
  g_signal_connect_object (panel->thread, "failed", G_CALLBACK (on_failed), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->search, "changed", G_CALLBACK (fill), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->filter, "notify::selected", G_CALLBACK (fill), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->page.rows, "row-activated", G_CALLBACK (open_row), panel, G_CONNECT_SWAPPED);
}
