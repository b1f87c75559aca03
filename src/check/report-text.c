/* For a terminal, in the manner of compilers: file:line:column: severity: message [rule]. */
#include "check/report.h"

static void
write_place (const RvFinding *finding, const RvReportContext *context, GString *out)
{
  const char *file = rv_report_file (finding, context);

  if (file == NULL)
    return;
  g_string_append (out, file);
  if (finding->position.line > 0)
    g_string_append_printf (out, ":%u:%u", finding->position.line, finding->position.column);
  g_string_append (out, ": ");
}

static void
write_counts (const GPtrArray *findings, GString *out)
{
  guint counts[RV_N_SEVERITIES] = { 0 };

  for (guint i = 0; i < findings->len; i++)
    counts[((RvFinding *) findings->pdata[i])->severity]++;
  g_string_append_printf (out, _("Errors: %u, warnings: %u, notes: %u"), counts[RV_SEVERITY_ERROR], counts[RV_SEVERITY_WARNING],
                          counts[RV_SEVERITY_INFO]);
  g_string_append_c (out, '\n');
}

/* Several lines, of SQL, stand below one another. */
static void
write_advice (const char *advice, GString *out)
{
  g_auto (GStrv) lines = g_strsplit (advice, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "    %s %s\n", i == 0 ? "→" : " ", lines[i]);
}

void
rv_report_write_text (const GPtrArray *findings, const RvReportContext *context, GString *out)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const RvFinding *finding = findings->pdata[i];
      const char *advice = rv_report_advice (finding);

      write_place (finding, context, out);
      g_string_append_printf (out, "%s: %s [%s]\n", rv_severity_word (finding->severity), finding->message, finding->rule->id);
      if (finding->note != NULL)
        g_string_append_printf (out, "    %s\n", finding->note);
      if (advice != NULL)
        write_advice (advice, out);
    }
  write_counts (findings, out);
}
