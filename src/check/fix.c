/* Repairs by SQL: the reader of the dialect applies it to the design. */
#include "check/fix.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/naming.h"
#include "sql/dialect.h"

static const char *
first_problem (const RvReport *report)
{
  for (guint i = 0; i < report->messages->len; i++)
    {
      const RvMessage *message = report->messages->pdata[i];

      if (message->level != RV_MESSAGE_NOTE)
        return message->text;
    }
  return report->n_kept > 0 ? _("It is no change of a design.") : NULL;
}

gboolean
rv_fix_sql (RvEdit *edit, GError **error, const char *format, ...)
{
  g_autoptr (RvReport) report = rv_report_new ("fix");
  g_autofree char *text = NULL;
  const char *problem;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (!rv_postgresql.read (edit, text, strlen (text), report, NULL, NULL, NULL, error))
    return FALSE;
  problem = first_problem (report);
  if (problem != NULL)
    g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("The fix cannot be applied: %s"), problem);
  return problem == NULL;
}

char *
rv_fix_name (RvModel *model, gconstpointer object)
{
  RvObject *parent = rv_model_get (model, rv_record_parent (object));
  g_autofree char *name = rv_postgresql.quote (rv_record_name (object));
  g_autofree char *schema = NULL;

  if (parent == NULL || parent->kind != RV_KIND_SCHEMA)
    return g_steal_pointer (&name);
  schema = rv_postgresql.quote (rv_record_name (parent));
  return g_strconcat (schema, ".", name, NULL);
}

char *
rv_fix_names (RvModel *model, const RvId *ids, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = rv_postgresql.quote (rv_record_name (rv_model_get (model, ids[i])));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
rv_fix_constraint_name (RvModel *model, const RvTable *table, const char *column, const char *ending)
{
  const char *parts[] = { table->name, column != NULL ? column : ending, column != NULL ? ending : NULL, NULL };
  g_autofree char *wanted = rv_name_join (parts);
  g_autofree char *name = rv_name_free_constraint (model, table->object.id, wanted);

  return rv_postgresql.quote (name);
}
