/* The table of profiles. */
#include "check/profile.h"

#include <string.h>

static const RvProfile profiles[] = {
  { "default", N_("Default"), N_("What most teams would want to hear") },
  { "postgresql", N_("PostgreSQL"), N_("The default: PostgreSQL’s types, indexes and security") },
  { "mysql", N_("MySQL"), N_("Without what only PostgreSQL has") },
  { "sqlite", N_("SQLite"), N_("Without roles, partitions and what else an embedded database lacks") },
  { "strict", N_("Strict"), N_("Opinions too, and notes count as warnings") },
  { "legacy", N_("Legacy"), N_("Only what harms: for a schema that has to live on as it is") },
  { NULL },
};

typedef enum { ON, OFF, SOFTER, HARDER } Verdict;

/* Rules by id or "T*"; later rows win. */
static const struct {
  const char *profile;
  const char *rules;
  Verdict verdict;
} rows[] = {
  { "mysql", "T2", OFF },  { "mysql", "T7", OFF },  { "mysql", "T8", OFF },   { "mysql", "S*", OFF },
  { "mysql", "X21", OFF }, { "mysql", "X23", OFF }, { "mysql", "X24", OFF },  { "mysql", "X25", OFF },
  { "mysql", "M15", OFF }, { "mysql", "Q33", OFF }, { "sqlite", "T*", OFF },  { "sqlite", "S*", OFF },
  { "sqlite", "O*", OFF }, { "sqlite", "X21", OFF }, { "sqlite", "X23", OFF }, { "sqlite", "X24", OFF },
  { "sqlite", "X25", OFF }, { "sqlite", "M15", OFF }, { "sqlite", "Q33", OFF }, { "strict", "*", ON },
  { "strict", "*", HARDER }, { "legacy", "M*", OFF },  { "legacy", "*", SOFTER },
};

const RvProfile *
rv_profiles (void)
{
  return profiles;
}

const RvProfile *
rv_profile_find (const char *id)
{
  for (guint i = 0; profiles[i].id != NULL; i++)
    if (strcmp (profiles[i].id, id) == 0)
      return &profiles[i];
  return NULL;
}

/* SOFTER: notes are not told, warnings are notes. HARDER: notes are warnings. */
static gboolean
apply (Verdict verdict, gboolean on, RvSeverity *severity)
{
  if (verdict == ON || verdict == OFF)
    return verdict == ON;
  if (verdict == HARDER)
    *severity = MIN (*severity, RV_SEVERITY_WARNING);
  else if (*severity == RV_SEVERITY_INFO)
    return FALSE;
  else if (*severity == RV_SEVERITY_WARNING)
    *severity = RV_SEVERITY_INFO;
  return on;
}

gboolean
rv_profile_judge (const RvProfile *profile, const RvRule *rule, RvSeverity *severity)
{
  gboolean on = !(rule->flags & RV_RULE_OFF);

  *severity = rule->severity;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].profile, profile->id) == 0 && g_pattern_match_simple (rows[i].rules, rule->id))
      on = apply (rows[i].verdict, on, severity);
  return on;
}
