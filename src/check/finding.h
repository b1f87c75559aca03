/* A finding: what one rule says of one object, with evidence, remedy and what its fix needs.
 *
 * Rules make findings through check/rule.h; the checker ranks and groups them; panels and check/report.h show them. */
#pragma once

#include "base/text-position.h"
#include "meta/describe.h"

typedef struct _RvRule RvRule;

typedef enum {
  RV_SEVERITY_ERROR,    /* data or service will suffer */
  RV_SEVERITY_WARNING,  /* it will cost time or money */
  RV_SEVERITY_INFO,     /* worth knowing */
  RV_N_SEVERITIES
} RvSeverity;

/** RvEvidence: something else that the finding rests on. */
typedef struct {
  RvId object;  /* or 0 */
  char *name;   /* (nullable): its qualified name */
  char *text;   /* (nullable) */
} RvEvidence;

#define RV_FINDING_DATA 4

typedef struct {
  int refs;
  const RvRule *rule;
  RvSeverity severity;
  RvSeverity own_severity; /* as the rule's function sees it, before profile and decisions: rv_rule_severity() */
  double weight;          /* among its like the heavier comes first, 0 by default */
  RvId object;            /* what it is about; 0: something outside of the design */
  RvKind kind;            /* of the object */
  char *name;             /* of the object, qualified: public.orders.id */
  char *message;          /* a sentence in the person's language */
  char *remedy;           /* (nullable): what to do */
  GPtrArray *evidence;    /* RvEvidence */
  char *detail;           /* (nullable): tells findings of one rule about one object apart; no words for people */
  char *fingerprint;      /* the same in every run and project as long as rule and names stay: see rv_finding_fingerprint() */

  gboolean has_fix;       /* rv_finding_fix() can do something */
  RvId data[RV_FINDING_DATA]; /* for the fix of the rule: ids … */
  char *text;             /* (nullable): … and a text, such as a rewritten query */

  int field;              /* the text that it is in, such as RvQuery_text, or -1 … */
  gsize start, length;    /* … and where in there, in bytes */
  char *file;             /* (nullable): where it stands in what was read … */
  RvTextPosition position; /* … line 0: unknown */

  /* What the checker adds. */
  char *note;             /* (nullable): a decision that accounts for it, a waiver that ran out */
  RvId waiver;            /* the Waiver that silences it, or 0 */
  GPtrArray *members;     /* (nullable): RvFinding: the findings that this one stands for */
} RvFinding;

/** rv_finding_new: Returns: (transfer full): a finding of @rule with @message (taken) and nothing else. */
RvFinding *rv_finding_new (const RvRule *rule, char *message);
RvFinding *rv_finding_ref (RvFinding *finding);
void rv_finding_unref (RvFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvFinding, rv_finding_unref)

/** rv_finding_add_evidence: @object: 0 or its id; @name (nullable): its qualified name; @text: (nullable). */
void rv_finding_add_evidence (RvFinding *finding, RvId object, const char *name, const char *text);

/** rv_finding_fingerprint: Returns: (transfer none): "X1 public.orders.orders_customer_id_fkey", with " #detail" where
 * there is one: what baselines keep. */
const char *rv_finding_fingerprint (RvFinding *finding);

/** rv_finding_compare: the order in which people want to read: severity, weight, rule, name. For g_ptr_array_sort(). */
int rv_finding_compare (gconstpointer a, gconstpointer b);

/** rv_finding_parts: Returns: (transfer container): the findings that it stands for, or itself. */
GPtrArray *rv_finding_parts (RvFinding *finding);

/** rv_finding_objects: Returns: (transfer full) (element-type RvId): all objects that it is about, each once: what to show on the canvas. */
GArray *rv_finding_objects (RvFinding *finding);

/** rv_severity_word: Returns: "error", "warning" or "info". */
const char *rv_severity_word (RvSeverity severity);

/** rv_severity_label: Returns: the same for people. */
const char *rv_severity_label (RvSeverity severity);

/** rv_severity_from_word: Returns: FALSE if @word is none. */
gboolean rv_severity_from_word (const char *word, RvSeverity *severity);
