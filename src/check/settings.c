/* Reads and writes the project's profile and its RuleSetting rows. Options are lines "name=value". */
#include "check/settings.h"

#include <string.h>

#include "check/profile.h"

#define SIGNATURE "check-settings"

static RvProject *
project_of (RvModel *model)
{
  return (RvProject *) rv_model_project (model);
}

const char *
rv_check_settings_profile (RvModel *model)
{
  const char *id = project_of (model)->check_profile;

  return id != NULL && rv_profile_find (id) != NULL ? id : rv_profiles ()->id;
}

const RvRuleSetting *
rv_check_settings_of (RvModel *model, const RvRule *rule)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_RULE_SETTING);

  for (guint i = 0; i < all->len; i++)
    {
      const RvRuleSetting *setting = all->pdata[i];

      if (setting->rule != NULL && g_ascii_strcasecmp (setting->rule, rule->id) == 0)
        return setting;
    }
  return NULL;
}

/* ---- following ---------------------------------------------------------------------------------------------- */

static void
apply_options (RvChecker *checker, const RvRule *rule, const char *options)
{
  g_auto (GStrv) lines = g_strsplit (options != NULL ? options : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      rv_checker_set_option (checker, rule, lines[i], equals + 1);
    }
}

static void
apply_setting (RvChecker *checker, const RvRuleSetting *setting)
{
  const RvRule *rule = setting->rule != NULL ? rv_rule_find (setting->rule) : NULL;

  if (rule == NULL)
    return;
  if (setting->is_on != RvRuleSwitch_PROFILE)
    rv_checker_set_rule (checker, rule, setting->is_on == RvRuleSwitch_ON);
  if (setting->severity != RvRuleSeverity_PROFILE)
    rv_checker_set_severity (checker, rule, (RvSeverity) (setting->severity - RvRuleSeverity_ERROR));
  apply_options (checker, rule, setting->options);
}

/* Returns: (transfer full): all that the project says, as a text to compare. */
static char *
signature_of (RvModel *model)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_RULE_SETTING);
  GString *text = g_string_new (rv_check_settings_profile (model));

  for (guint i = 0; i < all->len; i++)
    {
      const RvRuleSetting *setting = all->pdata[i];

      g_string_append_printf (text, "\n%s %d %d %s", setting->rule != NULL ? setting->rule : "", (int) setting->is_on, (int) setting->severity,
                              setting->options != NULL ? setting->options : "");
    }
  return g_string_free (text, FALSE);
}

/* Other edits of the project, such as its name, are no reason to look at everything again. */
static void
apply (RvChecker *checker)
{
  RvModel *model = rv_checker_model (checker);
  const GPtrArray *all = rv_model_all (model, RV_KIND_RULE_SETTING);
  g_autofree char *signature = signature_of (model);

  if (g_strcmp0 (signature, g_object_get_data (G_OBJECT (checker), SIGNATURE)) == 0)
    return;
  g_object_set_data_full (G_OBJECT (checker), SIGNATURE, g_steal_pointer (&signature), g_free);
  rv_checker_set_profile (checker, rv_check_settings_profile (model));
  for (guint i = 0; i < all->len; i++)
    apply_setting (checker, all->pdata[i]);
}

static void
on_model_changed (RvChecker *checker, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      RvKind kind = g_array_index (changes, RvChange, i).kind;

      if (kind != RV_KIND_RULE_SETTING && kind != RV_KIND_PROJECT)
        continue;
      apply (checker);
      return;
    }
}

void
rv_check_settings_follow (RvChecker *checker)
{
  apply (checker);
  g_signal_connect_object (rv_checker_model (checker), "changed", G_CALLBACK (on_model_changed), checker, G_CONNECT_SWAPPED);
}

/* ---- changing ------------------------------------------------------------------------------------------------- */

void
rv_check_settings_set_profile (RvEdit *edit, const char *id)
{
  rv_edit_set_text (edit, project_of (rv_edit_model (edit)), RvProject_check_profile, strcmp (id, rv_profiles ()->id) == 0 ? NULL : id);
}

static RvRuleSetting *
need_setting (RvEdit *edit, const RvRule *rule)
{
  RvRuleSetting *setting = (RvRuleSetting *) rv_check_settings_of (rv_edit_model (edit), rule);

  if (setting == NULL)
    {
      setting = rv_edit_insert (edit, RV_KIND_RULE_SETTING, 0);
      rv_edit_set_text (edit, setting, RvRuleSetting_rule, rule->id);
    }
  return setting;
}

static void
drop_if_mute (RvEdit *edit, RvRuleSetting *setting)
{
  if (setting->is_on == RvRuleSwitch_PROFILE && setting->severity == RvRuleSeverity_PROFILE && (setting->options == NULL || *setting->options == '\0'))
    rv_edit_remove (edit, setting);
}

void
rv_check_settings_set_rule (RvEdit *edit, const RvRule *rule, RvRuleSwitch is_on, RvRuleSeverity severity)
{
  RvRuleSetting *setting = need_setting (edit, rule);

  rv_edit_set_number (edit, setting, RvRuleSetting_is_on, is_on);
  rv_edit_set_number (edit, setting, RvRuleSetting_severity, severity);
  drop_if_mute (edit, setting);
}

static const RvRuleOption *
option_of (const RvRule *rule, const char *name)
{
  for (const RvRuleOption *option = rule->options; option != NULL && option->name != NULL; option++)
    if (strcmp (option->name, name) == 0)
      return option;
  return NULL;
}

/* Returns: (transfer full) (nullable): the line of @name. */
static char *
value_in (const char *options, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (options != NULL ? options : "", "\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], name, length) == 0 && lines[i][length] == '=')
      return g_strdup (lines[i] + length + 1);
  return NULL;
}

char *
rv_check_settings_option (RvModel *model, const RvRule *rule, const char *name)
{
  const RvRuleSetting *setting = rv_check_settings_of (model, rule);
  const RvRuleOption *option = option_of (rule, name);
  char *value = setting != NULL ? value_in (setting->options, name) : NULL;

  return value != NULL ? value : g_strdup (option != NULL ? option->default_value : "");
}

void
rv_check_settings_set_option (RvEdit *edit, const RvRule *rule, const char *name, const char *value)
{
  RvRuleSetting *setting = need_setting (edit, rule);
  const RvRuleOption *option = option_of (rule, name);
  gboolean is_said = value != NULL && (option == NULL || strcmp (value, option->default_value) != 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const RvRuleOption *each = rule->options; each != NULL && each->name != NULL; each++)
    {
      gboolean is_this = strcmp (each->name, name) == 0;
      g_autofree char *kept = is_this ? g_strdup (is_said ? value : NULL) : value_in (setting->options, each->name);

      if (kept != NULL)
        g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "\n" : "", each->name, kept);
    }
  rv_edit_set_text (edit, setting, RvRuleSetting_options, text->len > 0 ? text->str : NULL);
  drop_if_mute (edit, setting);
}

void
rv_check_settings_reset (RvEdit *edit)
{
  g_autoptr (GPtrArray) all = g_ptr_array_copy ((GPtrArray *) rv_model_all (rv_edit_model (edit), RV_KIND_RULE_SETTING), NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    rv_edit_remove (edit, all->pdata[i]);
}
