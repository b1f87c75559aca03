/* What a column may hold about people or as a secret, by its name and type, in several languages. */
#pragma once

#include "check/facts.h"

typedef enum {
  RV_SENSITIVITY_NONE,
  RV_SENSITIVITY_PERSONAL,   /* tells of a person: names, addresses, dates of birth */
  RV_SENSITIVITY_IDENTITY,   /* numbers of a state or an employer: social security, passport, tax */
  RV_SENSITIVITY_HEALTH,
  RV_SENSITIVITY_PAYMENT,    /* cards and accounts */
  RV_SENSITIVITY_SECRET,     /* passwords, tokens, keys */
  RV_N_SENSITIVITIES
} RvSensitivity;

/** rv_sensitivity_of: Returns: what @column of @table seems to hold. What a person wrote into its field "sensitivity" counts first. */
RvSensitivity rv_sensitivity_of (const RvTableFacts *table, const RvColumnFacts *column);

/** rv_sensitivity_suggest: the same by name and type alone. */
RvSensitivity rv_sensitivity_suggest (const RvTableFacts *table, const RvColumnFacts *column);

/** rv_sensitivity_word: Returns: "personal"; what is stored in the column's field. */
const char *rv_sensitivity_word (RvSensitivity sensitivity);

/** rv_sensitivity_label: Returns: the same for people. */
const char *rv_sensitivity_label (RvSensitivity sensitivity);

/** rv_sensitivity_is_protected: whether the column's name or type says that it is encrypted, hashed or masked. */
gboolean rv_sensitivity_is_protected (const RvColumnFacts *column);
