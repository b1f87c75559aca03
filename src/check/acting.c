/* Acting on findings: fixes, their preview, waivers. */
#include <string.h>

#include "check/checker.h"
#include "model/stamp.h"
#include "sql/dialect.h"

static gboolean
fix_one (const RvFinding *finding, RvEdit *edit, GError **error)
{
  if (rv_model_get_kind (rv_edit_model (edit), finding->object, finding->kind) != NULL)
    return finding->rule->fix (edit, finding, error);
  g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("“%s” is not there any more."), finding->name);
  return FALSE;
}

gboolean
rv_finding_fix (RvFinding *finding, RvEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) parts = rv_finding_parts (finding);

  if (!finding->has_fix)
    {
      g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("There is no fix that could be applied by itself."));
      return FALSE;
    }
  for (guint i = 0; i < parts->len; i++)
    if (((RvFinding *) parts->pdata[i])->has_fix && !fix_one (parts->pdata[i], edit, error))
      return FALSE;
  return TRUE;
}

void
rv_finding_waive (RvFinding *finding, RvEdit *edit, const char *reason, const char *author, const char *until)
{
  g_autoptr (GPtrArray) parts = rv_finding_parts (finding);
  g_autofree char *now = rv_stamp_now ();

  for (guint i = 0; i < parts->len; i++)
    {
      const RvFinding *part = parts->pdata[i];
      RvWaiver *waiver = rv_edit_insert (edit, RV_KIND_WAIVER, 0);

      rv_edit_set_text (edit, waiver, RvWaiver_rule, part->rule->id);
      rv_edit_set_number (edit, waiver, RvWaiver_object_id, part->object);
      rv_edit_set_text (edit, waiver, RvWaiver_reason, reason);
      rv_edit_set_text (edit, waiver, RvWaiver_author, author);
      rv_edit_set_text (edit, waiver, RvWaiver_made_at, now);
      rv_edit_set_text (edit, waiver, RvWaiver_expires_at, until);
    }
}

/* ---- preview ------------------------------------------------------------------------------------------------ */

static void
add_lines (GPtrArray *lines, const char *text)
{
  g_auto (GStrv) all = g_strsplit (text, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_ptr_array_add (lines, g_strdup (all[i]));
  g_ptr_array_add (lines, NULL);
}

/* The lines of the statements of @ids, as far as they are there. */
static GStrv
lines_of (RvModel *model, GArray *ids)
{
  const RvWriteOptions options = { 0 };
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      RvObject *object = rv_model_get (model, g_array_index (ids, RvId, i));

      if (object != NULL && object->kind == RV_KIND_QUERY)
        g_string_append_printf (text, "%s\n", ((RvQuery *) object)->text);
      else if (object != NULL)
        g_ptr_array_add (objects, object);
    }
  if (objects->len > 0)
    rv_dialect_of (model)->write_objects (model, objects, &options, text);
  add_lines (lines, text->str);
  return (GStrv) g_ptr_array_free (lines, FALSE);
}

/* Returns: (transfer full): the units that @changes were in. */
static GArray *
units_of (RvModel *model, GArray *changes)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < changes->len; i++)
    {
      const RvChange *change = &g_array_index (changes, RvChange, i);
      const RvObject *object = rv_model_get (model, change->type == RV_CHANGE_REMOVED ? change->parent : change->id);
      const RvObject *unit = object != NULL ? rv_object_unit (model, object) : NULL;
      gboolean is_known = unit == NULL;

      for (guint k = 0; !is_known && k < ids->len; k++)
        is_known = g_array_index (ids, RvId, k) == unit->id;
      if (!is_known)
        g_array_append_val (ids, unit->id);
    }
  return ids;
}

/* Appends what must go from @a and come from @b to make one of the other: the longest common subsequence of lines stays. */
static void
add_difference (GString *out, GStrv a, GStrv b)
{
  guint n = g_strv_length (a), m = g_strv_length (b);
  g_autofree guint *common = g_new0 (guint, (gsize) (n + 1) * (m + 1));
  guint i = 0, k = 0;

#define COMMON(x, y) common[(gsize) (x) * (m + 1) + (y)]
  for (guint x = n; x-- > 0;)
    for (guint y = m; y-- > 0;)
      COMMON (x, y) = strcmp (a[x], b[y]) == 0 ? COMMON (x + 1, y + 1) + 1 : MAX (COMMON (x + 1, y), COMMON (x, y + 1));
  while (i < n || k < m)
    if (i < n && k < m && strcmp (a[i], b[k]) == 0)
      {
        i++;
        k++;
      }
    else if (k < m && (i == n || COMMON (i, k + 1) > COMMON (i + 1, k)))
      g_string_append_printf (out, "+%s\n", b[k++]);
    else
      g_string_append_printf (out, "-%s\n", a[i++]);
#undef COMMON
}

char *
rv_finding_preview (RvFinding *finding, RvModel *model, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "");
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GArray) units = NULL;
  g_auto (GStrv) before = NULL, after = NULL;
  GString *text;

  if (!rv_finding_fix (finding, edit, error))
    return NULL;
  changes = rv_edit_changes (edit);
  units = units_of (model, changes);
  after = lines_of (model, units);
  rv_edit_cancel (edit);
  before = lines_of (model, units);
  text = g_string_new (NULL);
  add_difference (text, before, after);
  return g_string_free (text, FALSE);
}
