/* The highest normal form of a relation, and every dependency that keeps it from a higher one. */
#pragma once

#include "check/theory/candidate-keys.h"
#include "check/theory/relation.h"

typedef enum { RV_FORM_1NF, RV_FORM_2NF, RV_FORM_3NF, RV_FORM_BCNF, RV_FORM_4NF } RvNormalForm;

typedef enum {
  RV_ANOMALY_PARTIAL,      /* a part of a key determines an attribute of no key: not 2NF */
  RV_ANOMALY_TRANSITIVE,   /* what is no key determines an attribute of no key: not 3NF */
  RV_ANOMALY_PRIME,        /* what is no key determines an attribute of a key: not BCNF */
  RV_ANOMALY_MULTIVALUED,  /* what is no key splits the others: not 4NF */
} RvAnomalyType;

typedef struct {
  RvAnomalyType type;
  RvBits *lhs;
  RvBits *rhs;
  RvBits *key;      /* (nullable): the key of which `lhs` is a part */
} RvAnomaly;

typedef struct {
  const RvRelation *relation;
  RvFds *fds;                /* all that is functional, what the multivalued dependencies bring about included */
  RvFds *cover;              /* the minimal cover of them */
  RvCandidateKeys *keys;
  RvNormalForm form;         /* without multivalued dependencies BCNF is the highest one looked for */
  gboolean is_certain;       /* FALSE: not all keys or dependencies could be computed */
  GPtrArray *anomalies;      /* of RvAnomaly, the lowest normal form first */
} RvNormalization;

/** rv_normalize: @relation must outlive the result. @keys_limit: see rv_candidate_keys_find(). */
RvNormalization *rv_normalize (const RvRelation *relation, guint keys_limit);
void rv_normalization_free (RvNormalization *normalization);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvNormalization, rv_normalization_free)

/** rv_normal_form_name: Returns: "1NF", "2NF", "3NF", "BCNF" or "4NF". */
const char *rv_normal_form_name (RvNormalForm form);

/** rv_normalization_proof: Returns: (transfer full): a sentence for people that says why the normal form is what it is:
 * what violates the next one, and how the closure of its left side comes about. */
char *rv_normalization_proof (const RvNormalization *normalization);

/** rv_normalization_explain: Returns: (transfer full): such a sentence for one anomaly. */
char *rv_normalization_explain (const RvNormalization *normalization, const RvAnomaly *anomaly);

/** rv_normalization_trace: Returns: (transfer full): the steps of a closure: "{a}: a → b, b → c". */
char *rv_normalization_trace (const RvNormalization *normalization, const RvBits *lhs, const RvBits *rhs);
