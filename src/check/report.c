/* The table of forms, and what they share. */
#include "check/report.h"

#include <string.h>

static const RvReportForm forms[] = {
  { "text", N_("Text"), rv_report_write_text },
  { "json", N_("JSON"), rv_report_write_json },
  { NULL },
};

const RvReportForm *
rv_report_forms (void)
{
  return forms;
}

const RvReportForm *
rv_report_form_find (const char *id)
{
  for (guint i = 0; forms[i].id != NULL; i++)
    if (strcmp (forms[i].id, id) == 0)
      return &forms[i];
  return NULL;
}

const char *
rv_report_file (const RvFinding *finding, const RvReportContext *context)
{
  return finding->file != NULL ? finding->file : context->file;
}

const char *
rv_report_advice (const RvFinding *finding)
{
  if (finding->remedy != NULL)
    return finding->remedy;
  return finding->has_fix && finding->rule->fix_label != NULL ? _(finding->rule->fix_label) : NULL;
}
