/* Rules as text, JSON and Markdown. */
#include "check/rule-list.h"

#include <json-glib/json-glib.h>

#include "check/profile.h"

const char *
rv_rule_state_word (const RvRule *rule)
{
  if (rule->needs == RV_NEEDS_SERVER)
    return "server";
  if (rule->needs == RV_NEEDS_MIGRATION)
    return "migration";
  return rule->flags & RV_RULE_OFF ? "off" : "on";
}

void
rv_rule_list_text (const GPtrArray *rules, GString *out)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const RvRule *rule = rules->pdata[i];

      g_string_append_printf (out, "%-4s %-8s %-10s %-4s %s\n", rule->id, rv_severity_word (rule->severity), rv_rule_state_word (rule),
                              rule->fix != NULL ? _("fix") : "", _(rule->title));
    }
  if (rules != rv_rules ())
    return;
  g_string_append_printf (out, "\n%s\n", _("Profiles:"));
  for (const RvProfile *profile = rv_profiles (); profile->id != NULL; profile++)
    g_string_append_printf (out, "%-12s %s\n", profile->id, _(profile->summary));
}

/* ---- JSON ----------------------------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text != NULL ? text : "");
}

static void
add_options (JsonBuilder *builder, const RvRule *rule)
{
  json_builder_set_member_name (builder, "options");
  json_builder_begin_array (builder);
  for (const RvRuleOption *option = rule->options; option != NULL && option->name != NULL; option++)
    {
      json_builder_begin_object (builder);
      add_text (builder, "name", option->name);
      add_text (builder, "default", option->default_value);
      add_text (builder, "label", _(option->label));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rule (JsonBuilder *builder, const RvRule *rule)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", rule->id);
  add_text (builder, "group", rv_rule_group_word (rule->group));
  add_text (builder, "severity", rv_severity_word (rule->severity));
  add_text (builder, "title", _(rule->title));
  add_text (builder, "explanation", _(rule->explanation));
  add_text (builder, "reference", rule->reference);
  add_text (builder, "state", rv_rule_state_word (rule));
  json_builder_set_member_name (builder, "on");
  json_builder_add_boolean_value (builder, !(rule->flags & RV_RULE_OFF));
  json_builder_set_member_name (builder, "fixable");
  json_builder_add_boolean_value (builder, rule->fix != NULL);
  add_text (builder, "fix", rule->fix_label != NULL ? _(rule->fix_label) : NULL);
  add_options (builder, rule);
  json_builder_end_object (builder);
}

void
rv_rule_list_json (const GPtrArray *rules, GString *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rules->len; i++)
    add_rule (builder, rules->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "profiles");
  json_builder_begin_array (builder);
  for (const RvProfile *profile = rv_profiles (); rules == rv_rules () && profile->id != NULL; profile++)
    {
      json_builder_begin_object (builder);
      add_text (builder, "id", profile->id);
      add_text (builder, "label", _(profile->label));
      add_text (builder, "summary", _(profile->summary));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_string_append_printf (out, "%s\n", text);
}

/* ---- Markdown ----------------------------------------------------------------------------------------------- */

static const char *
when (const RvRule *rule)
{
  if (rule->needs == RV_NEEDS_SERVER)
    return _("needs a server");
  if (rule->needs == RV_NEEDS_MIGRATION)
    return _("judges migrations");
  return rule->flags & RV_RULE_OFF ? _("off by default") : _("on by default");
}

static void
write_rule (const RvRule *rule, GString *out)
{
  g_string_append_printf (out, "### %s: %s\n\n", rule->id, _(rule->title));
  g_string_append_printf (out, "%s, %s", rv_severity_label (rule->severity), when (rule));
  if (rule->fix != NULL)
    g_string_append_printf (out, _("; fix: %s"), _(rule->fix_label));
  g_string_append_printf (out, "\n\n%s\n\n", _(rule->explanation));
  for (const RvRuleOption *option = rule->options; option != NULL && option->name != NULL; option++)
    g_string_append_printf (out, "- `%s.%s` = %s: %s\n", rule->id, option->name, option->default_value, _(option->label));
  if (rule->options != NULL)
    g_string_append_c (out, '\n');
  if (rule->reference != NULL)
    g_string_append_printf (out, "<%s>\n\n", rule->reference);
}

void
rv_rule_list_markdown (const GPtrArray *rules, GString *out)
{
  gboolean is_of_designs = rules == rv_rules ();
  int group = -1;

  g_string_append_printf (out, "# %s\n\n%s\n\n", is_of_designs ? _("Rules") : _("Rules for migrations"),
                          is_of_designs ? _("What `relvar-cli check` and the Checks panel judge a design by.")
                                        : _("What `relvar-cli check --migration` judges a script by before it runs."));
  for (guint i = 0; i < rules->len; i++)
    {
      const RvRule *rule = rules->pdata[i];

      if (rule->group != (RvRuleGroup) group)
        g_string_append_printf (out, "## %s\n\n", _(rv_rule_group_label (rule->group)));
      group = rule->group;
      write_rule (rule, out);
    }
  if (!is_of_designs)
    return;
  g_string_append_printf (out, "## %s\n\n", _("Profiles"));
  for (const RvProfile *profile = rv_profiles (); profile->id != NULL; profile++)
    g_string_append_printf (out, "- `%s`: %s\n", profile->id, _(profile->summary));
}
