/* GitHub's workflow commands: annotations beside the lines of a pull request. */
#include "check/report.h"

/* What ends a property or a command is written in hexadecimal. */
static void
append (GString *out, const char *text, gboolean is_property)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '%' || *p == '\r' || *p == '\n' || (is_property && (*p == ':' || *p == ',')))
      g_string_append_printf (out, "%%%02X", (guint8) *p);
    else
      g_string_append_c (out, *p);
}

static void
write_place (const RvFinding *finding, const RvReportContext *context, GString *out)
{
  const char *file = rv_report_file (finding, context);

  if (file == NULL)
    return;
  g_string_append (out, "file=");
  append (out, file, TRUE);
  if (finding->position.line > 0)
    g_string_append_printf (out, ",line=%u,col=%u", finding->position.line, finding->position.column);
  g_string_append_c (out, ',');
}

void
rv_report_write_github (const GPtrArray *findings, const RvReportContext *context, GString *out)
{
  static const char *const commands[RV_N_SEVERITIES] = { "error", "warning", "notice" };

  for (guint i = 0; i < findings->len; i++)
    {
      const RvFinding *finding = findings->pdata[i];
      const char *advice = rv_report_advice (finding);
      g_autofree char *title = g_strdup_printf ("%s: %s", finding->rule->id, _(finding->rule->title));

      g_string_append_printf (out, "::%s ", commands[finding->severity]);
      write_place (finding, context, out);
      g_string_append (out, "title=");
      append (out, title, TRUE);
      g_string_append (out, "::");
      append (out, finding->message, FALSE);
      if (advice != NULL)
        {
          g_string_append (out, "%0A");
          append (out, advice, FALSE);
        }
      g_string_append_c (out, '\n');
    }
}
