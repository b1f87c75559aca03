/* The actions on what is selected: delete, clipboard, rename, and drawing by keyboard. Each is one
 * undo step, and what takes something away says so with an Undo. */
#include <glib/gi18n.h>

#include "app/dialogs/ask-text.h"
#include "app/dialogs/delete-dialog.h"
#include "app/labels.h"
#include "app/window-private.h"
#include "draw/arrange.h"
#include "exchange/clip.h"
#include "model/box-place.h"
#include "model/relate.h"
#include "sql/rename.h"

/* ---- selection -------------------------------------------------------------------------------------- */

static GPtrArray *
selected_objects (RvWindow *window)
{
  GPtrArray *objects = g_ptr_array_new ();
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);

  for (guint i = 0; i < n_ids; i++)
    if (rv_model_get (rv_window_model (window), ids[i]) != NULL)
      g_ptr_array_add (objects, rv_model_get (rv_window_model (window), ids[i]));
  return objects;
}

static RvId
selected_of_kind (RvWindow *window, RvKind kind)
{
  g_autoptr (GPtrArray) objects = selected_objects (window);

  for (guint i = 0; i < objects->len; i++)
    if (((RvObject *) objects->pdata[i])->kind == kind)
      return ((RvObject *) objects->pdata[i])->id;
  return 0;
}

static void
select_all (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  rv_canvas_select_all (rv_project_view_canvas (((RvWindow *) window)->view));
}

static void
reveal (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);

  if (n_ids > 0 && !rv_project_view_reveal (window->view, ids[0]))
    rv_window_toast_with (window, _("No diagram shows it"), _("Add to This One"), "win.show-in-diagram");
}

/* ---- delete -------------------------------------------------------------------------------------------- */

static void
on_deleted (const char *label, const GError *error, gpointer window)
{
  if (error != NULL)
    rv_window_toast (window, error->message);
  else
    rv_window_toast_with (window, label, _("Undo"), "win.undo");
}

static void
delete_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);

  rv_delete_objects (GTK_WINDOW (window), rv_window_model (window), ids, n_ids, on_deleted, window);
}

/* ---- clipboard ----------------------------------------------------------------------------------------------- */

static char *
sql_of (RvWindow *window, GPtrArray *objects)
{
  RvModel *model = rv_window_model (window);
  RvWriteOptions options = { 0 };
  GString *text = g_string_new (NULL);

  rv_dialect_of (model)->write_objects (model, objects, &options, text);
  return g_string_free (text, FALSE);
}

/* Two things at once: objects for Relvar, and their SQL for a text editor. */
static void
copy_to_clipboard (RvWindow *window)
{
  g_autoptr (GPtrArray) objects = selected_objects (window);
  g_autofree char *clip = rv_clip_copy (rv_window_model (window), objects);
  g_autofree char *sql = sql_of (window, objects);
  g_autoptr (GBytes) bytes = g_bytes_new (clip, strlen (clip));
  g_autoptr (GdkContentProvider) provider =
    gdk_content_provider_new_union ((GdkContentProvider *[]) { gdk_content_provider_new_for_bytes (RV_CLIP_MIME_TYPE, bytes),
                                                               gdk_content_provider_new_typed (G_TYPE_STRING, sql) }, 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)), provider);
}

static void
copy (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  copy_to_clipboard (window);
}

static void
copy_sql (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GPtrArray) objects = selected_objects (window);
  g_autofree char *sql = sql_of (window, objects);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (window), sql);
  rv_window_toast (window, _("SQL copied"));
}

static void
cut (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  copy_to_clipboard (window);
  delete_selection (action, NULL, window);
}

/* Where objects go that were copied without what they belong to. */
static RvId
place_to_paste (RvWindow *window)
{
  RvId schema = selected_of_kind (window, RV_KIND_SCHEMA);

  return schema != 0 ? schema : selected_of_kind (window, RV_KIND_TABLE);
}

static void
show_pasted (RvEdit *edit, RvId diagram, GPtrArray *pasted)
{
  for (guint i = 0; diagram != 0 && i < pasted->len; i++)
    {
      const RvObject *object = pasted->pdata[i];

      if (object->kind == RV_KIND_TABLE || object->kind == RV_KIND_VIEW || object->kind == RV_KIND_MATERIALIZED_VIEW)
        rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_BOX, diagram), RvBox_object_id, object->id);
    }
  if (diagram != 0)
    rv_arrange_diagram (edit, diagram, TRUE);
}

/* What was in a schema that is not there goes to the first that is. */
static GPtrArray *
paste_somewhere (RvWindow *window, RvEdit *edit, const char *json, GError **error)
{
  GPtrArray *pasted = rv_clip_paste (edit, json, place_to_paste (window), NULL, error);
  const GPtrArray *schemas = rv_model_all (rv_window_model (window), RV_KIND_SCHEMA);

  if (pasted == NULL || pasted->len > 0 || schemas->len == 0)
    return pasted;
  g_ptr_array_unref (pasted);
  return rv_clip_paste (edit, json, ((RvObject *) schemas->pdata[0])->id, NULL, error);
}

static void
paste_clip (RvWindow *window, const char *json)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (rv_window_model (window), _("Paste"));
  GError *error = NULL;
  g_autoptr (GPtrArray) pasted = paste_somewhere (window, edit, json, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  g_autofree char *text = NULL;

  for (guint i = 0; pasted != NULL && i < pasted->len; i++)
    g_array_append_val (ids, ((RvObject *) pasted->pdata[i])->id);
  if (pasted != NULL)
    show_pasted (edit, rv_project_view_diagram (window->view), pasted);
  if (pasted == NULL || !rv_edit_commit (edit, &error))
    {
      rv_window_refuse (window, error);
      return;
    }
  text = ids->len > 0 ? g_strdup_printf (ngettext ("%u object pasted", "%u objects pasted", ids->len), ids->len)
                      : g_strdup (_("Nothing could be pasted here"));
  rv_project_view_select (window->view, (const RvId *) (gpointer) ids->data, ids->len);
  if (ids->len > 0 && rv_project_view_canvas (window->view) != NULL)
    rv_canvas_reveal (rv_project_view_canvas (window->view), g_array_index (ids, RvId, 0));
  rv_window_toast_with (window, text, ids->len > 0 ? _("Undo") : NULL, "win.undo");
}

static void
on_clip_read (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (RvWindow) window = data;
  GOutputStream *memory = G_OUTPUT_STREAM (stream);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *json = NULL;

  if (g_output_stream_splice_finish (memory, result, NULL) < 0 || rv_window_model (window) == NULL)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  paste_clip (window, json);
}

static void
on_clip_found (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (RvWindow) window = data;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    rv_window_toast (window, _("The clipboard holds nothing of a project"));
  else
    g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                  G_PRIORITY_DEFAULT, NULL, on_clip_read, g_object_ref (window));
}

static void
paste (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  static const char *types[] = { RV_CLIP_MIME_TYPE, NULL };

  gdk_clipboard_read_async (gtk_widget_get_clipboard (window), types, G_PRIORITY_DEFAULT, NULL, on_clip_found, g_object_ref (window));
}

/* ---- rename --------------------------------------------------------------------------------------------------- */

static void
on_named (const char *name, gpointer data)
{
  RvWindow *window = data;
  RvModel *model = rv_window_model (window);
  g_autoptr (GPtrArray) objects = model != NULL ? selected_objects (window) : g_ptr_array_new ();
  g_autofree char *old = NULL;
  g_autofree char *label = NULL;
  g_autoptr (RvEdit) edit = NULL;
  GError *error = NULL;

  if (objects->len != 1)
    return;
  old = rv_object_label (model, objects->pdata[0]);
  label = g_strdup_printf (_("Rename %s"), old);
  edit = rv_edit_begin (model, label);
  rv_sql_rename_along (edit, objects->pdata[0], name);
  if (!rv_edit_commit (edit, &error))
    rv_window_refuse (window, error);
}

/* In place where the diagram shows it and has the keyboard, else by a question. */
static void
rename_selected (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvCanvas *canvas = rv_project_view_canvas (window->view);
  g_autoptr (GPtrArray) objects = selected_objects (window);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  RvObject *object = objects->len > 0 ? objects->pdata[0] : NULL;
  gboolean is_on_canvas = canvas != NULL && focus != NULL && (focus == GTK_WIDGET (canvas) || gtk_widget_is_ancestor (focus, GTK_WIDGET (canvas)));

  if (object == NULL || (is_on_canvas && rv_canvas_start_rename (canvas, object->id)))
    return;
  if (rv_kind_info (object->kind)->name_field >= 0)
    rv_ask_text (GTK_WINDOW (window), _("Rename"), _("_Rename"), rv_record_name (object), on_named, window);
}

/* ---- drawing by keyboard -------------------------------------------------------------------------------------------- */

static RvId
schema_for_new_table (RvWindow *window)
{
  RvModel *model = rv_window_model (window);
  RvId schema = selected_of_kind (window, RV_KIND_SCHEMA);
  RvTable *table = rv_model_get (model, selected_of_kind (window, RV_KIND_TABLE));
  const GPtrArray *tables = rv_model_all (model, RV_KIND_TABLE);
  const GPtrArray *schemas = rv_model_all (model, RV_KIND_SCHEMA);

  if (schema != 0)
    return schema;
  if (table == NULL && tables->len > 0)
    table = tables->pdata[tables->len - 1];
  return table != NULL ? table->schema_id : schemas->len > 0 ? ((RvObject *) schemas->pdata[0])->id : 0;
}

static void
put_into_view (RvWindow *window, RvEdit *edit, RvId table)
{
  RvCanvas *canvas = rv_project_view_canvas (window->view);
  RvObject *box = rv_edit_insert (edit, RV_KIND_BOX, rv_canvas_get_diagram (canvas));
  double x, y, width, height;

  rv_canvas_get_view (canvas, &x, &y, &width, &height);
  rv_edit_set_number (edit, box, RvBox_object_id, table);
  if (rv_model_all (rv_window_model (window), RV_KIND_BOX)->len > 1)
    rv_arrange_diagram (edit, rv_canvas_get_diagram (canvas), TRUE);
  else
    rv_box_set_place (edit, (RvBox *) box, x + width / 2 - 80, y + height / 2 - 40);
}

static void
add_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvCanvas *canvas = rv_project_view_canvas (window->view);
  g_autoptr (RvEdit) edit = rv_edit_begin (rv_window_model (window), _("Add a table"));
  RvTable *table = rv_design_add_table (edit, schema_for_new_table (window), RV_NEW_TABLE_NAME);
  RvId id = table->object.id;
  GError *error = NULL;

  put_into_view (window, edit, id);
  if (!rv_edit_commit (edit, &error))
    {
      rv_window_refuse (window, error);
      return;
    }
  rv_project_view_select (window->view, &id, 1);
  rv_canvas_reveal (canvas, id);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  rv_canvas_start_rename (canvas, id);
}

/* From the table that was chosen first to the other one. */
static void
add_relationship (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvDrawnRelation drawn = rv_canvas_get_relation (rv_project_view_canvas (window->view));
  g_autoptr (GPtrArray) objects = selected_objects (window);
  g_autoptr (RvEdit) edit = NULL;
  RvTable *parent, *child;
  RvObject *made;
  RvId id;
  GError *error = NULL;

  parent = objects->len == 2 ? rv_model_get_kind (rv_window_model (window), ((RvObject *) objects->pdata[0])->id, RV_KIND_TABLE) : NULL;
  child = objects->len == 2 ? rv_model_get_kind (rv_window_model (window), ((RvObject *) objects->pdata[1])->id, RV_KIND_TABLE) : NULL;
  if (parent == NULL || child == NULL)
    {
      rv_window_toast (window, _("Select two tables: the referenced one first, then the one that gets the foreign key"));
      return;
    }
  edit = rv_edit_begin (rv_window_model (window), _("Add a relationship"));
  if (drawn == RV_DRAW_MANY_TO_MANY)
    made = (RvObject *) rv_relate_many_to_many (edit, parent, child, &error);
  else
    made = (RvObject *) rv_relate_tables (edit, child, parent, (RvRelation) drawn, 0, 0, &error);
  id = made != NULL ? made->id : 0;
  if (made != NULL && made->kind == RV_KIND_TABLE)
    put_into_view (window, edit, id);
  if (made == NULL || !rv_edit_commit (edit, &error))
    rv_window_refuse (window, error);
  else
    rv_project_view_select (window->view, &id, 1);
}

const GActionEntry rv_edit_actions[] = {
  { "select-all", select_all },
  { "reveal", reveal },
  { "delete", delete_selection },
  { "copy", copy },
  { "copy-sql", copy_sql },
  { "cut", cut },
  { "paste", paste },
  { "rename", rename_selected },
  { "add-table", add_table },
  { "add-relationship", add_relationship },
};

const guint rv_n_edit_actions = G_N_ELEMENTS (rv_edit_actions);
