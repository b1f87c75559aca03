/* How a project is judged, kept in the project: its profile and what differs from it. A team, its servers and its history
 * then all mean the same; undo takes a setting back like any other edit. */
#pragma once

#include "check/checker.h"

/** rv_check_settings_follow: lets @checker judge as its project says, now and after every change. */
void rv_check_settings_follow (RvChecker *checker);

/** rv_check_settings_profile: Returns: (transfer none): the id of the profile of @model. */
const char *rv_check_settings_profile (RvModel *model);

/** rv_check_settings_set_profile: @id: of a profile. What was set for single rules stays. */
void rv_check_settings_set_profile (RvEdit *edit, const char *id);

/** rv_check_settings_of: Returns: (nullable) (transfer none): what the project says of @rule. */
const RvRuleSetting *rv_check_settings_of (RvModel *model, const RvRule *rule);

/** rv_check_settings_set_rule: whether @rule is on, how hard it judges. As the profile says again: the row is dropped when
 * it has nothing left to say. */
void rv_check_settings_set_rule (RvEdit *edit, const RvRule *rule, RvRuleSwitch is_on, RvRuleSeverity severity);

/** rv_check_settings_set_option: @value: (nullable): NULL or the default: no row says it. */
void rv_check_settings_set_option (RvEdit *edit, const RvRule *rule, const char *name, const char *value);

/** rv_check_settings_option: Returns: (transfer full): the value of option @name in @model, or its default. */
char *rv_check_settings_option (RvModel *model, const RvRule *rule, const char *name);

/** rv_check_settings_reset: every rule is as the profile says. */
void rv_check_settings_reset (RvEdit *edit);
