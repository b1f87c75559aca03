/* The migration from one design to another, for PostgreSQL: what to run, in which order.
 *
 * Every object that has statements of its own has a fate: it is kept, altered in place, dropped, made, or made anew because
 * PostgreSQL cannot alter it or because something that it needs is made anew. Renames come first; then goes what goes, users
 * before what they use; then everything is made and altered in the order in which a script of the new design would make it; then
 * privileges; and last goes what altered objects used until now. All of it is one transaction, but for what PostgreSQL cannot run
 * in one. */
#pragma once

#include "migrate/compare.h"

typedef enum {
  RV_PHASE_AHEAD,      /* must be committed before the rest: values of enums that the rest uses */
  RV_PHASE_RENAME,
  RV_PHASE_DROP,
  RV_PHASE_MAKE,
  RV_PHASE_PRIVILEGES,
  RV_PHASE_CLEAN,      /* what could not go before its last user was altered */
} RvMigrationPhase;

/** RvMigrationStep: statements that belong together. */
typedef struct {
  RvMigrationPhase phase;
  char *sql;                  /* each statement ends in ";\n" */
  char *path;                 /* (nullable): the search path that its texts need */
  gboolean is_transactional;  /* can run in a transaction together with others */
  RvKind kind;                /* of the object that it is about */
  char *object;               /* its designation: TABLE public.orders */
  GPtrArray *hazards;         /* of sentences for people */
  gboolean loses_data;        /* rows or values go with it that no step brings back */
} RvMigrationStep;

/** RvRename: a thing of the design before that goes on under another name. */
typedef struct {
  RvKind kind;
  RvId before;
  RvId after;
  char *from;                 /* with its schema and table: "public.orders.total" */
  char *to;
  double confidence;          /* 0 … 1; 1: somebody said so */
} RvRename;

typedef struct {
  RvMatch match;
  gboolean no_owners;
  gboolean no_privileges;
  gboolean no_comments;
  gboolean no_renames;        /* renames that nobody names are not looked for */
  const char *const *renames; /* (nullable): "a.b=a.c" …, NULL-terminated */
} RvPlanOptions;

typedef struct _RvPlan RvPlan;

/** rv_plan_new: Returns: (transfer full): what leads from @before to @after; NULL with @error set when one of the renames
 * names something that is not there. */
RvPlan *rv_plan_new (RvModel *before, RvModel *after, const RvPlanOptions *options, GError **error);
void rv_plan_free (RvPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvPlan, rv_plan_free)

/** rv_plan_steps: Returns: (transfer none) (element-type RvMigrationStep): in the order of running; none when the designs are equal. */
const GPtrArray *rv_plan_steps (const RvPlan *plan);

/** rv_plan_renames: Returns: (transfer none) (element-type RvRename): what counts as renamed. */
const GArray *rv_plan_renames (const RvPlan *plan);

/** rv_plan_write: appends the script. */
void rv_plan_write (const RvPlan *plan, GString *out);

#define RV_PLAN_ERROR (rv_plan_error_quark ())
GQuark rv_plan_error_quark (void);
typedef enum {
  RV_PLAN_ERROR_RENAME,  /* a rename that was asked for cannot be */
} RvPlanError;
