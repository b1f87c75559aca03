/* The rules themselves as text: for `relvar-cli rules` and the page of the documentation. */
#pragma once

#include "check/rule.h"

/** rv_rule_state_word: Returns: "on", "off", "migration" or "server": where a rule is judged. */
const char *rv_rule_state_word (const RvRule *rule);

/** rv_rule_list_text, _json, _markdown: appends all rules to @out. */
void rv_rule_list_text (GString *out);
void rv_rule_list_json (GString *out);
void rv_rule_list_markdown (GString *out);
