/* Owns the question before a deletion. The model says what falls; this sorts it by kind for people, and
 * adds what would still speak of something that is gone. */
#include "app/dialogs/delete-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/compat-gtk.h"
#include "app/labels.h"

#define MAX_NAMES 6

/* What is to be deleted; lives until the question is answered. */
#define RV_TYPE_DELETION (rv_deletion_get_type ())
G_DECLARE_FINAL_TYPE (RvDeletion, rv_deletion, RV, DELETION, GObject)

struct _RvDeletion {
  GObject parent_instance;
  RvModel *model;
  GArray *ids;       /* RvId: what was asked for */
  GHashTable *falls; /* RvId * (in the object) -> RvObject: they, and all that goes with them */
  char *what;        /* "table orders", "3 objects" */
  RvDeleted deleted;
  GObject *data;
};

G_DEFINE_FINAL_TYPE (RvDeletion, rv_deletion, G_TYPE_OBJECT)

static void
rv_deletion_finalize (GObject *object)
{
  RvDeletion *deletion = RV_DELETION (object);

  g_clear_object (&deletion->model);
  g_clear_object (&deletion->data);
  g_array_unref (deletion->ids);
  g_hash_table_unref (deletion->falls);
  g_free (deletion->what);
  G_OBJECT_CLASS (rv_deletion_parent_class)->finalize (object);
}

static void
rv_deletion_class_init (RvDeletionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_deletion_finalize;
}

static void
rv_deletion_init (RvDeletion *deletion)
{
  deletion->ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  deletion->falls = g_hash_table_new (g_int64_hash, g_int64_equal);
}

/* ---- what goes with it --------------------------------------------------------------------------- */

static gboolean
is_chosen (RvDeletion *deletion, RvId id)
{
  for (guint i = 0; i < deletion->ids->len; i++)
    if (g_array_index (deletion->ids, RvId, i) == id)
      return TRUE;
  return FALSE;
}

/* Boxes, references and the rows between keys and columns are ours, not a person's. */
static gboolean
is_worth_saying (RvKind kind)
{
  static const RvKind kinds[] = { RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION, RV_KIND_GRANT,
                                  RV_KIND_ENUM_VALUE, RV_KIND_ATTRIBUTE, RV_KIND_DOMAIN_CHECK, RV_KIND_MEMBERSHIP, RV_KIND_USER_MAPPING };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      return TRUE;
  return rv_kind_info (kind)->flags & RV_KIND_IN_TREE;
}

static void
collect (RvDeletion *deletion)
{
  for (guint i = 0; i < deletion->ids->len; i++)
    {
      RvObject *object = rv_model_get (deletion->model, g_array_index (deletion->ids, RvId, i));
      g_autoptr (GPtrArray) falls = rv_model_falls_with (deletion->model, object);

      for (guint j = 0; j < falls->len; j++)
        g_hash_table_insert (deletion->falls, &((RvObject *) falls->pdata[j])->id, falls->pdata[j]);
    }
}

static GPtrArray *
companions_of_kind (RvDeletion *deletion, RvKind kind)
{
  GPtrArray *found = g_ptr_array_new ();
  GHashTableIter each;
  gpointer object;

  g_hash_table_iter_init (&each, deletion->falls);
  while (g_hash_table_iter_next (&each, NULL, &object))
    if (((RvObject *) object)->kind == kind && !is_chosen (deletion, ((RvObject *) object)->id))
      g_ptr_array_add (found, object);
  return found;
}

/* Texts that name something that falls, in objects that stay. */
static GPtrArray *
find_speakers (RvDeletion *deletion)
{
  GPtrArray *found = g_ptr_array_new ();
  const GPtrArray *references = rv_model_all (deletion->model, RV_KIND_REFERENCE);

  for (guint i = 0; i < references->len; i++)
    {
      RvReference *reference = references->pdata[i];
      RvObject *speaker = rv_model_get (deletion->model, reference->object_id);

      if (speaker != NULL && g_hash_table_contains (deletion->falls, &reference->target_id)
          && !g_hash_table_contains (deletion->falls, &speaker->id) && !g_ptr_array_find (found, speaker, NULL))
        g_ptr_array_add (found, speaker);
    }
  return found;
}

/* ---- the question ------------------------------------------------------------------------------------ */

static char *
list_names (RvDeletion *deletion, GPtrArray *objects)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < objects->len && i < MAX_NAMES; i++)
    {
      g_autofree char *name = rv_object_label (deletion->model, objects->pdata[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  if (objects->len > MAX_NAMES)
    g_string_append (names, ", …");
  return g_string_free (names, FALSE);
}

static void
add_row (RvDeletion *deletion, GtkListBox *list, RvKind kind, const char *title, GPtrArray *objects)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *names = list_names (deletion, objects);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), names);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (kind != RV_KIND_NONE ? rv_kind_icon (kind) : "dialog-warning-symbolic"));
  gtk_list_box_append (list, row);
}

/* Returns: (nullable): the list of what goes with it, or NULL: nothing that a person would miss. */
static GtkWidget *
new_preview (RvDeletion *deletion)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GPtrArray) speakers = find_speakers (deletion);
  gboolean is_empty = speakers->len == 0;

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) objects = is_worth_saying (kind) ? companions_of_kind (deletion, kind) : g_ptr_array_new ();
      g_autofree char *title = rv_kind_count_text (kind, objects->len);

      if (objects->len > 0)
        add_row (deletion, GTK_LIST_BOX (list), kind, title, objects);
      is_empty = is_empty && objects->len == 0;
    }
  if (speakers->len > 0)
    add_row (deletion, GTK_LIST_BOX (list), RV_KIND_NONE, _("Will still name what is gone"), speakers);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What goes with it"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  g_object_ref_sink (scroller);
  if (is_empty)
    g_clear_object (&scroller);
  return scroller;
}

static void
delete_now (RvDeletion *deletion)
{
  g_autofree char *label = g_strdup_printf (_("Delete %s"), deletion->what);
  g_autofree char *said = g_strdup_printf (_("Deleted %s"), deletion->what);
  g_autoptr (RvEdit) edit = rv_edit_begin (deletion->model, label);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < deletion->ids->len; i++)
    {
      RvObject *object = rv_model_get (deletion->model, g_array_index (deletion->ids, RvId, i));

      if (object != NULL)
        rv_edit_remove (edit, object);
    }
  rv_edit_commit (edit, &error);
  deletion->deleted (said, error, deletion->data);
}

static void
on_answered (const char *answer, gpointer data)
{
  if (g_str_equal (answer, "delete"))
    delete_now (data);
}

static char *
describe (RvModel *model, const RvId *ids, guint n_ids)
{
  const RvObject *object = rv_model_get (model, ids[0]);
  g_autofree char *name = NULL;
  g_autofree char *kind = NULL;

  if (n_ids > 1)
    return g_strdup_printf (ngettext ("%u object", "%u objects", n_ids), n_ids);
  name = rv_object_label (model, object);
  kind = rv_kind_word (object->kind);
  return g_strdup_printf ("%s %s", kind, name);
}

void
rv_delete_objects (GtkWindow *parent, RvModel *model, const RvId *ids, guint n_ids, RvDeleted deleted, gpointer data)
{
  g_autoptr (RvDeletion) deletion = g_object_new (RV_TYPE_DELETION, NULL);
  g_autofree char *heading = NULL;
  GtkWidget *preview;

  for (guint i = 0; i < n_ids; i++)
    if (rv_model_get (model, ids[i]) != NULL)
      g_array_append_val (deletion->ids, ids[i]);
  if (deletion->ids->len == 0)
    return;
  deletion->model = g_object_ref (model);
  deletion->what = describe (model, (const RvId *) (gpointer) deletion->ids->data, deletion->ids->len);
  deletion->deleted = deleted;
  g_set_object (&deletion->data, data);
  collect (deletion);
  preview = new_preview (deletion);
  if (preview == NULL)
    {
      delete_now (deletion);
      return;
    }
  heading = g_strdup_printf (_("Delete %s?"), deletion->what);
  rv_ask (parent, heading, _("This goes with it. It can be undone."),
          (RvChoice[]) { { "cancel", _("_Cancel") }, { "delete", _("_Delete"), FALSE, TRUE }, { NULL } }, preview, on_answered, deletion);
  g_object_unref (preview);
}
