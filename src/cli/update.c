/* relvar-cli convert --update: one undo step in the project, or nothing. */
#include "cli/update.h"

#include <glib/gi18n-lib.h>

#include "cli/say.h"
#include "cli/source.h"
#include "draw/make-room.h"
#include "draw/take-over.h"

static gboolean
take_over (RvModel *model, RvModel *source, const char *label, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, label);

  rv_take_over (edit, source);
  rv_make_room (edit);
  return rv_edit_commit (edit, error);
}

gboolean
rv_update_project (const char *file, const char *from, const char *project, gboolean quiet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) model = rv_model_open (project, RV_OPEN_DEFAULT, &error);
  const char *reason = model != NULL ? rv_model_read_only_reason (model) : NULL;
  g_autoptr (RvModel) source = NULL;
  g_autofree char *label = g_strdup_printf (_("Update from %s"), rv_source_name (file));

  if (model == NULL || reason != NULL)
    {
      rv_say_error (project, "%s", model == NULL ? error->message : reason);
      return FALSE;
    }
  source = rv_source_open (file, from, quiet);
  if (source == NULL)
    return FALSE;
  if (take_over (model, source, label, &error))
    return TRUE;
  rv_say_error (project, "%s", error->message);
  return FALSE;
}
