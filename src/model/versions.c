/* Versions are made, opened and ordered here; what is in one is the business of snapshot.c. */
#include "model/versions.h"

#include <glib/gi18n-lib.h>

#include "model/snapshot.h"
#include "model/stamp.h"

static gint64
newest_step (RvModel *model)
{
  g_autoptr (GPtrArray) steps = rv_model_history (model, 1);

  return steps->len > 0 ? ((RvHistoryStep *) steps->pdata[0])->step : 0;
}

RvVersion *
rv_version_create (RvEdit *edit, const char *name, const char *author, const char *comment)
{
  RvModel *model = rv_edit_model (edit);
  g_autofree char *snapshot = rv_snapshot_take (model);
  g_autofree char *now = rv_stamp_now ();
  RvVersion *version = rv_edit_insert (edit, RV_KIND_VERSION, 0);

  rv_edit_set_text (edit, version, RvVersion_name, name);
  rv_edit_set_text (edit, version, RvVersion_author, author);
  rv_edit_set_text (edit, version, RvVersion_made_at, now);
  rv_edit_set_text (edit, version, RvVersion_comment, comment);
  rv_edit_set_text (edit, version, RvVersion_snapshot, snapshot);
  rv_edit_set_number (edit, version, RvVersion_history_step, newest_step (model));
  return version;
}

RvModel *
rv_version_open (RvModel *model, RvId id, GError **error)
{
  const RvVersion *version = rv_model_get_kind (model, id, RV_KIND_VERSION);
  g_autofree char *reason = NULL;

  if (version == NULL)
    {
      g_set_error_literal (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("There is no such version any more."));
      return NULL;
    }
  reason = g_strdup_printf (_("This is the version “%s”; it stays as it was."), version->name);
  return rv_snapshot_read (version->snapshot != NULL ? version->snapshot : "", reason, error);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const RvVersion *one = *(const RvVersion *const *) a, *other = *(const RvVersion *const *) b;
  int by_date = g_strcmp0 (other->made_at, one->made_at);

  return by_date != 0 ? by_date : one->object.id < other->object.id ? 1 : -1;
}

GPtrArray *
rv_versions_in_order (RvModel *model)
{
  GPtrArray *versions = g_ptr_array_copy ((GPtrArray *) rv_model_all (model, RV_KIND_VERSION), NULL, NULL);

  g_ptr_array_sort (versions, compare_newest_first);
  return versions;
}
