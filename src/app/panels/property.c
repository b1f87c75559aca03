/* Rows of the property panel, generated from the descriptions of the fields. */
#include "app/panels/property.h"

#include <glib/gi18n-lib.h>

#include "app/compat-gtk.h"
#include "app/panels/completion.h"
#include "sql/rename.h"

typedef struct {
  RvPropertyHost host;
  RvId object;
  int field;
  GtkWidget *input;    /* entry row, switch, combo row or text view */
  GPtrArray *choices;  /* RvId of each entry of a combo row for a reference */
  char *shown;         /* the text as it was last put there, to know what a person typed since */
  gboolean refreshing;
} Property;

static void
property_free (gpointer data)
{
  Property *property = data;

  g_clear_pointer (&property->choices, g_ptr_array_unref);
  g_object_unref (property->host.model);
  g_free (property->shown);
  g_free (property);
}

static Property *
property_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "rv-property");
}

static RvObject *
property_object (Property *property)
{
  return rv_model_get_kind (property->host.model, property->object, RV_FIELD_KIND (property->field));
}

static const char *
label_of (const RvField *field)
{
  return g_dgettext (GETTEXT_PACKAGE, field->label);
}

/* ---- edits ------------------------------------------------------------------------------------------ */

void
rv_property_refuse (const RvPropertyHost *host, const char *message, GError *error)
{
  g_autofree char *text = error != NULL ? g_strdup_printf ("%s: %s", message, error->message) : g_strdup (message);

  g_signal_emit_by_name (host->panel, "error", text);
  g_clear_error (&error);
}

RvEdit *
rv_property_begin (const RvPropertyHost *host, const char *format, const RvObject *object)
{
  g_autofree char *kind = rv_kind_word (object->kind);
  g_autofree char *what = g_strdup_printf ("%s %s", kind, rv_record_name (object));
  g_autofree char *label = g_strdup_printf (format, g_strchomp (what));

  return rv_edit_begin (host->model, label);
}

gboolean
rv_property_commit (const RvPropertyHost *host, RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  if (rv_edit_commit (edit, &error))
    return TRUE;
  rv_property_refuse (host, _("The change could not be made"), g_steal_pointer (&error));
  return FALSE;
}

static gboolean
check_text (const RvPropertyHost *host, RvObject *object, int field, const char *text)
{
  const RvDialect *dialect = rv_dialect_of (host->model);
  const RvField *info = rv_field_info (field);
  g_autoptr (GError) error = NULL;

  if (text == NULL && !(info->flags & RV_REQUIRED))
    return TRUE;
  if (text == NULL)
    {
      g_autofree char *message = g_strdup_printf (_("%s must not be empty"), label_of (info));

      rv_property_refuse (host, message, NULL);
      return FALSE;
    }
  if (!(info->flags & RV_SQL) || dialect->check_text == NULL || dialect->check_text (host->model, object, field, text, &error))
    return TRUE;
  rv_property_refuse (host, label_of (info), g_steal_pointer (&error));
  return FALSE;
}

static void
set_value (RvEdit *edit, RvObject *object, int field, const char *text, double number)
{
  const RvField *info = rv_field_info (field);

  if (info->type == RV_FIELD_TEXT && (info->flags & RV_NAME) && text != NULL)
    rv_sql_rename_along (edit, object, text);
  else if (info->type == RV_FIELD_TEXT)
    rv_sql_set_text (edit, object, field, text);
  else if (info->type == RV_FIELD_REAL)
    rv_edit_set_real (edit, object, field, number);
  else
    rv_edit_set_number (edit, object, field, (gint64) number);
}

gboolean
rv_property_set (const RvPropertyHost *host, RvObject *object, int field, const char *text, double number)
{
  const RvField *info = rv_field_info (field);
  g_autofree char *format = NULL;
  g_autoptr (RvEdit) edit = NULL;

  if (text != NULL && *text == '\0')
    text = NULL;
  if (info->type == RV_FIELD_TEXT && !check_text (host, object, field, text))
    return FALSE;
  /* Translators: "Change type of column email" */
  format = info->flags & RV_NAME ? g_strdup (_("Rename %s")) : g_strdup_printf (_("Change “%s” of %%s"), label_of (info));
  edit = rv_property_begin (host, format, object);
  set_value (edit, object, field, text, number);
  return rv_property_commit (host, edit);
}

/* ---- callbacks ---------------------------------------------------------------------------------------- */

static void
apply (GtkWidget *row, const char *text, double number)
{
  Property *property = property_of (row);
  RvObject *object = property->refreshing ? NULL : property_object (property);

  if (object != NULL && !rv_property_set (&property->host, object, property->field, text, number))
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

static void
on_entry_apply (AdwEntryRow *row)
{
  const RvField *info = rv_field_info (property_of (GTK_WIDGET (row))->field);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  apply (GTK_WIDGET (row), text, info->type == RV_FIELD_TEXT ? 0 : g_strtod (text, NULL));
}

static void
on_switched (GtkSwitch *input, GParamSpec *pspec, GtkWidget *row)
{
  apply (row, NULL, gtk_switch_get_active (input));
}

static void
on_chosen (AdwComboRow *row)
{
  Property *property = property_of (GTK_WIDGET (row));
  guint chosen = adw_combo_row_get_selected (row);

  if (chosen == GTK_INVALID_LIST_POSITION)
    return;
  apply (GTK_WIDGET (row), NULL, property->choices != NULL ? GPOINTER_TO_SIZE (property->choices->pdata[chosen]) : chosen);
}

static char *
text_of_view (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_text_left (GtkEventControllerFocus *focus, GtkWidget *row)
{
  Property *property = property_of (row);
  RvObject *object = property_object (property);
  g_autofree char *text = text_of_view (property->input);
  const char *before = object != NULL ? rv_record_text (object, rv_field_info (property->field)) : NULL;

  if (object != NULL && g_strcmp0 (text, before != NULL ? before : "") != 0)
    apply (row, text, 0);
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

static GtkWidget *
entry_row (Property *property, const RvField *field)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (on_entry_apply), NULL);
  if (field->flags & RV_TYPE)
    rv_completion_attach (row, property->host.model, RV_COMPLETE_TYPES, 0);
  property->input = row;
  return row;
}

static GtkWidget *
switch_row (Property *property)
{
  GtkWidget *row = adw_action_row_new ();

  property->input = gtk_switch_new ();
  gtk_widget_set_valign (property->input, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), property->input);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), property->input);
  g_signal_connect (property->input, "notify::active", G_CALLBACK (on_switched), row);
  return row;
}

static GtkWidget *
word_row (Property *property, const RvField *field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (const RvWord *word = field->words; word->word != NULL; word++)
    gtk_string_list_append (words, g_dgettext (GETTEXT_PACKAGE, word->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  property->input = row;
  return row;
}

static void
fill_choices (Property *property, const RvField *field)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const GPtrArray *objects = rv_model_all (property->host.model, field->target);

  g_clear_pointer (&property->choices, g_ptr_array_unref);
  property->choices = g_ptr_array_new ();
  if (!(field->flags & RV_REQUIRED))
    {
      gtk_string_list_append (names, _("None"));
      g_ptr_array_add (property->choices, NULL);
    }
  for (guint i = 0; i < objects->len; i++)
    {
      const RvObject *object = objects->pdata[i];

      gtk_string_list_append (names, rv_record_name (object));
      g_ptr_array_add (property->choices, GSIZE_TO_POINTER (object->id));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (property->input), G_LIST_MODEL (names));
}

static GtkWidget *
reference_row (Property *property, const RvField *field)
{
  GtkWidget *row = adw_combo_row_new ();

  rv_combo_row_make_searchable (ADW_COMBO_ROW (row));
  property->input = row;
  return row;
}

static GtkWidget *
text_row (Property *property, const RvField *field)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (label_of (field));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  property->input = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (property->input), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (property->input), (field->flags & RV_SQL) != 0);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (property->input), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (property->input), GTK_ACCESSIBLE_PROPERTY_LABEL, label_of (field), -1);
  if (property->field == (int) RvNote_text)
    gtk_widget_set_tooltip_text (property->input, _("Marks: **bold**, *italic*, `code`, # heading, - list, 1. list, [link](https://…)"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), property->input);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), field->flags & RV_SQL ? 84 : 48);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (box, "property-text");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_signal_connect (focus, "leave", G_CALLBACK (on_text_left), row);
  gtk_widget_add_controller (property->input, focus);
  return row;
}

static GtkWidget *
row_for (Property *property, const RvField *field)
{
  if (field->type == RV_FIELD_BOOL)
    return switch_row (property);
  if (field->type == RV_FIELD_WORD)
    return word_row (property, field);
  if (field->type == RV_FIELD_REF)
    return reference_row (property, field);
  if (field->flags & RV_LONG)
    return text_row (property, field);
  return entry_row (property, field);
}

static gboolean
is_for_people (const RvField *field)
{
  if (field->flags & (RV_HIDDEN | RV_PARENT | RV_POSITION))
    return FALSE;
  return field->type != RV_FIELD_REF || field->target != RV_KIND_NONE;
}

GtkWidget *
rv_property_row_new (const RvPropertyHost *host, RvObject *object, int field)
{
  const RvField *info = rv_field_info (field);
  Property *property;
  GtkWidget *row;

  if (!is_for_people (info))
    return NULL;
  property = g_new0 (Property, 1);
  property->host = *host;
  g_object_ref (property->host.model);
  property->object = object->id;
  property->field = field;
  row = row_for (property, info);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label_of (info));
  g_object_set_data_full (G_OBJECT (row), "rv-property", property, property_free);
  rv_property_row_refresh (row);
  if (info->type == RV_FIELD_WORD || info->type == RV_FIELD_REF)
    g_signal_connect (row, "notify::selected", G_CALLBACK (on_chosen), NULL);
  gtk_widget_set_sensitive (row, rv_model_read_only_reason (host->model) == NULL);
  return row;
}

/* ---- showing ----------------------------------------------------------------------------------------------- */

static gboolean
is_being_typed (Property *property)
{
  GtkRoot *root = gtk_widget_get_root (property->input);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (GTK_IS_EDITABLE (property->input) || GTK_IS_TEXT_VIEW (property->input))
         && (focus == property->input || gtk_widget_is_ancestor (focus, property->input));
}

static char *
text_in (Property *property)
{
  return GTK_IS_TEXT_VIEW (property->input) ? text_of_view (property->input)
                                            : g_strdup (gtk_editable_get_text (GTK_EDITABLE (property->input)));
}

static void
show_text (Property *property, const char *text)
{
  g_autofree char *there = text_in (property);

  if (is_being_typed (property) && property->shown != NULL && !g_str_equal (there, property->shown))
    return;
  g_free (property->shown);
  property->shown = g_strdup (text);
  if (g_str_equal (there, text))
    return;
  if (GTK_IS_TEXT_VIEW (property->input))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (property->input)), text, -1);
  else
    {
      gboolean button = adw_entry_row_get_show_apply_button (ADW_ENTRY_ROW (property->input));

      /* A text set by us is nothing to apply. */
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (property->input), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (property->input), text);
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (property->input), button);
    }
}

static void
show_reference (Property *property, const RvField *field, RvId id)
{
  guint index = 0;

  fill_choices (property, field);
  if (g_ptr_array_find (property->choices, GSIZE_TO_POINTER (id), &index))
    adw_combo_row_set_selected (ADW_COMBO_ROW (property->input), index);
}

static void
show_value (Property *property, RvObject *object)
{
  const RvField *field = rv_field_info (property->field);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (field->type)
    {
    case RV_FIELD_TEXT:
      show_text (property, rv_record_text (object, field) != NULL ? rv_record_text (object, field) : "");
      break;
    case RV_FIELD_BOOL:
      gtk_switch_set_active (GTK_SWITCH (property->input), rv_record_number (object, field) != 0);
      break;
    case RV_FIELD_WORD:
      adw_combo_row_set_selected (ADW_COMBO_ROW (property->input), (guint) rv_record_number (object, field));
      break;
    case RV_FIELD_REF:
      show_reference (property, field, rv_record_number (object, field));
      break;
    case RV_FIELD_INT:
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, rv_record_number (object, field));
      show_text (property, number);
      break;
    case RV_FIELD_REAL:
      show_text (property, g_ascii_dtostr (number, sizeof number, rv_record_real (object, field)));
      break;
    }
}

void
rv_property_row_refresh (GtkWidget *row)
{
  Property *property = property_of (row);
  RvObject *object = property != NULL ? property_object (property) : NULL;

  if (object == NULL)
    return;
  property->refreshing = TRUE;
  show_value (property, object);
  property->refreshing = FALSE;
}

void
rv_property_add_rows (const RvPropertyHost *host, RvObject *object, gboolean advanced, GPtrArray *rows)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      GtkWidget *row = ((info->fields[i].flags & RV_ADVANCED) != 0) == advanced
                         ? rv_property_row_new (host, object, rv_field_id (object->kind, i))
                         : NULL;

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
}
