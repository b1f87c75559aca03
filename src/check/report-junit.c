/* JUnit's XML: a test case for each finding, failed where it is as bad as asked for; one that passed where there are none. */
#include "check/report.h"

static void
append (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = g_markup_escape_text (valid, -1);

  g_string_append (out, escaped);
}

static gboolean
fails (const RvFinding *finding, const RvReportContext *context)
{
  return !context->never_fails && finding->severity <= context->fail_on;
}

static void
write_details (const RvFinding *finding, const RvReportContext *context, GString *out)
{
  const char *advice = rv_report_advice (finding), *file = rv_report_file (finding, context);

  if (file != NULL)
    {
      append (out, file);
      if (finding->position.line > 0)
        g_string_append_printf (out, ":%u:%u", finding->position.line, finding->position.column);
      g_string_append_c (out, '\n');
    }
  append (out, advice != NULL ? advice : _(finding->rule->explanation));
}

static void
write_case (const RvFinding *finding, const RvReportContext *context, GString *out)
{
  g_string_append (out, "    <testcase classname=\"");
  append (out, finding->rule->id);
  g_string_append (out, "\" name=\"");
  append (out, finding->name != NULL ? finding->name : finding->rule->id);
  g_string_append_printf (out, "\" time=\"0\">\n      <%s", fails (finding, context) ? "failure type=\"" : "system-out>");
  if (fails (finding, context))
    {
      g_string_append_printf (out, "%s\" message=\"", rv_severity_word (finding->severity));
      append (out, finding->message);
      g_string_append (out, "\">");
    }
  else
    {
      append (out, finding->message);
      g_string_append_c (out, '\n');
    }
  write_details (finding, context, out);
  g_string_append_printf (out, "</%s>\n    </testcase>\n", fails (finding, context) ? "failure" : "system-out");
}

void
rv_report_write_junit (const GPtrArray *findings, const RvReportContext *context, GString *out)
{
  guint n_failures = 0;

  for (guint i = 0; i < findings->len; i++)
    n_failures += fails (findings->pdata[i], context);
  g_string_append_printf (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"relvar-cli check\" tests=\"%u\" "
                               "failures=\"%u\" errors=\"0\" skipped=\"0\" time=\"0\">\n", MAX (findings->len, 1), n_failures);
  for (guint i = 0; i < findings->len; i++)
    write_case (findings->pdata[i], context, out);
  if (findings->len == 0)
    g_string_append (out, "    <testcase classname=\"relvar\" name=\"check\" time=\"0\"/>\n");
  g_string_append (out, "  </testsuite>\n</testsuites>\n");
}
