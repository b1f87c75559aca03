/* Suggestions in a popover while a person types; Down and Up choose, Tab or Enter takes. */
#include "app/panels/completion.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sql/dialect.h"

#define LIMIT 8

typedef struct {
  GtkWidget *entry;
  RvModel *model;
  RvCompleteWhat what;
  RvId table;
  GtkWidget *popover;
  GtkWidget *list;
  gboolean taking;
} Completion;

static void
completion_free (gpointer data)
{
  Completion *completion = data;

  g_object_unref (completion->model);
  g_free (completion);
}

/* ---- what to suggest ---------------------------------------------------------------------------------- */

static void
add_types (RvModel *model, GPtrArray *names)
{
  static const RvKind kinds[] = { RV_KIND_ENUM, RV_KIND_DOMAIN, RV_KIND_COMPOSITE, RV_KIND_RANGE };
  const RvDialect *dialect = rv_dialect_of (model);

  for (guint i = 0; dialect->types != NULL && dialect->types[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (dialect->types[i]));
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < rv_model_all (model, kinds[k])->len; i++)
      {
        const RvObject *type = rv_model_all (model, kinds[k])->pdata[i];
        const RvSchema *schema = rv_model_get_kind (model, rv_record_parent (type), RV_KIND_SCHEMA);
        g_autofree char *name = dialect->quote (rv_record_name (type));
        g_autofree char *space = dialect->quote (schema != NULL ? schema->name : "public");

        g_ptr_array_add (names, g_str_equal (space, "public") ? g_strdup (name) : g_strdup_printf ("%s.%s", space, name));
      }
}

static void
add_columns (RvModel *model, RvId table, GPtrArray *names)
{
  g_autoptr (GPtrArray) columns = rv_model_children (model, table, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (names, rv_dialect_of (model)->quote (rv_record_name (columns->pdata[i])));
}

static void
pick (GPtrArray *names, const char *typed, gboolean at_start, guint limit, GPtrArray *picked)
{
  for (guint i = 0; i < names->len && picked->len < limit; i++)
    {
      const char *name = names->pdata[i];
      gboolean starts = g_ascii_strncasecmp (name, typed, strlen (typed)) == 0;

      if (starts == at_start && (starts || strstr (name, typed) != NULL))
        g_ptr_array_add (picked, g_strdup (name));
    }
}

GPtrArray *
rv_completion_suggestions (RvModel *model, RvCompleteWhat what, RvId table, const char *typed, guint limit)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_free);

  if (what == RV_COMPLETE_TYPES)
    add_types (model, names);
  else
    add_columns (model, table, names);
  pick (names, typed, TRUE, limit, picked);
  pick (names, typed, FALSE, limit, picked);
  return picked;
}

/* ---- the popover ---------------------------------------------------------------------------------------- */

/* Returns: where in @text the word begins that is being typed. */
static const char *
typed_word (Completion *completion, const char *text)
{
  const char *comma = completion->what == RV_COMPLETE_COLUMNS ? strrchr (text, ',') : NULL;
  const char *word = comma != NULL ? comma + 1 : text;

  while (*word == ' ')
    word++;
  return word;
}

static void
take (Completion *completion, const char *name)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (completion->entry));
  gsize kept = (gsize) (typed_word (completion, text) - text);
  g_autofree char *whole = g_strdup_printf ("%.*s%s", (int) kept, text, name);

  completion->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (completion->entry), whole);
  gtk_editable_set_position (GTK_EDITABLE (completion->entry), -1);
  completion->taking = FALSE;
  gtk_popover_popdown (GTK_POPOVER (completion->popover));
}

static const char *
row_name (GtkListBoxRow *row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, Completion *completion)
{
  take (completion, row_name (row));
}

static void
fill (Completion *completion, GPtrArray *names)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (completion->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (completion->list), child);
  for (guint i = 0; i < names->len; i++)
    {
      GtkWidget *label = gtk_label_new (names->pdata[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (completion->list), label);
    }
}

static gboolean
has_focus (Completion *completion)
{
  GtkRoot *root = gtk_widget_get_root (completion->entry);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == completion->entry || gtk_widget_is_ancestor (focus, completion->entry));
}

static void
on_changed (GtkEditable *entry, Completion *completion)
{
  const char *typed = typed_word (completion, gtk_editable_get_text (entry));
  g_autoptr (GPtrArray) names = NULL;

  if (completion->taking || !has_focus (completion))
    return;
  names = rv_completion_suggestions (completion->model, completion->what, completion->table, typed, LIMIT);
  if (*typed == '\0' || names->len == 0 || (names->len == 1 && g_str_equal (names->pdata[0], typed)))
    {
      gtk_popover_popdown (GTK_POPOVER (completion->popover));
      return;
    }
  fill (completion, names);
  gtk_popover_popup (GTK_POPOVER (completion->popover));
  /* An entry does not allocate a popover that is not its own: as high as this list, not the last one. */
  gtk_popover_present (GTK_POPOVER (completion->popover));
}

static void
move (Completion *completion, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (completion->list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : LIMIT;
  GtkListBoxRow *next = index >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (completion->list), index) : NULL;

  gtk_list_box_select_row (GTK_LIST_BOX (completion->list), next);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Completion *completion)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (completion->list));

  if (!gtk_widget_get_visible (completion->popover))
    return FALSE;
  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    move (completion, key == GDK_KEY_Down ? 1 : -1);
  else if (key == GDK_KEY_Escape)
    gtk_popover_popdown (GTK_POPOVER (completion->popover));
  else if (row != NULL && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_Tab))
    {
      take (completion, row_name (row));
      return key != GDK_KEY_Tab;
    }
  else
    return FALSE;
  return TRUE;
}

static void
on_leave (GtkEventControllerFocus *controller, Completion *completion)
{
  gtk_popover_popdown (GTK_POPOVER (completion->popover));
}

static void
on_destroy (GtkWidget *entry, Completion *completion)
{
  g_clear_pointer (&completion->popover, gtk_widget_unparent);
}

static void
build_popover (Completion *completion)
{
  completion->popover = gtk_popover_new ();
  completion->list = gtk_list_box_new ();
  gtk_widget_add_css_class (completion->popover, "menu");
  gtk_popover_set_autohide (GTK_POPOVER (completion->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (completion->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (completion->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (completion->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (completion->popover), completion->list);
  gtk_widget_set_parent (completion->popover, completion->entry);
  g_signal_connect (completion->list, "row-activated", G_CALLBACK (on_row_activated), completion);
}

void
rv_completion_attach (GtkWidget *entry, RvModel *model, RvCompleteWhat what, RvId table)
{
  Completion *completion = g_new0 (Completion, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  completion->entry = entry;
  completion->model = g_object_ref (model);
  completion->what = what;
  completion->table = table;
  build_popover (completion);
  g_signal_connect (entry, "changed", G_CALLBACK (on_changed), completion);
  g_signal_connect (entry, "destroy", G_CALLBACK (on_destroy), completion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), completion);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), completion);
  gtk_widget_add_controller (entry, focus);
  g_object_set_data_full (G_OBJECT (entry), "rv-completion", completion, completion_free);
}

void
rv_completion_set_table (GtkWidget *entry, RvId table)
{
  Completion *completion = g_object_get_data (G_OBJECT (entry), "rv-completion");

  completion->table = table;
}
