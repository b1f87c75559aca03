/* Judges the design of a model and keeps judging it while it changes: what an edit touched is looked at again, by the
 * rules that read such things, and by no others. */
#pragma once

#include "check/rule.h"

#define RV_TYPE_CHECKER (rv_checker_get_type ())
G_DECLARE_FINAL_TYPE (RvChecker, rv_checker, RV, CHECKER, GObject)

/* Signal "changed": the findings are others now. */

/** rv_checker_new: Returns: (transfer full): a checker of @model with the default profile; it has not looked yet. */
RvChecker *rv_checker_new (RvModel *model);

RvModel *rv_checker_model (RvChecker *checker);
RvFacts *rv_checker_facts (RvChecker *checker);

/** rv_checker_set_automatic: whether it looks again by itself, when the main loop is idle after a change. Off at first. */
void rv_checker_set_automatic (RvChecker *checker, gboolean automatic);

/** rv_checker_update: looks at what changed since the last time. Returns: whether findings are others now. */
gboolean rv_checker_update (RvChecker *checker);

/** rv_checker_findings: Returns: (transfer none) (element-type RvFinding): up to date, the worst first, grouped, without what
 * is waived or in the baseline. The array is replaced by the next update: take a reference to keep it. */
GPtrArray *rv_checker_findings (RvChecker *checker);

/** rv_checker_waived: Returns: (transfer none) (element-type RvFinding): what waivers silence, each with its waiver. */
GPtrArray *rv_checker_waived (RvChecker *checker);

/** rv_checker_findings_of: Returns: (transfer full) (element-type RvFinding): the findings about @object or a part of it. */
GPtrArray *rv_checker_findings_of (RvChecker *checker, RvId object);

/** rv_checker_n_run: Returns: how many times a rule was asked about a subject since the checker was made: for tests. */
guint64 rv_checker_n_run (RvChecker *checker);

/* ---- what is judged, and how hard ------------------------------------------------------------------------------- */

/** rv_checker_set_profile: Returns: FALSE if there is no profile called @name; see check/profile.h. Options and single rules
 * that were set are as the profile says again. */
gboolean rv_checker_set_profile (RvChecker *checker, const char *name);

/** rv_checker_set_rule: turns one rule on or off; rv_checker_set_only: all but @ids (NULL-terminated) off, these on. */
void rv_checker_set_rule (RvChecker *checker, const RvRule *rule, gboolean on);
void rv_checker_set_only (RvChecker *checker, const char *const *ids);
gboolean rv_checker_has_rule (RvChecker *checker, const RvRule *rule);

/** rv_checker_set_severity: what findings of @rule are at first. */
void rv_checker_set_severity (RvChecker *checker, const RvRule *rule, RvSeverity severity);

/** rv_checker_set_option: @text: the value, or NULL: the default. Returns: FALSE if @rule has no option @name, or the text is no number. */
gboolean rv_checker_set_option (RvChecker *checker, const RvRule *rule, const char *name, const char *text);

/** rv_checker_set_baseline: @fingerprints (nullable): a set of what is known and passed over; see check/baseline.h. */
void rv_checker_set_baseline (RvChecker *checker, GHashTable *fingerprints);

/* ---- acting on findings ------------------------------------------------------------------------------------------------- */

/** rv_finding_fix: repairs what @finding says, in one edit. Returns: FALSE with @error set when it has no fix or the design has
 * changed since: update first. */
gboolean rv_finding_fix (RvFinding *finding, RvEdit *edit, GError **error);

/** rv_finding_preview: Returns: (transfer full) (nullable): what rv_finding_fix() would change, as SQL: lines beginning with
 * "-" go, those with "+" come. The model stays as it is. */
char *rv_finding_preview (RvFinding *finding, RvModel *model, GError **error);

/** rv_finding_waive: accepts the finding: a Waiver for each object that it is about. @until: (nullable): a date, "2026-12-31". */
void rv_finding_waive (RvFinding *finding, RvEdit *edit, const char *reason, const char *author, const char *until);
