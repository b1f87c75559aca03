/* A rule: one row beside its function in check/<group>/. Panel, command line, documentation, settings and the test that
 * each has a firing and a silent case come from the rows.
 *
 * A rule is asked about one subject at a time and never looks for dirt itself: the checker asks again about the subjects
 * in whatever an edit touched and in what refers to that or is referred to by it. Facts that many rules need are in
 * check/facts.h. */
#pragma once

#include <glib/gi18n-lib.h>

#include "check/facts.h"
#include "check/finding.h"
#include "model/edit.h"

typedef enum {
  RV_GROUP_NORMALIZATION,
  RV_GROUP_INTEGRITY,
  RV_GROUP_TYPES,
  RV_GROUP_NAMING,
  RV_GROUP_INDEXING,
  RV_GROUP_SECURITY,
  RV_GROUP_QUERY,
  RV_GROUP_OPERATIONS,
  RV_N_GROUPS
} RvRuleGroup;

typedef enum {
  RV_NEEDS_DESIGN,     /* judged by the checker */
  RV_NEEDS_MIGRATION,  /* judged where a migration is: over its statements */
  RV_NEEDS_SERVER,     /* statistics or settings of a running server: a row without function until there is one */
} RvRuleNeeds;

typedef enum {
  RV_RULE_OFF = 1 << 0,          /* an opinion: off unless a profile or a person turns it on */
  RV_RULE_DECIDABLE = 1 << 1,    /* a recorded decision about the object turns the finding into a note */
  RV_RULE_ANYWHERE = 1 << 2,     /* it looks at more than the subject and its neighbours, such as at tables of some name: asked
                                  * about every subject again after any change that it reads. Give reads */
} RvRuleFlags;

typedef enum { RV_OPTION_NUMBER, RV_OPTION_TEXT } RvOptionType;

typedef struct {
  const char *name;           /* "most" */
  RvOptionType type;
  const char *default_value;  /* as text */
  const char *label;          /* untranslated */
} RvRuleOption;

typedef struct _RvRuleRun RvRuleRun;

struct _RvRule {
  const char *id;             /* of the catalogue: "X1" */
  RvRuleGroup group;
  RvSeverity severity;
  const char *title;          /* untranslated; a noun phrase: “Foreign key without index” */
  const char *explanation;    /* untranslated; a sentence or two: what goes wrong, when, and what to do */
  const char *reference;      /* (nullable): where to read on: an address */
  RvRuleNeeds needs;
  RvRuleFlags flags;
  RvKind subject;             /* what it is asked about: a kind that stands by itself (RV_KIND_TABLE, VIEW, ROUTINE, QUERY …), a
                               * direct part of one (COLUMN, FOREIGN_KEY, INDEX, POLICY …), or RV_KIND_PROJECT: the whole design */
  const RvKind *reads;        /* of RV_KIND_PROJECT and RV_RULE_ANYWHERE: RV_READS (…): ask again only after changes of these kinds,
                               * tables, schemas; NULL: of any. Other rules are asked again after any change of the
                               * subject, its parts and its neighbours. Statements about the design (waivers …) never count. */
  const char *yields_to;      /* (nullable): "I1 X4": silent about what one of these rules finds in the same object */
  const char *many;           /* (nullable) untranslated, "Tables without a comment: %u": all its findings are one, with this message where there are @many_from or more */
  guint many_from;            /* 0: two. What people repair one by one is told one by one until it is too much: 9 */

  /** check: reports, by rv_rule_report(), what is wrong with @subject. NULL: RV_NEEDS_SERVER. */
  void (*check) (RvRuleRun *run, gpointer subject);

  /** fix: (nullable): repairs what one finding says, from its object, data and text. It may leave the names of what it
   * makes to model/naming.h. Returns: FALSE with @error set when the design does not allow it any more. */
  gboolean (*fix) (RvEdit *edit, const RvFinding *finding, GError **error);
  const char *fix_label;      /* untranslated, imperative: “Create the index” */

  const RvRuleOption *options; /* (nullable): ended by a row without name */
};

#define RV_READS(...) ((const RvKind[]) { __VA_ARGS__, RV_KIND_NONE })
#define RV_OPTIONS(...) ((const RvRuleOption[]) { __VA_ARGS__, { NULL } })

/* ---- what a rule's function calls --------------------------------------------------------------------------- */

struct _RvRuleRun {
  RvModel *model;
  RvFacts *facts;
  const RvRule *rule;
  GHashTable *options;        /* "X6.most" -> text, of those that were set */
  GPtrArray *findings;        /* RvFinding: what it reported */
};

/** rv_rule_report: reports a finding about @object (such as the subject or a column of it). The message names the object
 * by itself: use rv_facts_name(). Returns: (transfer none): the finding, for evidence, remedy, data … */
RvFinding *rv_rule_report (RvRuleRun *run, gconstpointer object, const char *format, ...) G_GNUC_PRINTF (3, 4);

/** rv_rule_show: adds @object (nullable) with @format (nullable) to the evidence of @finding. */
void rv_rule_show (RvRuleRun *run, RvFinding *finding, gconstpointer object, const char *format, ...) G_GNUC_PRINTF (4, 5);

/** rv_rule_remedy: sets the remedy. Without one people are shown the fix's label or the explanation. */
void rv_rule_remedy (RvFinding *finding, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** rv_rule_severity: this one is worse, or less bad, than what the row says. */
void rv_rule_severity (RvFinding *finding, RvSeverity severity);

/** rv_rule_number: Returns: the option @name of the rule that runs. */
double rv_rule_number (RvRuleRun *run, const char *name);
const char *rv_rule_text (RvRuleRun *run, const char *name);

/* ---- all rules ---------------------------------------------------------------------------------------------------- */

/** rv_rules: Returns: (transfer none) (element-type RvRule): every rule, in the order of groups and ids. */
const GPtrArray *rv_rules (void);

/** rv_rule_find: Returns: (nullable): the rule with @id, in letters of either case. */
const RvRule *rv_rule_find (const char *id);

/** rv_rule_index: Returns: its place in rv_rules(). */
guint rv_rule_index (const RvRule *rule);

/** rv_rule_group_word, rv_rule_group_label: Returns: "indexing"; “Indexing”, untranslated. */
const char *rv_rule_group_word (RvRuleGroup group);
const char *rv_rule_group_label (RvRuleGroup group);
