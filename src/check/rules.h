/* What a file of rules includes; it ends with its table, ended by a row without id, and has a line in rules.def. */
#pragma once

#include "check/rule.h"

#define RV_RULES(table) extern const RvRule table[];
#include "check/rules.def"
#undef RV_RULES
