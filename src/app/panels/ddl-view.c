/* The DDL view writes again in idle time after a change, and only while it is on screen. */
#include "app/panels/ddl-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "sql/dialect.h"

struct _RvDdlView {
  GtkWidget parent_instance;
  RvModel *model;
  gulong changed_handler;
  gulong style_handler;
  GArray *selection;
  guint idle;
  GtkWidget *overlay;
  GtkWidget *source;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (RvDdlView, rv_ddl_view, GTK_TYPE_WIDGET)

static char *
write_selection (RvDdlView *view)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  RvWriteOptions options = { 0 };
  GString *text = g_string_new (NULL);

  for (guint i = 0; view->model != NULL && i < view->selection->len; i++)
    {
      RvObject *object = rv_model_get (view->model, g_array_index (view->selection, RvId, i));

      if (object != NULL)
        g_ptr_array_add (objects, object);
    }
  if (objects->len > 0)
    rv_dialect_of (view->model)->write_objects (view->model, objects, &options, text);
  else
    g_string_append (text, _("-- Select a table to see its DDL"));
  return g_string_free (text, FALSE);
}

static gboolean
update (gpointer data)
{
  RvDdlView *view = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view->source));
  g_autofree char *text = write_selection (view);

  view->idle = 0;
  gtk_text_buffer_set_text (buffer, text, -1);
  return G_SOURCE_REMOVE;
}

static void
queue_update (RvDdlView *view)
{
  if (view->idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (view)))
    view->idle = g_idle_add (update, view);
}

static void
on_changed (RvModel *model, GArray *changes, RvDdlView *view)
{
  queue_update (view);
}

static void
on_copy (RvDdlView *view)
{
  g_autofree char *text = write_selection (view);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)), text);
}

static void
follow_style (RvDdlView *view)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view->source))),
                                      gtk_source_style_scheme_manager_get_scheme (manager, dark ? "Adwaita-dark" : "Adwaita"));
}

static void
rv_ddl_view_dispose (GObject *object)
{
  RvDdlView *view = RV_DDL_VIEW (object);

  g_clear_handle_id (&view->idle, g_source_remove);
  g_clear_signal_handler (&view->changed_handler, view->model);
  g_clear_signal_handler (&view->style_handler, adw_style_manager_get_default ());
  g_clear_object (&view->model);
  g_clear_pointer (&view->overlay, gtk_widget_unparent);
  g_clear_pointer (&view->selection, g_array_unref);
  G_OBJECT_CLASS (rv_ddl_view_parent_class)->dispose (object);
}

static void
rv_ddl_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rv_ddl_view_parent_class)->map (widget);
  queue_update (RV_DDL_VIEW (widget));
}

static void
rv_ddl_view_class_init (RvDdlViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_ddl_view_dispose;
  GTK_WIDGET_CLASS (class)->map = rv_ddl_view_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
build_source (RvDdlView *view)
{
  GtkSourceLanguage *language = gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "sql");
  g_autoptr (GtkSourceBuffer) buffer = language != NULL ? gtk_source_buffer_new_with_language (language) : gtk_source_buffer_new (NULL);

  view->source = gtk_source_view_new_with_buffer (buffer);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view->source), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view->source), TRUE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view->source), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view->source), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view->source), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view->source), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->source), GTK_ACCESSIBLE_PROPERTY_LABEL, _("DDL of the selection"), -1);
}

static void
build_copy (RvDdlView *view)
{
  view->copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_set_halign (view->copy, GTK_ALIGN_END);
  gtk_widget_set_valign (view->copy, GTK_ALIGN_START);
  gtk_widget_set_margin_top (view->copy, 6);
  gtk_widget_set_margin_end (view->copy, 18);
  gtk_widget_set_tooltip_text (view->copy, _("Copy DDL"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->copy), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy DDL"), -1);
  g_signal_connect_swapped (view->copy, "clicked", G_CALLBACK (on_copy), view);
}

static void
rv_ddl_view_init (RvDdlView *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  view->selection = g_array_new (FALSE, FALSE, sizeof (RvId));
  build_source (view);
  build_copy (view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view->source);
  view->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (view->overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (view->overlay), view->copy);
  gtk_widget_set_parent (view->overlay, GTK_WIDGET (view));
  view->style_handler
      = g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (follow_style), view);
  follow_style (view);
}

GtkWidget *
rv_ddl_view_new (void)
{
  return g_object_new (RV_TYPE_DDL_VIEW, NULL);
}

void
rv_ddl_view_set_model (RvDdlView *view, RvModel *model)
{
  if (view->model == model)
    return;
  g_clear_signal_handler (&view->changed_handler, view->model);
  g_set_object (&view->model, model);
  g_array_set_size (view->selection, 0);
  if (model != NULL)
    view->changed_handler = g_signal_connect (model, "changed", G_CALLBACK (on_changed), view);
  queue_update (view);
}

void
rv_ddl_view_set_selection (RvDdlView *view, const RvId *ids, guint n)
{
  g_array_set_size (view->selection, 0);
  g_array_append_vals (view->selection, ids, n);
  queue_update (view);
}
