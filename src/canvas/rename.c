/* Typing a name in place: a text field over the row, as large as the row is on screen. */
#include <glib/gi18n-lib.h>

#include "canvas/canvas-private.h"
#include "sql/rename.h"

#define READABLE 0.75   /* a smaller view is brought nearer first */

struct _RvRename {
  RvId id;
  gboolean is_note;
  GtkWidget *entry;     /* GtkText, or a GtkTextView for a note */
};

typedef struct _RvRename RvRename;

/* ---- where --------------------------------------------------------------------------------------------------- */

/* The field's rectangle in the diagram. */
static gboolean
place_of (RvCanvas *canvas, RvId id, RvRect *rect)
{
  const RvSceneBox *box = rv_scene_box_of (canvas->scene, id);
  RvObject *object = rv_model_get (canvas->model, id);

  if (object == NULL || !rv_canvas_rect_of (canvas, id, rect))
    return FALSE;
  if (box != NULL)
    *rect = (RvRect) { rect->x + 4, rect->y + 2, rect->width - 8, box->header_height - 4 };
  else if (object->kind == RV_KIND_COLUMN)
    {
      box = rv_scene_box_of (canvas->scene, rv_record_parent (object));
      *rect = (RvRect) { rect->x + box->marks_width - 4, rect->y + 1, rect->width - box->marks_width, rect->height - 2 };
    }
  else if (object->kind == RV_KIND_AREA)
    rect->height = MIN (rect->height, 28);
  return TRUE;
}

static void
set_font_size (GtkText *text, double pixels)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (pixels * PANGO_SCALE)));
  gtk_text_set_attributes (text, attributes);
  pango_attr_list_unref (attributes);
}

void
rv_canvas_place_rename (RvCanvas *canvas)
{
  RvRename *rename = canvas->rename;
  int width, height;
  RvRect rect;
  RvPoint at;

  if (rename == NULL)
    return;
  if (canvas->scene == NULL || !place_of (canvas, rename->id, &rect))
    {
      rv_canvas_end_rename (canvas, FALSE);
      return;
    }
  at = rv_canvas_to_view (canvas, rect.x, rect.y);
  if (!rename->is_note)
    set_font_size (GTK_TEXT (rename->entry), 12.5 * canvas->view.zoom);
  gtk_widget_measure (rename->entry, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  width = MAX (width, (int) (rect.width * canvas->view.zoom));
  gtk_widget_measure (rename->entry, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  height = MAX (height, (int) (rect.height * canvas->view.zoom));
  gtk_widget_allocate (rename->entry, width, height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) at.x, (float) at.y)));
}

/* ---- taking what was typed ---------------------------------------------------------------------------------------- */

static char *
typed_text (RvRename *rename)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!rename->is_note)
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (rename->entry))));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (rename->entry));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
label_of (const RvObject *object)
{
  g_autofree char *kind = rv_kind_word (object->kind);

  if (object->kind == RV_KIND_NOTE)
    return g_strdup (_("Write a note"));
  /* Translators: “Rename column email” */
  return g_strdup_printf (_("Rename %s %s"), kind, rv_record_name (object));
}

static gboolean
is_taken (RvCanvas *canvas, const RvObject *object, const char *name)
{
  gpointer other = rv_model_find (canvas->model, object->kind, rv_record_parent (object), name);

  return (rv_kind_info (object->kind)->name_field >= 0) && other != NULL && other != object && object->kind != RV_KIND_AREA;
}

static void
write_name (RvCanvas *canvas, RvObject *object, const char *name)
{
  g_autofree char *label = label_of (object);
  g_autoptr (RvEdit) edit = rv_canvas_begin_edit (canvas, label);

  if (edit == NULL)
    return;
  if (object->kind == RV_KIND_NOTE)
    rv_edit_set_text (edit, object, RvNote_text, name);
  else if (object->kind == RV_KIND_AREA)
    rv_edit_set_text (edit, object, RvArea_name, name);
  else
    rv_sql_rename_along (edit, object, name);
  rv_canvas_commit (canvas, edit);
}

static void
take_text (RvCanvas *canvas, RvId id, const char *text)
{
  RvObject *object = rv_model_get (canvas->model, id);
  g_autofree char *message = NULL;

  if (object == NULL || g_strcmp0 (rv_record_name (object), text) == 0)
    return;
  if (*text == '\0' && object->kind != RV_KIND_NOTE && object->kind != RV_KIND_AREA)
    return;
  if (object->kind != RV_KIND_NOTE && is_taken (canvas, object, text))
    {
      message = g_strdup_printf (_("The name “%s” is taken."), text);
      rv_canvas_fail (canvas, message);
      return;
    }
  write_name (canvas, object, text);
}

gboolean
rv_canvas_end_rename (RvCanvas *canvas, gboolean commit)
{
  RvRename *rename = g_steal_pointer (&canvas->rename);
  g_autofree char *text = NULL;
  gboolean had_focus;

  if (rename == NULL)
    return FALSE;
  text = typed_text (rename);
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (canvas)) == rename->entry;
  g_object_ref (rename->entry);
  gtk_widget_unparent (rename->entry);
  if (had_focus && gtk_widget_get_mapped (GTK_WIDGET (canvas)) && !rv_canvas_focus_proxy (canvas, canvas->focus))
    gtk_widget_grab_focus (GTK_WIDGET (canvas));
  if (commit)
    take_text (canvas, rename->id, text);
  g_object_unref (rename->entry);
  g_free (rename);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return TRUE;
}

/* ---- from row to row ---------------------------------------------------------------------------------------------- */

/* The table's title, then its rows. Returns 0 behind the last or before the first. */
static RvId
neighbour (RvCanvas *canvas, RvId id, int by)
{
  RvObject *object = rv_model_get (canvas->model, id);
  const RvSceneBox *box = rv_scene_box_of (canvas->scene, id);
  int row;

  if (box == NULL && object != NULL && object->kind == RV_KIND_COLUMN)
    box = rv_scene_box_of (canvas->scene, rv_record_parent (object));
  if (box == NULL)
    return 0;
  row = (box->object == id ? -1 : rv_scene_box_row_of (box, id)) + by;
  if (row == -1)
    return box->object;
  return row >= 0 && row < (int) box->rows->len ? g_array_index (box->rows, RvSceneRow, row).column : 0;
}

static void
go_on (RvCanvas *canvas, int by)
{
  RvId next = neighbour (canvas, canvas->rename->id, by);

  rv_canvas_end_rename (canvas, TRUE);
  if (next != 0)
    rv_canvas_start_rename (canvas, next);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType modifiers, RvCanvas *canvas)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (canvas->rename == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    return rv_canvas_end_rename (canvas, FALSE);
  if (canvas->rename->is_note)
    return is_enter && (modifiers & GDK_CONTROL_MASK) && rv_canvas_end_rename (canvas, TRUE);
  if (is_enter)
    return rv_canvas_end_rename (canvas, TRUE);
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_Down)
    go_on (canvas, 1);
  else if (keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_Up)
    go_on (canvas, -1);
  else
    return FALSE;
  return TRUE;
}

static gboolean
end_without_focus (gpointer data)
{
  RvCanvas *canvas = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (canvas));

  if (canvas->rename != NULL && root != NULL && gtk_root_get_focus (root) != canvas->rename->entry)
    rv_canvas_end_rename (canvas, TRUE);
  return G_SOURCE_REMOVE;
}

/* Later: GTK still walks from the field that loses the focus to the one that gets it, and would not
 * come to an end if the field went away under it. */
static void
on_focus_left (GtkEventControllerFocus *controller, RvCanvas *canvas)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, end_without_focus, g_object_ref (canvas), g_object_unref);
}

/* ---- starting -------------------------------------------------------------------------------------------------------- */

static gboolean
can_rename (const RvObject *object)
{
  switch ((int) object->kind)
    {
    case RV_KIND_TABLE: case RV_KIND_VIEW: case RV_KIND_MATERIALIZED_VIEW: case RV_KIND_COLUMN: case RV_KIND_AREA: case RV_KIND_NOTE:
      return TRUE;
    default:
      return FALSE;
    }
}

static GtkWidget *
make_entry (const RvObject *object)
{
  const char *text = rv_record_name (object);
  GtkWidget *entry;

  if (object->kind != RV_KIND_NOTE)
    {
      entry = gtk_text_new ();
      gtk_editable_set_text (GTK_EDITABLE (entry), text);
      gtk_text_set_enable_emoji_completion (GTK_TEXT (entry), FALSE);
    }
  else
    {
      entry = gtk_text_view_new ();
      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (entry), GTK_WRAP_WORD_CHAR);
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), text, -1);
    }
  gtk_widget_add_css_class (entry, "in-place");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New name"), -1);
  return entry;
}

static void
listen (RvCanvas *canvas, GtkWidget *entry)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), canvas);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), canvas);
  gtk_widget_add_controller (entry, focus);
}

/* Near enough to read, and the row in sight. */
static void
come_near (RvCanvas *canvas, RvId id)
{
  RvRect rect;

  if (canvas->must_fit)
    rv_canvas_fit_now (canvas);
  if (canvas->view.zoom < READABLE && rv_canvas_rect_of (canvas, id, &rect))
    rv_canvas_jump (canvas, (RvSight) { rect.x + rect.width / 2 - gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0,
                                       rect.y + rect.height / 2 - gtk_widget_get_height (GTK_WIDGET (canvas)) / 2.0, 1 });
  else
    rv_canvas_reveal (canvas, id);
}

gboolean
rv_canvas_start_rename (RvCanvas *canvas, RvId id)
{
  RvObject *object = canvas->model != NULL ? rv_model_get (canvas->model, id) : NULL;
  const char *reason = canvas->model != NULL ? rv_model_read_only_reason (canvas->model) : NULL;
  RvId table = object != NULL && object->kind == RV_KIND_COLUMN ? rv_record_parent (object) : id;
  RvRect rect;

  rv_canvas_end_rename (canvas, TRUE);
  if (object == NULL || !can_rename (object) || !rv_canvas_rect_of (canvas, id, &rect))
    return FALSE;
  if (reason != NULL)
    {
      rv_canvas_fail (canvas, reason);
      return FALSE;
    }
  rv_canvas_choose (canvas, table);
  rv_canvas_set_focus (canvas, table, table != id ? id : 0);
  come_near (canvas, id);
  canvas->rename = g_new0 (RvRename, 1);
  canvas->rename->id = id;
  canvas->rename->is_note = object->kind == RV_KIND_NOTE;
  canvas->rename->entry = make_entry (object);
  listen (canvas, canvas->rename->entry);
  gtk_widget_set_parent (canvas->rename->entry, GTK_WIDGET (canvas));
  rv_canvas_place_rename (canvas);
  gtk_widget_grab_focus (canvas->rename->entry);
  return TRUE;
}
