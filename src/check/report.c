/* The table of forms, and what they share. */
#include "check/report.h"

#include <string.h>

static const RvReportForm forms[] = {
  { "text", N_("Text"), rv_report_write_text },
  { "json", N_("JSON"), rv_report_write_json },
  { "sarif", N_("SARIF 2.1.0"), rv_report_write_sarif },
  { "junit", N_("JUnit"), rv_report_write_junit },
  { "github", N_("GitHub annotations"), rv_report_write_github },
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

/* ---- places ----------------------------------------------------------------------------------------------- */

static gboolean
find_place (const RvFinding *finding, RvModel *model, const RvPlaces *places, RvTextPosition *position)
{
  const RvObject *object = rv_model_get (model, finding->object);
  const char *text = object != NULL && finding->field >= 0 ? rv_record_text (object, rv_field_info (finding->field)) : NULL;

  if (text != NULL && rv_places_find_text (places, finding->object, finding->field, text, finding->start, position))
    return TRUE;
  if (object != NULL && object->kind == RV_KIND_QUERY)
    return rv_places_find_text (places, object->id, RvQuery_text, "", 0, position);
  for (; object != NULL; object = rv_model_get (model, rv_record_parent (object)))
    if (rv_places_find (places, object->id, position))
      return TRUE;
  return FALSE;
}

void
rv_report_place (const GPtrArray *findings, RvModel *model, const RvPlaces *places, const char *file)
{
  for (guint i = 0; i < findings->len; i++)
    {
      RvFinding *finding = findings->pdata[i];

      if (finding->members != NULL)
        rv_report_place (finding->members, model, places, file);
      if (finding->position.line > 0 || !find_place (finding, model, places, &finding->position))
        continue;
      g_free (finding->file);
      finding->file = g_strdup (file);
    }
}
