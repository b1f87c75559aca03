/* The walk through both designs that makes the steps, and the script of them. */
#include "migrate/plan-private.h"
#include "migrate/renames.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RvPlan {
  GPtrArray *steps;   /* RvMigrationStep */
  GArray *renames;    /* RvRename */
  gboolean makes_routines;
};

G_DEFINE_QUARK (rv-plan-error-quark, rv_plan_error)

/* ---- what goes ---------------------------------------------------------------------------------------- */

/* What goes with what it belongs to. */
static gboolean
falls (RvPlanner *p, const RvUnit *unit)
{
  const RvObject *object = unit->before;
  RvUnit *parent = rv_unit_before (p, rv_record_parent (object));
  RvUnit *owner = object->kind == RV_KIND_SEQUENCE ? rv_unit_before (p, ((RvSequence *) object)->owned_by_id) : NULL;
  RvUnit *whole_index = object->kind == RV_KIND_INDEX ? rv_unit_before (p, ((RvIndex *) object)->attached_to_id) : NULL;
  RvUnit *whole = object->kind == RV_KIND_TABLE ? rv_unit_before (p, ((RvTable *) object)->partition_of_id) : NULL;

  if (object->kind == RV_KIND_FOREIGN_KEY && parent != NULL && rv_unit_goes (parent))
    {
      RvUnit *referenced = rv_unit_before (p, ((RvForeignKey *) object)->referenced_table_id);

      return referenced == parent || referenced == NULL || !rv_unit_goes (referenced);
    }
  if (owner != NULL && (rv_unit_goes (owner) || rv_column_converts (owner)))
    return TRUE;
  if (object->kind == RV_KIND_INDEX && whole_index != NULL && rv_unit_goes (whole_index))
    return TRUE;
  if (object->kind == RV_KIND_USER_MAPPING || (object->kind == RV_KIND_STATISTICS && parent != NULL && rv_rows_kept (p, parent)))
    return FALSE;
  if (whole != NULL && rv_unit_goes (whole))
    return TRUE;
  return parent != NULL && parent->before->kind != RV_KIND_SCHEMA && rv_unit_goes (parent);
}

static gboolean
is_never_dropped (const RvObject *object)
{
  switch ((int) object->kind)
    {
    case RV_KIND_ROLE: case RV_KIND_DATABASE:
      return TRUE;
    case RV_KIND_EXTENSION:
      return strcmp (((const RvExtension *) object)->name, "plpgsql") == 0;
    case RV_KIND_SCHEMA:
      return ((const RvSchema *) object)->is_predefined;
    case RV_KIND_WRAPPER:
      return !((const RvWrapper *) object)->is_declared;
    case RV_KIND_SEQUENCE:
      return ((const RvSequence *) object)->is_identity;
    default:
      return FALSE;
    }
}

static void
put_drop (RvPlanner *p, const RvUnit *unit)
{
  const RvMembership *membership = (const RvMembership *) unit->before;

  if (unit->before->kind == RV_KIND_KEPT)
    rv_kept_take_back (p, (RvUnit *) unit);
  if (unit->before->kind != RV_KIND_MEMBERSHIP)
    {
      rv_write_drop (&p->old, unit->before);
      if (unit->before->kind == RV_KIND_KEPT)
        rv_kept_drop_family (p, (RvUnit *) unit);
      return;
    }
  rv_put (p, "REVOKE ");
  rv_write_role (&p->old, membership->role_id);
  rv_put (p, " FROM ");
  rv_write_role (&p->old, membership->member_id);
  rv_put (p, ";\n");
}

static void
warn_of_drop (RvPlanner *p, const RvUnit *unit)
{
  const char *name = rv_record_name (unit->before);

  if (unit->before->kind == RV_KIND_TABLE && ((RvTable *) unit->before)->server_id == 0)
    rv_step_hazard (p, TRUE, g_strdup_printf (_("The rows of the table “%s” are lost"), name));
  else if (unit->before->kind == RV_KIND_SEQUENCE)
    rv_step_hazard (p, FALSE, g_strdup_printf (_("Where the sequence “%s” has got to is lost"), name));
}

static void
drop (RvPlanner *p, RvUnit *unit, RvMigrationPhase phase)
{
  if (unit->is_done || is_never_dropped (unit->before) || falls (p, unit))
    return;
  unit->is_done = TRUE;
  rv_step_begin (p, phase, p->before, unit->before);
  if (unit->fate == RV_FATE_DROP)
    warn_of_drop (p, unit);
  put_drop (p, unit);
  rv_step_end (p);
}

/* The old type stays under another name until no column is of it. */
static void
move_aside (RvPlanner *p, RvUnit *unit)
{
  g_autofree char *aside = g_strconcat (rv_record_name (unit->before), "__old", NULL);

  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  rv_put (p, "ALTER ");
  rv_write_designation (&p->old, unit->before);
  rv_put (p, " RENAME TO ");
  rv_write_name (&p->old, aside);
  rv_put (p, ";\n");
  rv_step_end (p);
}

static void
drop_aside (RvPlanner *p, RvUnit *unit)
{
  const RvObject *schema = rv_model_get (p->before, rv_record_parent (unit->before));
  g_autofree char *aside = g_strconcat (rv_record_name (unit->before), "__old", NULL);
  gboolean is_domain = unit->before->kind == RV_KIND_DOMAIN, is_collation = unit->before->kind == RV_KIND_COLLATION;

  rv_step_begin (p, RV_PHASE_CLEAN, p->before, unit->before);
  rv_put_format (p, "DROP %s ", is_domain ? "DOMAIN" : is_collation ? "COLLATION" : "TYPE");
  if (schema != NULL)
    {
      rv_write_name (&p->old, rv_record_name (schema));
      rv_put (p, ".");
    }
  rv_write_name (&p->old, aside);
  rv_put (p, ";\n");
  rv_step_end (p);
}

/* ---- tables that are made anew with their rows ------------------------------------------------------------ */

/* ---- the way down through the old design --------------------------------------------------------------------- */

static void
release_sequence (RvPlanner *p, RvUnit *unit)
{
  RvUnit *owner = rv_unit_before (p, ((RvSequence *) unit->before)->owned_by_id);

  if (owner == NULL || rv_unit_goes (unit) || !rv_unit_goes (owner))
    return;
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  rv_put (p, "ALTER SEQUENCE ");
  rv_write_object (&p->old, unit->before->id);
  rv_put (p, " OWNED BY NONE;\n");
  rv_step_end (p);
}

static void
drop_domain_parts (RvPlanner *p, RvUnit *unit)
{
  g_autoptr (GPtrArray) checks = rv_model_children (p->before, unit->before->id, RV_KIND_DOMAIN_CHECK);

  for (guint i = 0; i < checks->len; i++)
    {
      RvUnit *check = g_hash_table_lookup (p->unit_of, checks->pdata[i]);

      rv_step_begin (p, RV_PHASE_DROP, p->before, check->before);
      if (rv_unit_goes (check))
        rv_write_drop_part (&p->old, check->before);
      rv_step_end (p);
    }
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  if (unit->loses_default)
    rv_write_drop_part (&p->old, unit->before);
  rv_step_end (p);
}

static void
go_down (RvPlanner *p, RvUnit *unit)
{
  if (unit->is_moved_aside)
    move_aside (p, unit);
  else if (rv_rows_kept (p, unit))
    rv_rows_set_aside (p, unit);
  else if (rv_unit_goes (unit) && !unit->is_late)
    drop (p, unit, RV_PHASE_DROP);
  else if (unit->before->kind == RV_KIND_TABLE && !rv_unit_goes (unit))
    rv_drop_table_parts (p, unit);
  else if (unit->before->kind == RV_KIND_DOMAIN && !rv_unit_goes (unit))
    drop_domain_parts (p, unit);
}

/* A circle runs through it: it goes before either end does. */
static void
drop_late_part (RvPlanner *p, RvObject *part)
{
  RvUnit *top = rv_unit_of (p, p->before, rv_order_top (p->before, part));

  if (top == NULL || !rv_unit_goes (top) || rv_rows_kept (p, top))
    return;
  rv_step_begin (p, RV_PHASE_DROP, p->before, part);
  rv_write_drop_part (&p->old, part);
  rv_step_end (p);
}

static void
walk_down (RvPlanner *p)
{
  const GArray *steps = rv_order_steps (p->order_before);
  const GPtrArray *sequences = rv_model_all (p->before, RV_KIND_SEQUENCE);

  for (guint i = 0; i < sequences->len; i++)
    release_sequence (p, g_hash_table_lookup (p->unit_of, sequences->pdata[i]));
  for (guint i = steps->len; i-- > 0;)
    if (g_array_index (steps, RvStep, i).type == RV_STEP_LATE)
      drop_late_part (p, g_array_index (steps, RvStep, i).object);
  for (guint i = steps->len; i-- > 0;)
    {
      const RvStep *step = &g_array_index (steps, RvStep, i);

      if (step->type == RV_STEP_WHOLE)
        go_down (p, g_hash_table_lookup (p->unit_of, step->object));
    }
}

static void
clean (RvPlanner *p)
{
  const GArray *steps = rv_order_steps (p->order_before);

  for (guint i = steps->len; i-- > 0;)
    {
      const RvStep *step = &g_array_index (steps, RvStep, i);
      RvUnit *unit = step->type == RV_STEP_WHOLE ? g_hash_table_lookup (p->unit_of, step->object) : NULL;

      if (unit == NULL || !unit->is_late)
        continue;
      if (unit->is_moved_aside)
        drop_aside (p, unit);
      else if (rv_unit_goes (unit))
        drop (p, unit, RV_PHASE_CLEAN);
    }
}

/* ---- the way up through the new design ------------------------------------------------------------------------- */

/* Roles are of the cluster: another database may have made it. */
static void
make_role (RvPlanner *p, RvRole *role)
{
  g_autoptr (GString) statements = g_string_new (NULL), block = g_string_new (NULL);

  p->new.out = statements;
  rv_write_role_statements (&p->new, role);
  p->new.out = p->text;
  if (!role->is_declared || statements->len == 0)
    {
      rv_put (p, statements->str);
      return;
    }
  g_string_append_printf (block, "\nBEGIN\n  %sEXCEPTION WHEN duplicate_object THEN\n  NULL;\nEND;\n", statements->str);
  rv_put (p, "DO ");
  rv_pg_append_dollar_quoted (p->text, block->str);
  rv_put (p, ";\n");
}

/* The writer gets another query for as long as it writes. */
static void
make_view (RvPlanner *p, RvObject *view)
{
  char **query = view->kind == RV_KIND_VIEW ? &((RvView *) view)->query : &((RvMaterializedView *) view)->query;
  g_autofree char *other = rv_view_without_star (p, view, *query);
  char *held = *query;

  if (other != NULL)
    *query = other;
  rv_write_whole (&p->new, view);
  *query = held;
}

static void
make (RvPlanner *p, RvUnit *unit)
{
  RvObject *object = unit->after;

  if (object->kind == RV_KIND_ROLE)
    {
      make_role (p, (RvRole *) object);
      return;
    }
  if (unit->is_done && unit->fate == RV_FATE_CREATE)
    return;
  if (object->kind == RV_KIND_SEQUENCE && rv_column_converts (rv_unit_after (p, ((RvSequence *) object)->owned_by_id)))
    return;
  if (object->kind == RV_KIND_VIEW || object->kind == RV_KIND_MATERIALIZED_VIEW)
    make_view (p, object);
  else
    rv_write_whole (&p->new, object);
  p->makes_routines |= object->kind == RV_KIND_ROUTINE;
}

static void
go_up (RvPlanner *p, RvUnit *unit, const RvStep *step)
{
  if (rv_unit_comes (unit))
    {
      rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
      rv_step_path (p, step);
      make (p, unit);
      rv_step_end (p);
    }
  else if (unit->after->kind == RV_KIND_TABLE)
    rv_alter_table (p, unit, step);
  else if (unit->fate == RV_FATE_ALTER || unit->after->kind == RV_KIND_DOMAIN)
    {
      rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
      rv_step_path (p, step);
      rv_alter_other (p, unit);
      rv_step_end (p);
      p->makes_routines |= unit->after->kind == RV_KIND_ROUTINE;
    }
}

/* A default or a check that had to wait. */
static void
make_late_part (RvPlanner *p, RvObject *part, const RvStep *step)
{
  RvUnit *unit = rv_unit_of (p, p->after, part);
  RvUnit *top = rv_unit_of (p, p->after, rv_order_top (p->after, part));
  gboolean is_default = part->kind == RV_KIND_COLUMN || part->kind == RV_KIND_DOMAIN;
  gboolean differs = unit != NULL && (rv_unit_comes (unit) || (is_default && (unit->loses_default ||
                       rv_unit_changed (unit, part->kind == RV_KIND_COLUMN ? RvColumn_default_value : RvDomain_default_value))));

  if (!differs && !(top != NULL && rv_unit_comes (top)))
    return;
  rv_step_begin (p, RV_PHASE_MAKE, p->after, part);
  rv_step_path (p, step);
  rv_write_late_part (&p->new, part);
  rv_step_end (p);
}

static void
make_shell (RvPlanner *p, const RvStep *step)
{
  RvUnit *unit = rv_unit_of (p, p->after, step->object);

  if (unit == NULL || !rv_unit_comes (unit))
    return;
  rv_step_begin (p, RV_PHASE_MAKE, p->after, step->object);
  rv_write_shell (&p->new, step->object);
  rv_step_end (p);
}

static void
walk_up (RvPlanner *p)
{
  const GArray *steps = rv_order_steps (p->order_after);
  gboolean rows_wait = rv_rows_any (p);

  for (guint i = 0; i < steps->len; i++)
    {
      const RvStep *step = &g_array_index (steps, RvStep, i);

      if (rows_wait && step->section > RV_SECTION_TABLES)
        {
          rv_rows_bring_back (p);
          rows_wait = FALSE;
        }
      if (step->type == RV_STEP_SHELL)
        make_shell (p, step);
      else if (step->type == RV_STEP_LATE)
        make_late_part (p, step->object, step);
      else
        go_up (p, g_hash_table_lookup (p->unit_of, step->object), step);
    }
  if (rows_wait)
    rv_rows_bring_back (p);
}

/* What can be said only once all is there. */
static void
finish (RvPlanner *p)
{
  for (guint i = 0; i < p->units->len; i++)
    {
      RvUnit *unit = p->units->pdata[i];
      const RvSequence *sequence = (RvSequence *) unit->after;

      if (unit->after == NULL || unit->before == NULL || unit->fate != RV_FATE_ALTER)
        {
          if (unit->fate != RV_FATE_CREATE || unit->after->kind != RV_KIND_SEQUENCE)
            continue;
        }
      else if (unit->after->kind == RV_KIND_TABLE || unit->after->kind == RV_KIND_MATERIALIZED_VIEW)
        {
          rv_alter_table_attachments (p, unit);
          continue;
        }
      if (unit->after->kind != RV_KIND_SEQUENCE || sequence->is_identity || (unit->before != NULL && !rv_unit_changed (unit, RvSequence_owned_by_id)))
        continue;
      rv_own_sequence (p, unit);
    }
}

/* ---- the calls -------------------------------------------------------------------------------------------------- */

static void
planner_init (RvPlanner *p, RvModel *before, RvModel *after, const RvPlanOptions *options)
{
  p->before = before;
  p->after = after;
  p->options = options;
  p->write_options = (RvWriteOptions) { .no_owners = options->no_owners, .no_privileges = options->no_privileges, .no_comments = options->no_comments };
  p->units = g_ptr_array_new_with_free_func (g_free);
  p->unit_of = g_hash_table_new (NULL, NULL);
  p->pending = g_ptr_array_new ();
  p->steps = g_ptr_array_new_with_free_func (rv_migration_step_free);
  p->text = g_string_new (NULL);
  p->old = (RvWriter) { before, &p->write_options, p->text, NULL };
  p->new = (RvWriter) { after, &p->write_options, p->text, NULL };
}

/* Only what is touched is put in order. */
static void
put_in_order (RvPlanner *p)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new (), after = g_ptr_array_new ();

  for (guint i = 0; i < p->units->len; i++)
    {
      RvUnit *unit = p->units->pdata[i];

      if (unit->fate == RV_FATE_KEEP)
        continue;
      if (unit->before != NULL)
        g_ptr_array_add (before, unit->before);
      if (unit->after != NULL)
        g_ptr_array_add (after, unit->after);
    }
  p->old.order = p->order_before = rv_order_new (p->before, before);
  p->new.order = p->order_after = rv_order_new (p->after, after);
}

static void
planner_clear (RvPlanner *p)
{
  rv_comparison_free (p->comparison);
  rv_order_free (p->order_before);
  rv_order_free (p->order_after);
  g_ptr_array_unref (p->units);
  g_hash_table_unref (p->unit_of);
  g_ptr_array_unref (p->pending);
  g_string_free (p->text, TRUE);
}

static void
run (RvPlanner *p, const GArray *renames, RvPairs *pairs)
{
  g_autoptr (RvEdit) edit = rv_plan_rename (p, renames, pairs);

  p->comparison = rv_compare_paired (p->before, p->after, pairs, RV_COMPARE_DESIGN);
  rv_units_gather (p);
  rv_plan_note_renamed (p, renames);
  rv_plan_decide (p);
  put_in_order (p);
  rv_rows_put_schema (p, FALSE);
  walk_down (p);
  walk_up (p);
  finish (p);
  rv_plan_privileges (p);
  clean (p);
  rv_rows_put_schema (p, TRUE);
  planner_clear (p);
}

/* A value that an enum gets cannot be used in the same transaction. */
static gboolean
is_value_used (const GPtrArray *steps, guint from, const char *statement)
{
  const char *start = strstr (statement, " ADD VALUE "), *end;
  gboolean found = FALSE;

  for (; start != NULL && !found; start = strstr (end, " ADD VALUE "))
    {
      g_autofree char *literal = NULL;

      start += strlen (" ADD VALUE ");
      end = start + strcspn (start, " ;");
      literal = g_strndup (start, (gsize) (end - start));
      for (guint i = from + 1; i < steps->len && !found; i++)
        found = strstr (((RvMigrationStep *) steps->pdata[i])->sql, literal) != NULL;
    }
  return found;
}

static void
commit_values_ahead (GPtrArray *steps)
{
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      RvMigrationStep *step = steps->pdata[i];

      if (step->kind != RV_KIND_ENUM || strstr (step->sql, " ADD VALUE ") == NULL || !is_value_used (steps, i, step->sql))
        continue;
      step->phase = RV_PHASE_AHEAD;
      step->is_transactional = FALSE;
      step = g_ptr_array_steal_index (steps, i);
      g_ptr_array_insert (steps, (int) n++, step);
    }
}

RvPlan *
rv_plan_new (RvModel *before, RvModel *after, const RvPlanOptions *options, GError **error)
{
  RvPairs pairs = { NULL, NULL };
  GArray *renames = rv_renames_find (before, after, options, &pairs, error);
  RvPlanner planner = { 0 };
  RvPlan *plan;

  if (renames == NULL)
    {
      rv_pairs_clear (&pairs);
      return NULL;
    }
  plan = g_new0 (RvPlan, 1);
  planner_init (&planner, before, after, options);
  run (&planner, renames, &pairs);
  plan->steps = planner.steps;
  plan->makes_routines = planner.makes_routines;
  plan->renames = renames;
  commit_values_ahead (plan->steps);
  return plan;
}

void
rv_plan_free (RvPlan *plan)
{
  g_ptr_array_unref (plan->steps);
  g_array_unref (plan->renames);
  g_free (plan);
}

const GPtrArray *
rv_plan_steps (const RvPlan *plan)
{
  return plan->steps;
}

const GArray *
rv_plan_renames (const RvPlan *plan)
{
  return plan->renames;
}

/* ---- the script ---------------------------------------------------------------------------------------------------- */

static void
write_step (const RvMigrationStep *step, GString *out, const char **path)
{
  if (step->path != NULL && strcmp (step->path, *path) != 0)
    {
      g_string_append_printf (out, "\nSET LOCAL search_path = %s;\n", step->path);
      *path = step->path;
    }
  g_string_append_c (out, '\n');
  for (guint i = 0; i < step->hazards->len; i++)
    g_string_append_printf (out, "-- %s\n", (char *) step->hazards->pdata[i]);
  g_string_append (out, step->sql);
}

void
rv_plan_write (const RvPlan *plan, GString *out)
{
  const char *path = "public";
  gboolean in_transaction = FALSE;

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const RvMigrationStep *step = plan->steps->pdata[i];

      if (step->is_transactional && !in_transaction)
        {
          g_string_append (out, out->len > 0 ? "\nBEGIN;\n" : "BEGIN;\n");
          if (plan->makes_routines)
            g_string_append (out, "SET LOCAL check_function_bodies = false;\n");
          in_transaction = TRUE;
        }
      write_step (step, out, &path);
    }
  if (in_transaction)
    g_string_append (out, "\nCOMMIT;\n");
}
