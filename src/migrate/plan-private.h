/* What the files of the planner share. */
#pragma once

#include "migrate/match.h"
#include "migrate/plan.h"
#include "sql/postgresql/write.h"

typedef enum {
  RV_FATE_KEEP,
  RV_FATE_ALTER,
  RV_FATE_RECREATE,  /* dropped and made anew */
  RV_FATE_DROP,
  RV_FATE_CREATE,
} RvFate;

/** RvUnit: something that statements can make, alter and drop by itself, in both designs. */
typedef struct {
  RvObject *before, *after;  /* (nullable) */
  RvFate fate;
  guint64 fields;            /* those that differ */
  gboolean parts_differ;     /* columns of a key, arguments of a routine … */
  gboolean loses_default;    /* its default goes before what the default uses */
  gboolean is_late;          /* dropped after its last user was altered */
  gboolean is_moved_aside;   /* has another name until it is dropped */
  gboolean is_text;          /* its values wait as text until their type is there again */
  gboolean is_replaced;      /* CREATE OR REPLACE will do */
  gboolean is_done;          /* has been dropped, or is there already */
} RvUnit;

typedef struct {
  RvModel *before, *after;
  const RvPlanOptions *options;
  RvComparison *comparison;
  RvOrder *order_before, *order_after;
  RvWriteOptions write_options;
  RvWriter old, new;         /* names and clauses of the two designs; both write to the same text */
  GPtrArray *units;          /* RvUnit */
  GHashTable *unit_of;       /* RvObject of either design -> RvUnit */
  GPtrArray *pending;        /* RvUnit that goes and whose users were not looked at */
  GPtrArray *steps;          /* RvMigrationStep */
  RvMigrationStep *step;     /* being written */
  GString *text;
  RvId last_id;              /* of the schemas that were there */
  gboolean makes_routines;
} RvPlanner;

/* ---- units: plan-units.c ---- */

/** rv_unit_of: Returns: (nullable): the unit that @object, or what it is a part of, makes up. */
RvUnit *rv_unit_of (RvPlanner *p, const RvModel *model, RvObject *object);
RvUnit *rv_unit_before (RvPlanner *p, RvId before);
RvUnit *rv_unit_after (RvPlanner *p, RvId after);
void rv_units_gather (RvPlanner *p);
gboolean rv_unit_goes (const RvUnit *unit);
gboolean rv_unit_comes (const RvUnit *unit);

/** rv_unit_changed: whether @field differs between the two designs. */
gboolean rv_unit_changed (const RvUnit *unit, int field);

/** rv_unit_recreate: what is in both designs is dropped and made anew, with all that uses it. */
void rv_unit_recreate (RvPlanner *p, RvUnit *unit);

/* ---- plan-depend.c ---- */

/** rv_plan_decide: finds the fate of every unit. */
void rv_plan_decide (RvPlanner *p);

/** rv_release_views: the views that read @column are made anew. */
void rv_release_views (RvPlanner *p, RvUnit *column);

/** rv_plan_rename: the steps that carry out @renames. Returns: (transfer full) (nullable): an edit in which the design before
 * has its new names; it is to be cancelled. */
RvEdit *rv_plan_rename (RvPlanner *p, const GArray *renames, RvPairs *pairs);
void rv_plan_note_renamed (RvPlanner *p, const GArray *renames);

/** rv_kept_decide: kept statements that alter something differ: it is made anew. */
void rv_kept_decide (RvPlanner *p);

/** rv_kept_release: what uses that which a kept statement made is made anew. */
void rv_kept_release (RvPlanner *p, RvUnit *unit);

/** rv_kept_drop_family: what came with an operator class by itself goes with it. */
void rv_kept_drop_family (RvPlanner *p, RvUnit *unit);

/** rv_kept_take_back: the statement that undoes a kept one that is gone and made nothing. */
void rv_kept_take_back (RvPlanner *p, RvUnit *unit);

/** rv_column_is_retyped: whether the type or the collation of a column that stays differs. */
gboolean rv_column_is_retyped (const RvUnit *column);

/** rv_text_may_use: whether @text could mean the column @name without a Reference row that tells. */
gboolean rv_text_may_use (const char *text, const char *name);

/* ---- steps: plan-step.c ---- */

/** rv_step_begin, rv_step_end: what is written to p->text in between is one step; nothing written, no step. */
void rv_step_begin (RvPlanner *p, RvMigrationPhase phase, RvModel *model, RvObject *object);
void rv_step_end (RvPlanner *p);
void rv_step_hazard (RvPlanner *p, gboolean loses_data, char *sentence);
void rv_step_path (RvPlanner *p, const RvStep *step);
void rv_migration_step_free (gpointer step);

#define rv_put(p, text_) g_string_append ((p)->text, (text_))
#define rv_put_format(p, ...) g_string_append_printf ((p)->text, __VA_ARGS__)

/* ---- tables that are made anew with their rows: plan-rows.c ---- */

gboolean rv_rows_kept (RvPlanner *p, const RvUnit *table);
gboolean rv_rows_any (RvPlanner *p);
void rv_rows_put_schema (RvPlanner *p, gboolean is_done);
void rv_rows_set_aside (RvPlanner *p, RvUnit *table);
void rv_rows_bring_back (RvPlanner *p);

/* ---- one file for each family: what leads from unit->before to unit->after ---- */

void rv_alter_table (RvPlanner *p, RvUnit *unit, const RvStep *step);
void rv_alter_table_attachments (RvPlanner *p, RvUnit *unit);
void rv_drop_table_parts (RvPlanner *p, RvUnit *unit);
void rv_alter_column (RvPlanner *p, RvUnit *unit);

/** rv_column_converts: whether a column gets or loses GENERATED … AS IDENTITY: its sequence is made and dropped with it. */
gboolean rv_column_converts (const RvUnit *unit);
void rv_add_column (RvPlanner *p, RvUnit *unit);
void rv_alter_sequence (RvPlanner *p, RvUnit *unit);
void rv_own_sequence (RvPlanner *p, RvUnit *unit);
/** rv_view_without_star: Returns: (transfer full) (nullable): @query of @view with its star written out, where that is needed. */
char *rv_view_without_star (RvPlanner *p, RvObject *view, const char *query);

/** rv_partition_is_moved: whether a table that stays is detached, attached, or both: then nothing comes down to it meanwhile. */
gboolean rv_partition_is_moved (const RvUnit *table);

/** rv_release_partition: takes from a table that was detached what it had got from its parent by itself and shall not have. */
void rv_release_partition (RvPlanner *p, RvUnit *table);
void rv_plan_privileges (RvPlanner *p);
void rv_alter_enum (RvPlanner *p, RvUnit *unit);
void rv_alter_composite (RvPlanner *p, RvUnit *unit);
void rv_alter_domain (RvPlanner *p, RvUnit *unit);
void rv_alter_extension (RvPlanner *p, RvUnit *unit);
void rv_alter_publication (RvPlanner *p, RvUnit *unit);
void rv_alter_subscription (RvPlanner *p, RvUnit *unit);
void rv_alter_wrapper (RvPlanner *p, RvUnit *unit);
void rv_alter_server (RvPlanner *p, RvUnit *unit);
void rv_alter_user_mapping (RvPlanner *p, RvUnit *unit);
void rv_alter_role (RvPlanner *p, RvUnit *unit);
void rv_alter_database (RvPlanner *p, RvUnit *unit);
void rv_alter_other (RvPlanner *p, RvUnit *unit);
gboolean rv_can_alter (RvPlanner *p, RvUnit *unit);

/** rv_alter_attachments: owner, comment and labels of an object that stays. */
void rv_alter_attachments (RvPlanner *p, RvUnit *unit);

/** rv_alter_options: " OPTIONS (ADD …, SET …, DROP …)" that leads from @before to @after. Returns: whether there was any. */
gboolean rv_put_options_change (RvPlanner *p, const char *before, const char *after);

/** rv_put_parameters_change: " SET (…)" and " RESET (…)" statements after @alter. */
void rv_put_parameters_change (RvPlanner *p, const char *alter, const char *before, const char *after);
