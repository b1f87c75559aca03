/* SARIF 2.1.0: what code hosts and editors show beside the lines. */
#include <json-glib/json-glib.h>

#include "check/report.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#define HOME "https://relvar.github.io/"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
begin_object (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_message (JsonBuilder *builder, const char *name, const char *text)
{
  begin_object (builder, name);
  add_text (builder, "text", text);
  json_builder_end_object (builder);
}

static const char *
level (RvSeverity severity)
{
  return severity == RV_SEVERITY_ERROR ? "error" : severity == RV_SEVERITY_WARNING ? "warning" : "note";
}

/* ---- the tool ------------------------------------------------------------------------------------------- */

static void
add_rule (JsonBuilder *builder, const RvRule *rule)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", rule->id);
  add_message (builder, "shortDescription", _(rule->title));
  add_message (builder, "fullDescription", _(rule->explanation));
  if (rule->reference != NULL)
    add_text (builder, "helpUri", rule->reference);
  begin_object (builder, "defaultConfiguration");
  add_text (builder, "level", level (rule->severity));
  json_builder_end_object (builder);
  begin_object (builder, "properties");
  begin_array (builder, "tags");
  json_builder_add_string_value (builder, rv_rule_group_word (rule->group));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_tool (JsonBuilder *builder, const GPtrArray *rules)
{
  begin_object (builder, "tool");
  begin_object (builder, "driver");
  add_text (builder, "name", "Relvar");
  add_text (builder, "version", RV_VERSION);
  add_text (builder, "informationUri", HOME);
  begin_array (builder, "rules");
  for (guint i = 0; i < rules->len; i++)
    add_rule (builder, rules->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* ---- results ---------------------------------------------------------------------------------------------- */

/* A path as a URI reference: relative ones stay so. */
static void
add_file (JsonBuilder *builder, const char *file)
{
  g_autofree char *uri = g_path_is_absolute (file) ? g_filename_to_uri (file, NULL, NULL) : NULL;
  g_autofree char *escaped = uri == NULL ? g_uri_escape_string (file, "/", TRUE) : NULL;

  begin_object (builder, "artifactLocation");
  add_text (builder, "uri", uri != NULL ? uri : escaped);
  json_builder_end_object (builder);
}

static void
add_place (JsonBuilder *builder, const RvFinding *finding, const char *file)
{
  begin_object (builder, "physicalLocation");
  add_file (builder, file);
  if (finding->position.line > 0)
    {
      begin_object (builder, "region");
      add_number (builder, "startLine", finding->position.line);
      add_number (builder, "startColumn", finding->position.column);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_locations (JsonBuilder *builder, RvFinding *finding, const RvReportContext *context)
{
  g_autoptr (GPtrArray) parts = rv_finding_parts (finding);

  begin_array (builder, "locations");
  for (guint i = 0; i < parts->len; i++)
    {
      const RvFinding *part = parts->pdata[i];
      const char *file = rv_report_file (part, context);

      json_builder_begin_object (builder);
      if (file != NULL)
        add_place (builder, part, file);
      if (part->name != NULL)
        {
          begin_array (builder, "logicalLocations");
          json_builder_begin_object (builder);
          add_text (builder, "fullyQualifiedName", part->name);
          json_builder_end_object (builder);
          json_builder_end_array (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const GPtrArray *
rules_of (const RvReportContext *context)
{
  return context->rules != NULL ? context->rules : rv_rules ();
}

static guint
index_of (const RvRule *rule, const RvReportContext *context)
{
  guint index = 0;

  return g_ptr_array_find ((GPtrArray *) rules_of (context), rule, &index) ? index : 0;
}

static void
add_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "", sentence, g_str_has_suffix (sentence, ".") ? "" : ".");
}

static void
add_result (JsonBuilder *builder, RvFinding *finding, const RvReportContext *context)
{
  const char *advice = rv_report_advice (finding);
  g_autoptr (GString) text = g_string_new (NULL);

  add_sentence (text, finding->message);
  if (advice != NULL)
    add_sentence (text, advice);
  json_builder_begin_object (builder);
  add_text (builder, "ruleId", finding->rule->id);
  add_number (builder, "ruleIndex", index_of (finding->rule, context));
  add_text (builder, "level", level (finding->severity));
  add_message (builder, "message", text->str);
  add_locations (builder, finding, context);
  begin_object (builder, "partialFingerprints");
  add_text (builder, "relvar/v1", rv_finding_fingerprint (finding));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

void
rv_report_write_sarif (const GPtrArray *findings, const RvReportContext *context, GString *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "$schema", SCHEMA);
  add_text (builder, "version", "2.1.0");
  begin_array (builder, "runs");
  json_builder_begin_object (builder);
  add_tool (builder, rules_of (context));
  add_text (builder, "columnKind", "unicodeCodePoints");
  begin_array (builder, "results");
  for (guint i = 0; i < findings->len; i++)
    add_result (builder, findings->pdata[i], context);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_string_append_printf (out, "%s\n", text);
}
