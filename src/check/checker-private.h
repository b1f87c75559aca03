/* What the files of the checker share. */
#pragma once

#include "check/checker.h"

/* A set of kinds. */
typedef struct {
  guint64 bits[2];
} RvKindSet;

G_STATIC_ASSERT (RV_N_KINDS <= 128);

static inline void
rv_kind_set_add (RvKindSet *set, RvKind kind)
{
  set->bits[kind / 64] |= G_GUINT64_CONSTANT (1) << (kind % 64);
}

static inline void
rv_kind_set_join (RvKindSet *set, const RvKindSet *other)
{
  set->bits[0] |= other->bits[0];
  set->bits[1] |= other->bits[1];
}

static inline gboolean
rv_kind_set_meets (const RvKindSet *a, const RvKindSet *b)
{
  return (a->bits[0] & b->bits[0]) != 0 || (a->bits[1] & b->bits[1]) != 0;
}

/* Something that stands by itself, a table or a routine …, and what the rules say of it and its parts. Id 0 is the design. */
typedef struct {
  RvId id;
  GPtrArray *findings;    /* RvFinding */
  GArray *neighbours;     /* RvId: units that refer to it or that it refers to */
} RvUnit;

typedef struct {
  gboolean on;
  RvSeverity severity;
  RvKindSet reads;
} RvRuleState;

struct _RvChecker {
  GObject parent_instance;
  RvModel *model;
  gulong handler;
  RvFacts *facts;
  RvRuleState *states;      /* as rv_rules() */
  GHashTable *options;      /* "X6.most" -> text */
  GHashTable *baseline;     /* (nullable): set of fingerprints */
  GHashTable *units;        /* id -> RvUnit */
  GHashTable *touched;      /* id -> RvKindSet: what changed in units since the last update */
  GHashTable *pending;      /* the same, with neighbours, where rules have still to look; NULL: nowhere */
  gboolean all_touched;
  gboolean list_outdated;   /* waivers or decisions changed */
  gboolean automatic;
  guint idle;
  guint64 n_run;
  GPtrArray *findings;      /* RvFinding: the list */
  GPtrArray *waived;
};

/* checker-units.c: what to look at again. */
void rv_unit_free (gpointer unit);
void rv_checker_take_changes (RvChecker *checker, GArray *changes);
/** rv_checker_run: looks at what was touched until @deadline (of g_get_monotonic_time(); -1: to the end). Returns: whether all is seen. */
gboolean rv_checker_run (RvChecker *checker, gint64 deadline);
RvUnit *rv_checker_unit_of (RvChecker *checker, RvId object);

/* checker-list.c: from what rules said to what people read. */
/** rv_checker_make_list: Returns: whether it is another now. */
gboolean rv_checker_make_list (RvChecker *checker);
