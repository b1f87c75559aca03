/* What the functions of rules call. */
#include "check/rule.h"

#include <string.h>

static const struct {
  const char *word;
  const char *label;
} groups[RV_N_GROUPS] = {
  { "normalization", N_("Normalization") }, { "integrity", N_("Integrity") }, { "types", N_("Types") },
  { "naming", N_("Naming and documentation") }, { "indexing", N_("Indexing") }, { "security", N_("Security") },
  { "query", N_("Queries") }, { "operations", N_("Operations and migration") },
};

const char *
rv_rule_group_word (RvRuleGroup group)
{
  return groups[group].word;
}

const char *
rv_rule_group_label (RvRuleGroup group)
{
  return groups[group].label;
}

RvFinding *
rv_rule_report (RvRuleRun *run, gconstpointer object, const char *format, ...)
{
  const RvObject *about = object;
  RvFinding *finding;
  va_list arguments;

  va_start (arguments, format);
  finding = rv_finding_new (run->rule, g_strdup_vprintf (format, arguments));
  va_end (arguments);
  finding->object = about->id;
  finding->kind = about->kind;
  finding->name = rv_object_path (run->model, about);
  finding->has_fix = run->rule->fix != NULL;
  g_ptr_array_add (run->findings, finding);
  return finding;
}

void
rv_rule_show (RvRuleRun *run, RvFinding *finding, gconstpointer object, const char *format, ...)
{
  const RvObject *other = object;
  g_autofree char *name = other != NULL ? rv_object_path (run->model, other) : NULL;
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = format != NULL ? g_strdup_vprintf (format, arguments) : NULL;
  va_end (arguments);
  rv_finding_add_evidence (finding, other != NULL ? other->id : 0, name, text);
}

void
rv_rule_remedy (RvFinding *finding, const char *format, ...)
{
  va_list arguments;

  g_free (finding->remedy);
  va_start (arguments, format);
  finding->remedy = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

void
rv_rule_severity (RvFinding *finding, RvSeverity severity)
{
  finding->severity = finding->own_severity = severity;
}

const char *
rv_rule_text (RvRuleRun *run, const char *name)
{
  const RvRuleOption *option = run->rule->options;
  g_autofree char *key = g_strdup_printf ("%s.%s", run->rule->id, name);
  const char *text = run->options != NULL ? g_hash_table_lookup (run->options, key) : NULL;

  if (text != NULL)
    return text;
  while (option->name != NULL && strcmp (option->name, name) != 0)
    option++;
  g_assert (option->name != NULL);
  return option->default_value;
}

double
rv_rule_number (RvRuleRun *run, const char *name)
{
  return g_ascii_strtod (rv_rule_text (run, name), NULL);
}
