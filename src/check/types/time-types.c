/* T2: points in time have a zone. */
#include "check/rules.h"
#include "sql/rename.h"

static void
check_zone (RvRuleRun *run, gpointer subject)
{
  const RvColumn *column = subject;
  const RvTypeFacts *type = rv_facts_type (run->facts, column->type);
  RvFinding *finding;

  if (column->is_inherited || (type->family != RV_TYPE_TIMESTAMP && type->family != RV_TYPE_TIMETZ))
    return;
  if (type->family == RV_TYPE_TIMESTAMP)
    finding = rv_rule_report (run, column, _("%s is a timestamp without time zone: which moment it means depends on who reads it"),
                              rv_facts_name (run->facts, column));
  else
    finding = rv_rule_report (run, column, _("%s is a time with time zone: without a date its offset has no meaning"),
                              rv_facts_name (run->facts, column));
  rv_rule_remedy (finding, type->family == RV_TYPE_TIMESTAMP ? _("Use timestamp with time zone") : _("Use timestamp with time zone, or time"));
  /* What is computed from it, and the type of a domain or an array, a person has to judge. */
  finding->has_fix = type->family == RV_TYPE_TIMESTAMP && type->domain == 0 && !type->is_array && column->generated == NULL;
}

static gboolean
fix_zone (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object);
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  int length = rv_facts_type (facts, column->type)->length;
  g_autofree char *type = length >= 0 ? g_strdup_printf ("timestamp(%d) with time zone", length) : g_strdup ("timestamp with time zone");

  rv_sql_set_text (edit, column, RvColumn_type, type);
  return TRUE;
}

const RvRule rv_rules_time_types[] = {
  {
    .id = "T2",
    .group = RV_GROUP_TYPES,
    .severity = RV_SEVERITY_WARNING,
    .title = N_("Timestamp without time zone"),
    .explanation = N_("A timestamp without time zone is a clock on some wall: two sessions with different zones read different moments, and the "
                      "hour that repeats in autumn is ambiguous. Timestamp with time zone stores the moment in the same 8 bytes. A local "
                      "time that is meant as such, like opening hours, is the exception: waive it."),
    .reference = "https://wiki.postgresql.org/wiki/Don%27t_Do_This#Date.2FTime_storage",
    .subject = RV_KIND_COLUMN,
    .reads = RV_READS (RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_DOMAIN),
    .many = N_("Timestamps without time zone: %u"),
    .check = check_zone,
    .fix = fix_zone,
    .fix_label = N_("Make it timestamp with time zone"),
  },
  { NULL },
};
