/* Triggers, event triggers, rules and row-level security policies. */
#include "sql/postgresql/reader.h"

enum { BEFORE = 1 << 1, INSTEAD = 1 << 6, ON_INSERT = 1 << 2, ON_DELETE = 1 << 3, ON_UPDATE = 1 << 4, ON_TRUNCATE = 1 << 5 };

static void
set_events (RvPgReader *r, RvTrigger *trigger, const PgQuery__CreateTrigStmt *s)
{
  rv_edit_set_number (r->edit, trigger, RvTrigger_timing,
                      s->timing & BEFORE ? RvTriggerTiming_BEFORE : s->timing & INSTEAD ? RvTriggerTiming_INSTEAD_OF : RvTriggerTiming_AFTER);
  rv_edit_set_number (r->edit, trigger, RvTrigger_on_insert, (s->events & ON_INSERT) != 0);
  rv_edit_set_number (r->edit, trigger, RvTrigger_on_update, (s->events & ON_UPDATE) != 0);
  rv_edit_set_number (r->edit, trigger, RvTrigger_on_delete, (s->events & ON_DELETE) != 0);
  rv_edit_set_number (r->edit, trigger, RvTrigger_on_truncate, (s->events & ON_TRUNCATE) != 0);
  rv_edit_set_number (r->edit, trigger, RvTrigger_for_each_row, s->row);
}

static void
add_trigger_columns (RvPgReader *r, RvTrigger *trigger, gpointer relation, const PgQuery__CreateTrigStmt *s)
{
  g_autoptr (GPtrArray) old = rv_model_children (r->model, trigger->object.id, RV_KIND_TRIGGER_COLUMN);

  for (guint i = 0; i < old->len; i++)
    rv_edit_remove (r->edit, old->pdata[i]);
  for (gsize i = 0; i < s->n_columns; i++)
    {
      RvObject *column = rv_pg_column (r, relation, rv_pg_string (s->columns[i]));
      RvTriggerColumn *row;

      if (column == NULL)
        {
          rv_pg_fail (r, -1, _("“%s” has no column “%s”."), rv_record_name (relation), rv_pg_string (s->columns[i]));
          return;
        }
      row = rv_edit_insert (r->edit, RV_KIND_TRIGGER_COLUMN, trigger->object.id);
      rv_edit_set_number (r->edit, row, RvTriggerColumn_column_id, column->id);
    }
}

static void
set_transition_tables (RvPgReader *r, RvTrigger *trigger, const PgQuery__CreateTrigStmt *s)
{
  rv_edit_set_text (r->edit, trigger, RvTrigger_old_table, NULL);
  rv_edit_set_text (r->edit, trigger, RvTrigger_new_table, NULL);
  for (gsize i = 0; i < s->n_transition_rels; i++)
    {
      const PgQuery__TriggerTransition *t = s->transition_rels[i]->trigger_transition;

      rv_edit_set_text (r->edit, trigger, t->is_new ? RvTrigger_new_table : RvTrigger_old_table, t->name);
    }
}

/* The name of the function after EXECUTE FUNCTION, as a call for the walk over names. */
static void
set_function (RvPgReader *r, gpointer object, int field, int from, Node **names, gsize n)
{
  PgQuery__FuncCall call = PG_QUERY__FUNC_CALL__INIT;

  call.funcname = names;
  call.n_funcname = n;
  call.location = (int) rv_pg_token (r, from)->start;
  rv_pg_set_sql (r, object, field, from, rv_pg_name_end (r, from), &call.base, NULL);
}

/* What NEW and OLD are in a function depends on the triggers that call it. */
static void
read_function_later (RvPgReader *r, Node **names, gsize n)
{
  const char *schema, *name;
  RvRoutine *routine;

  rv_pg_names (names, n, &schema, &name);
  if ((routine = rv_pg_find_kind (r, schema, name, RV_KIND_ROUTINE)) != NULL)
    rv_pg_read_body_later (r, routine);
}

static RvTrigger *
make_trigger (RvPgReader *r, RvObject *relation, const PgQuery__CreateTrigStmt *s)
{
  RvTrigger *trigger = rv_model_find (r->model, RV_KIND_TRIGGER, relation->id, s->trigname);

  if (trigger != NULL && !s->replace)
    {
      rv_pg_fail (r, -1, _("“%s” has a trigger “%s” already."), rv_record_name (relation), s->trigname);
      return NULL;
    }
  if (trigger == NULL)
    trigger = rv_edit_insert (r->edit, RV_KIND_TRIGGER, relation->id);
  rv_edit_set_text (r->edit, trigger, RvTrigger_name, s->trigname);
  return trigger;
}

static void
apply_trigger (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateTrigStmt *s = statement;
  RvObject *relation = rv_pg_need_relation (r, s->relation, rv_pg_view_kinds);
  RvTrigger *trigger = relation != NULL ? make_trigger (r, relation, s) : NULL;
  int n = rv_pg_n_tokens (r), execute, when;

  if (trigger == NULL)
    return;
  execute = rv_pg_find (r, rv_pg_at (r, s->relation->location), n, "EXECUTE") + 2;
  set_events (r, trigger, s);
  add_trigger_columns (r, trigger, relation, s);
  set_transition_tables (r, trigger, s);
  when = s->when_clause != NULL ? rv_pg_find (r, rv_pg_at (r, s->relation->location), execute, "WHEN") : -1;
  if (when > 0)
    rv_pg_set_sql (r, trigger, RvTrigger_condition, when + 2, rv_pg_after (r, when + 1) - 1, s->when_clause, relation);
  set_function (r, trigger, RvTrigger_function, execute, s->funcname, s->n_funcname);
  read_function_later (r, s->funcname, s->n_funcname);
  rv_edit_set_text (r->edit, trigger, RvTrigger_arguments, NULL);
  rv_pg_set_inside (r, trigger, RvTrigger_arguments, rv_pg_name_end (r, execute));
  rv_edit_set_number (r->edit, trigger, RvTrigger_is_constraint, s->isconstraint);
  rv_edit_set_number (r->edit, trigger, RvTrigger_is_deferrable, s->deferrable);
  rv_edit_set_number (r->edit, trigger, RvTrigger_initially_deferred, s->initdeferred);
  if (s->constrrel != NULL)
    {
      RvObject *from = rv_pg_need_relation (r, s->constrrel, rv_pg_table_kind);

      rv_edit_set_number (r->edit, trigger, RvTrigger_from_table_id, from != NULL ? from->id : 0);
    }
  if (r->failure != NULL)
    rv_edit_remove (r->edit, trigger);
}

/* ---- event triggers ---------------------------------------------------------------------------------- */

static void
apply_event_trigger (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateEventTrigStmt *s = statement;
  int n = rv_pg_n_tokens (r), in = rv_pg_find (r, 0, n, "IN"), execute = rv_pg_find (r, 0, n, "EXECUTE") + 2;
  RvEventTrigger *trigger;

  if (rv_model_find (r->model, RV_KIND_EVENT_TRIGGER, 0, s->trigname) != NULL)
    {
      rv_pg_fail (r, -1, _("There is an event trigger “%s” already."), s->trigname);
      return;
    }
  trigger = rv_edit_insert (r->edit, RV_KIND_EVENT_TRIGGER, 0);
  rv_edit_set_text (r->edit, trigger, RvEventTrigger_name, s->trigname);
  rv_edit_set_text (r->edit, trigger, RvEventTrigger_event, s->eventname);
  if (in > 0 && in < execute)
    rv_pg_set_inside (r, trigger, RvEventTrigger_tags, in + 1);
  set_function (r, trigger, RvEventTrigger_function, execute, s->funcname, s->n_funcname);
  rv_edit_set_number (r->edit, trigger, RvEventTrigger_owner_id, r->session_role);
}

static void
apply_alter_event_trigger (RvPgReader *r, const void *statement)
{
  static const char codes[] = { 'O', 'D', 'R', 'A' };
  const PgQuery__AlterEventTrigStmt *s = statement;
  gpointer trigger = rv_model_find (r->model, RV_KIND_EVENT_TRIGGER, 0, s->trigname);

  if (trigger == NULL)
    rv_pg_fail (r, -1, _("There is no event trigger “%s”."), s->trigname);
  for (int i = 0; trigger != NULL && i < (int) G_N_ELEMENTS (codes); i++)
    if (s->tgenabled[0] == codes[i])
      rv_edit_set_number (r->edit, trigger, RvEventTrigger_enabled, i);
}

/* ---- rules ------------------------------------------------------------------------------------------- */

static RvRuleEvent
event_of (PgQuery__CmdType type)
{
  return type == PG_QUERY__CMD_TYPE__CMD_INSERT   ? RvRuleEvent_INSERT
         : type == PG_QUERY__CMD_TYPE__CMD_UPDATE ? RvRuleEvent_UPDATE
         : type == PG_QUERY__CMD_TYPE__CMD_DELETE ? RvRuleEvent_DELETE
                                                  : RvRuleEvent_SELECT;
}

static void
apply_rule (RvPgReader *r, const void *statement)
{
  const PgQuery__RuleStmt *s = statement;
  RvObject *relation = rv_pg_need_relation (r, s->relation, rv_pg_view_kinds);
  int n = rv_pg_n_tokens (r), at = rv_pg_at (r, s->relation->location), act = rv_pg_find (r, at, n, "DO"), where;
  RvRewriteRule *rule;

  if (relation == NULL)
    return;
  rule = rv_model_find (r->model, RV_KIND_REWRITE_RULE, relation->id, s->rulename);
  if (rule != NULL && !s->replace)
    {
      rv_pg_fail (r, -1, _("“%s” has a rule “%s” already."), rv_record_name (relation), s->rulename);
      return;
    }
  if (rule == NULL)
    rule = rv_edit_insert (r->edit, RV_KIND_REWRITE_RULE, relation->id);
  rv_edit_set_text (r->edit, rule, RvRewriteRule_name, s->rulename);
  rv_edit_set_number (r->edit, rule, RvRewriteRule_event, event_of (s->event));
  rv_edit_set_number (r->edit, rule, RvRewriteRule_is_instead, s->instead);
  where = s->where_clause != NULL ? rv_pg_find (r, at, act, "WHERE") : -1;
  if (where > 0)
    rv_pg_set_sql (r, rule, RvRewriteRule_condition, where + 1, act, s->where_clause, relation);
  act += rv_pg_is (r, act + 1, "ALSO") || rv_pg_is (r, act + 1, "INSTEAD") ? 2 : 1;
  rv_pg_set_sql (r, rule, RvRewriteRule_commands, act, n, s->n_actions > 0 ? &s->base : NULL, relation);
}

/* ---- policies ------------------------------------------------------------------------------------------- */

static void
set_policy_roles (RvPgReader *r, RvPolicy *policy, Node **roles, gsize n)
{
  g_autoptr (GPtrArray) old = rv_model_children (r->model, policy->object.id, RV_KIND_POLICY_ROLE);

  for (guint i = 0; n > 0 && i < old->len; i++)
    rv_edit_remove (r->edit, old->pdata[i]);
  for (gsize i = 0; i < n; i++)
    {
      RvId role = rv_pg_role (r, roles[i]->role_spec);
      gpointer row;

      if (role == 0 && n == 1)
        return;
      row = rv_edit_insert (r->edit, RV_KIND_POLICY_ROLE, policy->object.id);
      rv_edit_set_number (r->edit, row, RvPolicyRole_role_id, role);
    }
}

static void
set_policy_expressions (RvPgReader *r, RvPolicy *policy, RvTable *table, int from, const Node *qual, const Node *with_check)
{
  int n = rv_pg_n_tokens (r);

  for (int i = from; i < n; i = rv_pg_after (r, i))
    if (rv_pg_is (r, i, "USING") && qual != NULL && rv_pg_is_sign (r, i + 1, '('))
      rv_pg_set_sql (r, policy, RvPolicy_using_expression, i + 2, rv_pg_after (r, i + 1) - 1, qual, table);
    else if (rv_pg_is (r, i, "CHECK") && with_check != NULL && rv_pg_is_sign (r, i + 1, '('))
      rv_pg_set_sql (r, policy, RvPolicy_check_expression, i + 2, rv_pg_after (r, i + 1) - 1, with_check, table);
}

static void
apply_policy (RvPgReader *r, const void *statement)
{
  const PgQuery__CreatePolicyStmt *s = statement;
  RvTable *table = rv_pg_need_relation (r, s->table, rv_pg_table_kind);
  RvPolicy *policy;
  int command;

  if (table == NULL)
    return;
  if (rv_model_find (r->model, RV_KIND_POLICY, table->object.id, s->policy_name) != NULL)
    {
      rv_pg_fail (r, -1, _("“%s” has a policy “%s” already."), table->name, s->policy_name);
      return;
    }
  policy = rv_edit_insert (r->edit, RV_KIND_POLICY, table->object.id);
  command = rv_field_word (rv_field_info (RvPolicy_command), s->cmd_name);
  rv_edit_set_text (r->edit, policy, RvPolicy_name, s->policy_name);
  rv_edit_set_number (r->edit, policy, RvPolicy_is_permissive, s->permissive);
  rv_edit_set_number (r->edit, policy, RvPolicy_command, MAX (command, 0));
  set_policy_roles (r, policy, s->roles, s->n_roles);
  set_policy_expressions (r, policy, table, rv_pg_name_end (r, rv_pg_at (r, s->table->location)), s->qual, s->with_check);
}

static void
apply_alter_policy (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterPolicyStmt *s = statement;
  RvTable *table = rv_pg_need_relation (r, s->table, rv_pg_table_kind);
  RvPolicy *policy = table != NULL ? rv_model_find (r->model, RV_KIND_POLICY, table->object.id, s->policy_name) : NULL;

  if (policy == NULL)
    {
      rv_pg_fail (r, -1, _("There is no policy “%s”."), s->policy_name);
      return;
    }
  set_policy_roles (r, policy, s->roles, s->n_roles);
  set_policy_expressions (r, policy, table, rv_pg_name_end (r, rv_pg_at (r, s->table->location)), s->qual, s->with_check);
}

const RvPgHandler rv_pg_trigger_handlers[] = {
  { NODE (CREATE_TRIG_STMT), "CREATE TRIGGER", apply_trigger },
  { NODE (CREATE_EVENT_TRIG_STMT), "CREATE EVENT TRIGGER", apply_event_trigger },
  { NODE (ALTER_EVENT_TRIG_STMT), "ALTER EVENT TRIGGER", apply_alter_event_trigger },
  { NODE (RULE_STMT), "CREATE RULE", apply_rule },
  { NODE (CREATE_POLICY_STMT), "CREATE POLICY", apply_policy },
  { NODE (ALTER_POLICY_STMT), "ALTER POLICY", apply_alter_policy },
  { 0 },
};
