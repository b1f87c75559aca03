/* {"findings":[{"rule","severity","object","line","column","message","fix", …}]}: fields may be added, none goes. */
#include <json-glib/json-glib.h>

#include "check/report.h"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, guint number)
{
  json_builder_set_member_name (builder, name);
  if (number > 0)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

/* All objects of a finding that stands for several. */
static void
add_objects (JsonBuilder *builder, RvFinding *finding)
{
  g_autoptr (GPtrArray) parts = rv_finding_parts (finding);

  json_builder_set_member_name (builder, "objects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    json_builder_add_string_value (builder, ((RvFinding *) parts->pdata[i])->name != NULL ? ((RvFinding *) parts->pdata[i])->name : "");
  json_builder_end_array (builder);
}

static void
add_evidence (JsonBuilder *builder, const RvFinding *finding)
{
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < finding->evidence->len; i++)
    {
      const RvEvidence *evidence = finding->evidence->pdata[i];

      json_builder_begin_object (builder);
      add_text (builder, "object", evidence->name);
      add_text (builder, "text", evidence->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_finding (JsonBuilder *builder, RvFinding *finding, const RvReportContext *context)
{
  json_builder_begin_object (builder);
  add_text (builder, "rule", finding->rule->id);
  add_text (builder, "severity", rv_severity_word (finding->severity));
  add_text (builder, "object", finding->name);
  add_text (builder, "file", rv_report_file (finding, context));
  add_number (builder, "line", finding->position.line);
  add_number (builder, "column", finding->position.line > 0 ? finding->position.column : 0);
  add_text (builder, "message", finding->message);
  add_text (builder, "fix", rv_report_advice (finding));
  json_builder_set_member_name (builder, "fixable");
  json_builder_add_boolean_value (builder, finding->has_fix);
  add_text (builder, "group", rv_rule_group_word (finding->rule->group));
  add_text (builder, "note", finding->note);
  add_text (builder, "fingerprint", rv_finding_fingerprint (finding));
  add_objects (builder, finding);
  add_evidence (builder, finding);
  json_builder_end_object (builder);
}

void
rv_report_write_json (const GPtrArray *findings, const RvReportContext *context, GString *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, findings->pdata[i], context);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_string_append_printf (out, "%s\n", text);
}
