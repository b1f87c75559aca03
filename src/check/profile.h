/* Profiles: which rules are on and how hard they judge, as a table. */
#pragma once

#include "check/rule.h"

typedef struct {
  const char *id;       /* "strict" */
  const char *label;    /* untranslated */
  const char *summary;  /* untranslated */
} RvProfile;

/** rv_profiles: Returns: (transfer none): all profiles, the default one first, ended by one without id. */
const RvProfile *rv_profiles (void);

/** rv_profile_find: Returns: (nullable): the profile called @id. */
const RvProfile *rv_profile_find (const char *id);

/** rv_profile_judge: what @profile makes of @rule. Returns: whether it is on. */
gboolean rv_profile_judge (const RvProfile *profile, const RvRule *rule, RvSeverity *severity);
