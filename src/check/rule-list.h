/* The rules themselves as text: for `relvar-cli rules` and the page of the documentation. */
#pragma once

#include "check/rule.h"

/** rv_rule_state_word: Returns: "on", "off", "migration" or "server": where a rule is judged. */
const char *rv_rule_state_word (const RvRule *rule);

/** rv_rule_list_text, _json, _markdown: appends @rules (RvRule), such as rv_rules(), to @out; with those of designs the profiles. */
void rv_rule_list_text (const GPtrArray *rules, GString *out);
void rv_rule_list_json (const GPtrArray *rules, GString *out);
void rv_rule_list_markdown (const GPtrArray *rules, GString *out);
