/* The report of an import. */
#include "sql/report.h"

#include <glib/gi18n-lib.h>

static void
free_message (gpointer data)
{
  RvMessage *message = data;

  g_free (message->text);
  g_free (message);
}

RvReport *
rv_report_new (const char *file_name)
{
  RvReport *report = g_new0 (RvReport, 1);

  report->file_name = g_strdup (file_name);
  report->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  report->became = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  report->messages = g_ptr_array_new_with_free_func (free_message);
  return report;
}

void
rv_report_free (RvReport *report)
{
  g_free (report->file_name);
  g_hash_table_unref (report->skipped);
  g_hash_table_unref (report->became);
  g_ptr_array_unref (report->messages);
  g_free (report);
}

void
rv_report_clear (RvReport *report)
{
  report->n_statements = report->n_applied = report->n_kept = report->n_skipped = 0;
  g_hash_table_remove_all (report->skipped);
  g_hash_table_remove_all (report->became);
  g_ptr_array_set_size (report->messages, 0);
}

void
rv_report_count (GHashTable *counts, const char *what)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, what));

  if (count == 0)
    g_hash_table_insert (counts, g_strdup (what), GUINT_TO_POINTER (1));
  else
    g_hash_table_replace (counts, g_strdup (what), GUINT_TO_POINTER (count + 1));
}

void
rv_report_add (RvReport *report, RvMessageLevel level, RvTextPosition position, const char *format, ...)
{
  RvMessage *message;
  va_list arguments;

  if (report == NULL)
    return;
  message = g_new0 (RvMessage, 1);
  message->level = level;
  message->position = position;
  va_start (arguments, format);
  message->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (report->messages, message);
}

gboolean
rv_report_has_errors (const RvReport *report)
{
  for (guint i = 0; i < report->messages->len; i++)
    if (((RvMessage *) report->messages->pdata[i])->level == RV_MESSAGE_ERROR)
      return TRUE;
  return FALSE;
}

static const char *
level_name (RvMessageLevel level)
{
  return level == RV_MESSAGE_ERROR ? _("error") : level == RV_MESSAGE_WARNING ? _("warning") : C_("message", "note");
}

static void
append_message (GString *out, const RvReport *report, const RvMessage *message)
{
  g_string_append (out, report->file_name != NULL ? report->file_name : "-");
  if (message->position.line > 0)
    g_string_append_printf (out, ":%u:%u", message->position.line, message->position.column);
  g_string_append_printf (out, ": %s: %s\n", level_name (message->level), message->text);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b);
}

static void
append_counts (GString *out, GHashTable *counts)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (counts), compare_names);
  const char *separator = " (";

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_string_append_printf (out, "%s%s %u", separator, (char *) l->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data)));
      separator = ", ";
    }
  if (names != NULL)
    g_string_append_c (out, ')');
}

char *
rv_report_to_text (const RvReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->messages->len; i++)
    append_message (out, report, report->messages->pdata[i]);
  g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "%s: %u statement: %u applied", "%s: %u statements: %u applied", report->n_statements),
                          report->file_name != NULL ? report->file_name : "-", report->n_statements, report->n_applied);
  append_counts (out, report->became);
  g_string_append_printf (out, _("; %u kept word for word; %u skipped"), report->n_kept, report->n_skipped);
  append_counts (out, report->skipped);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
