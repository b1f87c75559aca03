/* Owns the model of a window and the timer that follows the edits of another process. */
#include "app/document.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/places.h"
#include "check/settings.h"
#include "draw/make-room.h"

#define FOLLOW_SECONDS 1

struct _RvDocument {
  GObject parent_instance;
  RvModel *model;
  RvChecker *checker;  /* (nullable) */
  char *path;
  gboolean is_draft;
  guint follow_timer;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvDocument, rv_document, G_TYPE_OBJECT)

static gboolean
follow (gpointer data)
{
  RvDocument *document = data;
  g_autoptr (GError) error = NULL;

  if (rv_model_follow (document->model, &error))
    return G_SOURCE_CONTINUE;
  g_message ("%s", error->message);
  return G_SOURCE_CONTINUE;
}

static void
on_before_commit (RvDocument *document, RvEdit *edit)
{
  rv_make_room (edit);
}

static void
on_model_changed (RvDocument *document, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, RvChange, i).kind == RV_KIND_PROJECT)
      {
        g_signal_emit (document, signals[CHANGED], 0);
        return;
      }
}

static void
rv_document_finalize (GObject *object)
{
  RvDocument *document = RV_DOCUMENT (object);

  g_clear_handle_id (&document->follow_timer, g_source_remove);
  g_clear_object (&document->checker);
  g_clear_object (&document->model);
  g_free (document->path);
  G_OBJECT_CLASS (rv_document_parent_class)->finalize (object);
}

static void
rv_document_class_init (RvDocumentClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_document_finalize;
  signals[CHANGED] = g_signal_new ("changed", RV_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rv_document_init (RvDocument *document)
{
}

RvDocument *
rv_document_new (RvModel *model)
{
  RvDocument *document = g_object_new (RV_TYPE_DOCUMENT, NULL);

  document->model = g_object_ref (model);
  document->path = g_strdup (rv_model_path (model));
  document->is_draft = rv_drafts_contains (document->path);
  if (rv_model_read_only_reason (model) != NULL)
    document->follow_timer = g_timeout_add_seconds (FOLLOW_SECONDS, follow, document);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed), document, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "before-commit", G_CALLBACK (on_before_commit), document, G_CONNECT_SWAPPED);
  return document;
}

RvDocument *
rv_document_new_draft (GError **error)
{
  g_autofree char *path = rv_drafts_new_path (NULL);
  g_autoptr (RvModel) model = rv_model_create (path, "postgresql", error);

  return model != NULL ? rv_document_new (model) : NULL;
}

RvModel *
rv_document_model (RvDocument *document)
{
  return document->model;
}

RvChecker *
rv_document_checker (RvDocument *document)
{
  if (document->checker == NULL)
    {
      document->checker = rv_checker_new (document->model);
      rv_check_settings_follow (document->checker);
      rv_checker_set_automatic (document->checker, TRUE);
    }
  return document->checker;
}

const char *
rv_document_path (RvDocument *document)
{
  return document->path;
}

char *
rv_document_title (RvDocument *document)
{
  const char *name = rv_record_name (rv_model_project (document->model));
  char *base;

  if (name[0] != '\0')
    return g_strdup (name);
  base = g_filename_display_basename (document->path);
  if (g_str_has_suffix (base, ".relvar") && strlen (base) > 7)
    base[strlen (base) - 7] = '\0';
  return base;
}

char *
rv_document_subtitle (RvDocument *document)
{
  g_autofree char *folder = g_path_get_dirname (document->path);
  g_autofree char *display = g_filename_display_name (folder);

  if (document->is_draft)
    return g_strdup (_("Draft"));
  if (g_str_has_prefix (display, g_get_home_dir ()) && strlen (g_get_home_dir ()) > 1)
    return g_strconcat ("~", display + strlen (g_get_home_dir ()), NULL);
  return g_steal_pointer (&display);
}

gboolean
rv_document_is_draft (RvDocument *document)
{
  return document->is_draft;
}

gboolean
rv_document_is_in (RvDocument *document, const char *path)
{
  GStatBuf ours, other;

  return g_stat (document->path, &ours) == 0 && g_stat (path, &other) == 0 && ours.st_dev == other.st_dev
         && ours.st_ino == other.st_ino;
}

RvDocument *
rv_document_save_as (RvDocument *document, const char *path, GError **error)
{
  g_autoptr (RvModel) model = NULL;

  if (!rv_model_save_copy (document->model, path, error))
    return NULL;
  model = rv_model_open (path, RV_OPEN_DEFAULT, error);
  if (model == NULL)
    return NULL;
  if (document->is_draft)
    rv_drafts_discard (document->path);
  return rv_document_new (model);
}

static gboolean
is_untouched (RvDocument *document)
{
  g_autofree char *undo = rv_model_undo_label (document->model);
  g_autofree char *redo = rv_model_redo_label (document->model);

  return undo == NULL && redo == NULL && rv_model_all (document->model, RV_KIND_TABLE)->len == 0;
}

void
rv_document_close (RvDocument *document)
{
  g_clear_handle_id (&document->follow_timer, g_source_remove);
  if (document->is_draft && rv_model_read_only_reason (document->model) == NULL && is_untouched (document))
    rv_drafts_discard (document->path);
}
