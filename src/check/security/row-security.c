/* S1 to S10, S29, S30, X30: row-level security that is missing, open or slow. */
#include "check/expressions.h"
#include "check/fix.h"
#include "check/rules.h"
#include "sql/dialect.h"
#include "sql/postgresql/reader.h"
#include "sql/postgresql/tree.h"
#include "sql/rename.h"

#include <string.h>

static const RvKind row_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_POLICY, RV_KIND_POLICY_ROLE, RV_KIND_INDEX, RV_KIND_INDEX_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN,
                                    RV_KIND_GRANT, RV_KIND_ROLE, RV_KIND_NONE };

static const RvTableFacts *
facts_of (RvRuleRun *run, gpointer subject)
{
  return rv_facts_table (run->facts, ((RvObject *) subject)->id);
}

/* ---- S1: tenants without row-level security ------------------------------------------------------------- */

static const RvColumnFacts *
tenant_column (const RvTableFacts *t)
{
  static const char *const names[] = { "tenant_id", "tenantid", "tenant", "tenant_uuid" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const RvColumnFacts *column = rv_facts_column_named (t, names[i]);

      if (column != NULL && !(t->primary != NULL && t->primary->n == 1 && t->primary->columns[0] == column->column->object.id))
        return column;
    }
  return NULL;
}

/* org_id and the like count where another table of the design is protected by it. */
static const RvColumnFacts *
owner_column (RvRuleRun *run, const RvTableFacts *t)
{
  static const char *const names[] = { "org_id", "organization_id", "organisation_id", "account_id", "workspace_id", "company_id", "team_id", "user_id" };
  const GPtrArray *policies = rv_model_all (run->model, RV_KIND_POLICY);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const RvColumnFacts *column = rv_facts_column_named (t, names[i]);

      for (guint p = 0; column != NULL && p < policies->len; p++)
        {
          const RvPolicy *policy = policies->pdata[p];

          if (policy->table_id != t->table->object.id && policy->using_expression != NULL && strstr (policy->using_expression, names[i]) != NULL)
            return column;
        }
    }
  return NULL;
}

static void
check_tenants (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);
  const RvColumnFacts *tenant = tenant_column (t);
  gboolean is_tenant = tenant != NULL;
  RvFinding *finding;

  if (t->table->rls_enabled || t->table->partition_of_id != 0 || t->policies->len > 0 || (!is_tenant && (tenant = owner_column (run, t)) == NULL))
    return;
  finding = rv_rule_report (run, t->table, _("%s holds rows of several tenants, and one forgotten condition shows them all"), rv_facts_name (run->facts, t->table));
  rv_rule_remedy (finding, _("Enable and force row-level security, with a policy on %s"), tenant->column->name);
  rv_rule_show (run, finding, tenant->column, NULL);
  finding->data[0] = tenant->column->object.id;
  finding->has_fix = is_tenant;
}

static gboolean
fix_tenants (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvTable *table = rv_model_get (model, finding->object);
  RvColumn *column = rv_model_get_kind (model, finding->data[0], RV_KIND_COLUMN);
  g_autofree char *name = rv_fix_name (model, table), *own = NULL;

  if (column == NULL)
    {
      g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("“%s” is not there any more."), finding->name);
      return FALSE;
    }
  own = rv_fix_name (model, column);
  return rv_fix_sql (edit, error,
                     "ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;"
                     "CREATE POLICY tenant_isolation ON %1$s USING (%2$s = (SELECT current_setting('app.tenant_id'))::%3$s)"
                     " WITH CHECK (%2$s = (SELECT current_setting('app.tenant_id'))::%3$s)",
                     name, own, column->type);
}

/* ---- S2, S3, S7: switches ------------------------------------------------------------------------------------ */

static void
check_disabled (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  if (t->policies->len > 0 && !t->table->rls_enabled)
    rv_rule_report (run, t->table, _("%s has policies, but row-level security is off: they do nothing"), rv_facts_name (run->facts, t->table));
}

static gboolean
fix_enable (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_set_number (edit, rv_model_get (rv_edit_model (edit), finding->object), RvTable_rls_enabled, TRUE);
  return TRUE;
}

static void
check_no_policy (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  if (t->policies->len == 0 && t->table->rls_enabled)
    rv_rule_report (run, t->table, _("%s has row-level security but no policy: all but its owner see nothing"), rv_facts_name (run->facts, t->table));
}

static void
check_force (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  if (t->table->rls_enabled && !t->table->rls_forced && t->policies->len > 0)
    rv_rule_report (run, t->table, _("The owner of %s is not bound by its policies"), rv_facts_name (run->facts, t->table));
}

static gboolean
fix_force (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_set_number (edit, rv_model_get (rv_edit_model (edit), finding->object), RvTable_rls_forced, TRUE);
  return TRUE;
}

/* ---- S4, S5, S8: what policies allow ------------------------------------------------------------------------------ */

static gboolean
is_true (RvRuleRun *run, const char *expression)
{
  const Node *node = expression != NULL ? rv_facts_expression (run->facts, expression) : NULL;

  return node != NULL && node->node_case == NODE (A_CONST) && node->a_const->val_case == PG_QUERY__A__CONST__VAL_BOOLVAL && node->a_const->boolval->boolval;
}

static gboolean
is_for_writes (const RvPolicy *policy)
{
  return policy->command != RvPolicyCommand_SELECT;
}

static void
check_always_true (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; i < t->policies->len; i++)
    {
      const RvPolicy *policy = t->policies->pdata[i];
      const char *expression = policy->command == RvPolicyCommand_INSERT || policy->check_expression != NULL ? policy->check_expression : policy->using_expression;

      if (policy->is_permissive && is_for_writes (policy) && (is_true (run, expression) || (policy->command != RvPolicyCommand_INSERT && is_true (run, policy->using_expression))))
        rv_rule_report (run, policy, _("%s lets every row of %s be written"), rv_facts_name (run->facts, policy), rv_facts_name (run->facts, t->table));
    }
}

static gboolean
same_roles (RvModel *model, const RvPolicy *a, const RvPolicy *b)
{
  g_autoptr (GPtrArray) x = rv_model_children (model, a->object.id, RV_KIND_POLICY_ROLE), y = rv_model_children (model, b->object.id, RV_KIND_POLICY_ROLE);

  if (x->len == 0 || y->len == 0)
    return x->len == y->len;
  for (guint i = 0; i < x->len; i++)
    for (guint k = 0; k < y->len; k++)
      if (((RvPolicyRole *) x->pdata[i])->role_id == ((RvPolicyRole *) y->pdata[k])->role_id)
        return TRUE;
  return FALSE;
}

static void
check_several (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; i < t->policies->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const RvPolicy *a = t->policies->pdata[k], *b = t->policies->pdata[i];

        if (!a->is_permissive || !b->is_permissive || a->command != b->command || !same_roles (run->model, a, b))
          continue;
        rv_rule_show (run, rv_rule_report (run, b, _("%s and %s are both permissive for the same command: a row passes if either says so, and both are evaluated"),
                                           rv_facts_name (run->facts, b), rv_record_name (&a->object)),
                      a, NULL);
        break;
      }
}

static void
check_with_check (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; i < t->policies->len; i++)
    {
      const RvPolicy *policy = t->policies->pdata[i];

      if ((policy->command == RvPolicyCommand_ALL || policy->command == RvPolicyCommand_UPDATE) && policy->check_expression == NULL && policy->using_expression != NULL
          && policy->is_permissive)
        rv_rule_report (run, policy, _("%s does not say which rows may be written"), rv_facts_name (run->facts, policy));
    }
}

static gboolean
fix_with_check (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvPolicy *policy = rv_model_get (rv_edit_model (edit), finding->object);
  g_autofree char *expression = g_strdup (policy->using_expression);

  rv_sql_set_text (edit, policy, RvPolicy_check_expression, expression);
  return TRUE;
}

/* ---- S6: evaluated for each row ------------------------------------------------------------------------------------- */

typedef struct {
  int location;      /* of the first call, in the text of the expression, or -1 */
} Calls;

static void
see_call (const ProtobufCMessage *message, gpointer data)
{
  Calls *calls = data;

  if (message->descriptor == &pg_query__sub_link__descriptor)
    return;
  if (message->descriptor == &pg_query__func_call__descriptor)
    {
      const PgQuery__FuncCall *call = (const PgQuery__FuncCall *) message;
      const char *schema, *name;

      rv_pg_names (call->funcname, call->n_funcname, &schema, &name);
      if ((g_str_equal (name, "current_setting") || g_strcmp0 (schema, "auth") == 0) && (calls->location < 0 || call->location - RV_EXPRESSION_START < calls->location))
        calls->location = call->location - RV_EXPRESSION_START;
    }
  rv_pg_each_child (message, see_call, calls);
}

static int
call_in (RvRuleRun *run, const char *expression)
{
  const Node *node = expression != NULL ? rv_facts_expression (run->facts, expression) : NULL;
  Calls calls = { -1 };

  if (node != NULL)
    see_call (rv_pg_unwrap (node), &calls);
  return calls.location;
}

static void
check_calls (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; i < t->policies->len; i++)
    {
      const RvPolicy *policy = t->policies->pdata[i];

      if (call_in (run, policy->using_expression) >= 0 || call_in (run, policy->check_expression) >= 0)
        rv_rule_report (run, policy, _("%s asks for the setting again for each row"), rv_facts_name (run->facts, policy));
    }
}

/* Where the call that begins at @start ends, behind its parenthesis; 0: it cannot be told. */
static gsize
end_of_call (const char *text, gsize start)
{
  gsize i = start, length = strlen (text);
  RvPgToken token;
  int depth = 0;

  while (rv_pg_token_next (text, length, i, &token))
    {
      char sign = token.type == RV_PG_TOKEN_SIGN ? text[token.start] : '\0';

      depth += (sign == '(') - (sign == ')');
      i = token.end;
      if (sign == ')' && depth == 0)
        return i;
    }
  return 0;
}

static void
wrap_calls (RvRuleRun *run, RvEdit *edit, RvPolicy *policy, int field)
{
  for (guint i = 0; i < 20; i++)
    {
      const char *text = rv_record_text (&policy->object, rv_field_info (field));
      int start = call_in (run, text);
      gsize end = start >= 0 ? end_of_call (text, (gsize) start) : 0;
      g_autofree char *wrapped = NULL;

      if (end == 0)
        return;
      wrapped = g_strdup_printf ("%.*s(SELECT %.*s)%s", start, text, (int) (end - (gsize) start), text + start, text + end);
      rv_sql_set_text (edit, policy, field, wrapped);
    }
}

static gboolean
fix_calls (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  RvRuleRun run = { .model = model, .facts = facts };
  RvPolicy *policy = rv_model_get (model, finding->object);

  wrap_calls (&run, edit, policy, RvPolicy_using_expression);
  wrap_calls (&run, edit, policy, RvPolicy_check_expression);
  return TRUE;
}

/* ---- S9, S10, S29: columns of policies ---------------------------------------------------------------------------------- */

typedef struct {
  const RvTableFacts *t;
  GPtrArray *columns;    /* RvColumn of the table that the expression compares */
  GPtrArray *missing;    /* names that it has not */
  gboolean has_claims;
} Seen;

static void
see_column (const ProtobufCMessage *message, gpointer data)
{
  Seen *seen = data;

  if (message->descriptor == &pg_query__sub_link__descriptor)
    return;
  if (message->descriptor == &pg_query__column_ref__descriptor)
    {
      const PgQuery__ColumnRef *ref = (const PgQuery__ColumnRef *) message;
      const char *name = ref->n_fields > 0 ? rv_pg_string (ref->fields[ref->n_fields - 1]) : NULL;
      const char *qualifier = ref->n_fields > 1 ? rv_pg_string (ref->fields[ref->n_fields - 2]) : NULL;
      const RvColumnFacts *column = name != NULL ? rv_facts_column_named (seen->t, name) : NULL;

      if (column != NULL)
        g_ptr_array_add (seen->columns, column->column);
      else if (name != NULL && (qualifier == NULL || g_str_equal (qualifier, seen->t->table->name)) && strcmp (name, seen->t->table->name) != 0)
        g_ptr_array_add (seen->missing, (gpointer) name);
      return;
    }
  rv_pg_each_child (message, see_column, seen);
}

static void
see_expression (RvRuleRun *run, Seen *seen, const char *expression)
{
  const Node *node = expression != NULL ? rv_facts_expression (run->facts, expression) : NULL;

  if (node != NULL)
    see_column (rv_pg_unwrap (node), seen);
  seen->has_claims |= expression != NULL && strstr (expression, "user_metadata") != NULL;
}

static gboolean
leads_index (const RvTableFacts *t, RvId column)
{
  for (guint i = 0; i < t->indexes->len; i++)
    if (g_array_index (t->indexes, RvIndexFacts, i).n > 0 && g_array_index (t->indexes, RvIndexFacts, i).columns[0] == column)
      return TRUE;
  return FALSE;
}

static void
check_policy_index (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);
  g_autoptr (GPtrArray) columns = g_ptr_array_new (), missing = g_ptr_array_new ();
  Seen seen = { t, columns, missing, FALSE };

  for (guint i = 0; i < t->policies->len; i++)
    see_expression (run, &seen, ((RvPolicy *) t->policies->pdata[i])->using_expression);
  for (guint i = 0; i < columns->len; i++)
    {
      const RvColumn *column = columns->pdata[i];
      const RvColumnFacts *facts = rv_facts_column_of (t, column->object.id);
      gboolean is_first = TRUE;

      for (guint k = 0; k < i; k++)
        is_first &= columns->pdata[k] != column;
      if (is_first && facts != NULL && facts->type->family != RV_TYPE_BOOLEAN && !leads_index (t, column->object.id))
        rv_rule_remedy (rv_rule_report (run, column, _("Policies of %s compare %s in every query, and no index begins with it"), rv_facts_name (run->facts, t->table),
                                        column->name),
                        _("Create an index on %s (%s)"), rv_facts_name (run->facts, t->table), column->name);
    }
}

static gboolean
fix_policy_index (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object);
  g_autofree char *table = rv_fix_name (model, rv_model_get (model, column->table_id)), *own = rv_fix_name (model, column);

  return rv_fix_sql (edit, error, "CREATE INDEX ON %s (%s)", table, own);
}

static void
each_policy (RvRuleRun *run, gpointer subject, void (*see) (RvRuleRun *run, const RvTableFacts *t, const RvPolicy *policy, const Seen *seen))
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; i < t->policies->len; i++)
    {
      const RvPolicy *policy = t->policies->pdata[i];
      g_autoptr (GPtrArray) columns = g_ptr_array_new (), missing = g_ptr_array_new ();
      Seen seen = { t, columns, missing, FALSE };

      see_expression (run, &seen, policy->using_expression);
      see_expression (run, &seen, policy->check_expression);
      see (run, t, policy, &seen);
    }
}

static void
see_claims (RvRuleRun *run, const RvTableFacts *t, const RvPolicy *policy, const Seen *seen)
{
  if (seen->has_claims)
    rv_rule_report (run, policy, _("%s trusts user_metadata, which users can change themselves"), rv_facts_name (run->facts, policy));
}

static void
check_claims (RvRuleRun *run, gpointer subject)
{
  each_policy (run, subject, see_claims);
}

static void
see_missing (RvRuleRun *run, const RvTableFacts *t, const RvPolicy *policy, const Seen *seen)
{
  if (seen->missing->len > 0)
    rv_rule_report (run, policy, _("%s names “%s”, which is no column of %s"), rv_facts_name (run->facts, policy), (char *) seen->missing->pdata[0],
                    rv_facts_name (run->facts, t->table));
}

static void
check_missing (RvRuleRun *run, gpointer subject)
{
  each_policy (run, subject, see_missing);
}

/* ---- S30: what anybody reaches ------------------------------------------------------------------------------------------------ */

static gboolean
is_anonymous (RvModel *model, RvId role)
{
  const char *name = role != 0 ? rv_record_name (rv_model_get (model, role)) : NULL;

  return name != NULL && (g_str_equal (name, "anon") || g_str_equal (name, "anonymous") || g_str_equal (name, "web_anon") || g_str_has_suffix (name, "_anon"));
}

static void
check_anonymous (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; !t->table->rls_enabled && i < t->grants->len; i++)
    {
      const RvGrant *grant = t->grants->pdata[i];

      if (grant->is_revoked || !is_anonymous (run->model, grant->role_id) || g_str_equal (grant->privilege, "SELECT"))
        continue;
      rv_rule_report (run, t->table, _("%s can %s %s without having said who it is, and no policy stands between"), rv_record_name (rv_model_get (run->model, grant->role_id)),
                      grant->privilege, rv_facts_name (run->facts, t->table));
      return;
    }
}

#define ROW(Id, Group, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_##Group, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = RV_KIND_TABLE, \
  .reads = row_kinds, .check = Check

const RvRule rv_rules_row_security[] = {
  { ROW ("S1", SECURITY, WARNING, N_("Rows of several tenants without row-level security"),
         N_("Where one table holds the rows of many customers, every query must ask for one of them. Row-level security asks for it in the server, also where somebody forgot."),
         check_tenants),
    .flags = RV_RULE_DECIDABLE | RV_RULE_ANYWHERE, .many = N_("Tables of several tenants without row-level security: %u"), .fix = fix_tenants, .fix_label = N_("Isolate the tenants") },
  { ROW ("S2", SECURITY, ERROR, N_("Policies that do nothing"), N_("Policies apply once row-level security is enabled on the table. Until then everybody sees everything."), check_disabled),
    .fix = fix_enable, .fix_label = N_("Enable row-level security") },
  { ROW ("S3", SECURITY, WARNING, N_("Row-level security without policy"),
         N_("Without a policy row-level security denies everything to everyone but the owner. If that is meant, say so."), check_no_policy),
    .flags = RV_RULE_DECIDABLE, .many = N_("Tables with row-level security and no policy: %u") },
  { ROW ("S4", SECURITY, WARNING, N_("Policy that lets every row be written"), N_("A permissive policy for writing that is always true is no policy."), check_always_true) },
  { ROW ("S5", SECURITY, INFO, N_("Several permissive policies for one command"),
         N_("Permissive policies are joined by OR: each opens more, and all are evaluated for every row. One policy that says it all is easier to judge."), check_several) },
  { ROW ("S6", SECURITY, WARNING, N_("Policy that asks for a setting for each row"),
         N_("current_setting() in a policy is called for every row. In a sub-select, (SELECT current_setting('…')), it is called once for the query."), check_calls),
    .many = N_("Policies that ask for a setting for each row: %u"), .fix = fix_calls, .fix_label = N_("Wrap it in a sub-select") },
  { ROW ("S7", SECURITY, WARNING, N_("Row-level security that the owner passes by"),
         N_("The owner of a table is not bound by its policies unless they are forced; applications often connect as the owner."), check_force),
    .flags = RV_RULE_DECIDABLE, .many = N_("Tables whose owners pass by row-level security: %u"), .fix = fix_force, .fix_label = N_("Force row-level security") },
  { ROW ("S8", SECURITY, WARNING, N_("Policy for writing without WITH CHECK"),
         N_("USING says which rows are seen, WITH CHECK which may be written. Without it the first stands for both, which few readers know and few tests try."), check_with_check),
    .many = N_("Policies for writing without WITH CHECK: %u"), .fix = fix_with_check, .fix_label = N_("Say it for both") },
  { ROW ("S9", SECURITY, WARNING, N_("Column of a policy without index"),
         N_("A policy is a condition on every query of the table: without an index that begins with its column each of them reads the whole table."), check_policy_index),
    .fix = fix_policy_index, .fix_label = N_("Create the index") },
  { ROW ("S10", SECURITY, ERROR, N_("Policy that trusts what users can change"), N_("Claims that a user may edit prove nothing about him."), check_claims) },
  { ROW ("S29", SECURITY, ERROR, N_("Policy that names a missing column"), N_("The policy cannot be created, or means a column of something else."), check_missing) },
  { ROW ("S30", SECURITY, ERROR, N_("Table that anybody may write"), N_("The role of visitors who have not logged in may change the table, and no policy limits the rows."), check_anonymous) },
  { ROW ("X30", INDEXING, WARNING, N_("Policy column without index"), N_("The same as S9, for those who look at indexes."), check_policy_index),
    .flags = RV_RULE_OFF, .yields_to = "S9", .fix = fix_policy_index, .fix_label = N_("Create the index") },
  { NULL },
};
