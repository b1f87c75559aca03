/* S11 to S15, S20 to S26: who may do what, and in whose name. */
#include "check/fix.h"
#include "check/rules.h"
#include "sql/dialect.h"

#include <string.h>

static const RvKind privilege_kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_ROUTINE, RV_KIND_GRANT, RV_KIND_ROLE, RV_KIND_MEMBERSHIP,
                                          RV_KIND_DEFAULT_PRIVILEGE, RV_KIND_SCHEMA, RV_KIND_EXTENSION, RV_KIND_REFERENCE, RV_KIND_NONE };

static const char *
role_name (RvModel *model, RvId role)
{
  RvObject *object = role != 0 ? rv_model_get (model, role) : NULL;

  return object != NULL ? rv_record_name (object) : "PUBLIC";
}

/* ---- S11, S12: SECURITY DEFINER ---------------------------------------------------------------------- */

static gboolean
pins_path (const RvRoutine *routine)
{
  return routine->configuration != NULL && strstr (routine->configuration, "search_path") != NULL;
}

static void
check_search_path (RvRuleRun *run, gpointer subject)
{
  const RvRoutine *routine = subject;

  if (routine->security_definer && !pins_path (routine) && !routine->is_sql_standard_body)
    rv_rule_report (run, routine, _("%s runs with the rights of its owner and finds its tables along the caller's search_path"), rv_facts_name (run->facts, routine));
}

static gboolean
fix_search_path (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvRoutine *routine = rv_model_get (model, finding->object);
  g_autofree char *schema = rv_postgresql.quote (rv_record_name (rv_model_get (model, routine->schema_id)));
  g_autofree char *text = g_strdup_printf ("%s%sSET search_path TO pg_catalog, %s, pg_temp", routine->configuration != NULL ? routine->configuration : "",
                                           routine->configuration != NULL ? "\n" : "", schema);

  rv_edit_set_text (edit, routine, RvRoutine_configuration, text);
  return TRUE;
}

static gboolean
is_revoked_from_public (RvModel *model, RvId object)
{
  g_autoptr (GPtrArray) grants = rv_model_children (model, object, RV_KIND_GRANT);

  for (guint i = 0; i < grants->len; i++)
    if (((RvGrant *) grants->pdata[i])->is_revoked && ((RvGrant *) grants->pdata[i])->role_id == 0)
      return TRUE;
  return FALSE;
}

static void
check_public_definer (RvRuleRun *run, gpointer subject)
{
  const RvRoutine *routine = subject;

  if (!routine->security_definer || g_strcmp0 (routine->returns, "trigger") == 0 || g_strcmp0 (routine->returns, "event_trigger") == 0
      || is_revoked_from_public (run->model, routine->object.id))
    return;
  rv_rule_report (run, routine, _("Everybody may call %s, which runs with the rights of its owner"), rv_facts_name (run->facts, routine));
}

static gboolean
fix_public_definer (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvGrant *grant = rv_edit_insert (edit, RV_KIND_GRANT, finding->object);

  rv_edit_set_text (edit, grant, RvGrant_privilege, "EXECUTE");
  rv_edit_set_number (edit, grant, RvGrant_is_revoked, TRUE);
  return TRUE;
}

/* ---- S13, S14: views ------------------------------------------------------------------------------------ */

static const RvTable *
protected_table (RvModel *model, RvId view)
{
  g_autoptr (GPtrArray) rows = rv_model_children (model, view, RV_KIND_REFERENCE);

  for (guint i = 0; i < rows->len; i++)
    {
      RvTable *table = rv_model_get_kind (model, ((RvReference *) rows->pdata[i])->target_id, RV_KIND_TABLE);

      if (table != NULL && table->rls_enabled)
        return table;
    }
  return NULL;
}

static void
check_invoker (RvRuleRun *run, gpointer subject)
{
  const RvView *view = subject;
  const RvTable *table = protected_table (run->model, view->object.id);

  if (table != NULL && (view->options == NULL || strstr (view->options, "security_invoker") == NULL))
    rv_rule_show (run, rv_rule_report (run, view, _("%s reads %s with the rights of its owner: the policies of that table do not hold there"), rv_facts_name (run->facts, view),
                                       rv_facts_name (run->facts, table)),
                  table, NULL);
}

static gboolean
fix_invoker (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvView *view = rv_model_get (rv_edit_model (edit), finding->object);
  g_autofree char *options = g_strdup_printf ("%s%ssecurity_invoker=true", view->options != NULL ? view->options : "", view->options != NULL ? ", " : "");

  rv_edit_set_text (edit, view, RvView_options, options);
  return TRUE;
}

static gboolean
is_anonymous (RvModel *model, RvId role)
{
  const char *name = role_name (model, role);

  return role == 0 || g_str_equal (name, "anon") || g_str_equal (name, "anonymous") || g_str_has_suffix (name, "_anon");
}

static void
report_exposed (RvRuleRun *run, RvObject *object)
{
  g_autoptr (GPtrArray) grants = rv_model_children (run->model, object->id, RV_KIND_GRANT);

  for (guint i = 0; i < grants->len; i++)
    {
      const RvGrant *grant = grants->pdata[i];

      if (!grant->is_revoked && is_anonymous (run->model, grant->role_id))
        {
          rv_rule_report (run, object, _("%s may read %s, which no policy can limit"), role_name (run->model, grant->role_id), rv_facts_name (run->facts, object));
          return;
        }
    }
}

static void
check_exposed (RvRuleRun *run, gpointer subject)
{
  const GPtrArray *views = rv_model_all (run->model, RV_KIND_MATERIALIZED_VIEW), *tables = rv_model_all (run->model, RV_KIND_TABLE);

  for (guint i = 0; i < views->len; i++)
    report_exposed (run, views->pdata[i]);
  for (guint i = 0; i < tables->len; i++)
    if (((RvTable *) tables->pdata[i])->server_id != 0)
      report_exposed (run, tables->pdata[i]);
}

/* ---- S15: extensions ---------------------------------------------------------------------------------------- */

static void
check_extension (RvRuleRun *run, gpointer subject)
{
  const RvExtension *extension = subject;
  RvSchema *schema = rv_model_get_kind (run->model, extension->schema_id, RV_KIND_SCHEMA);

  if (schema != NULL && g_str_equal (schema->name, "public") && !g_str_equal (extension->name, "plpgsql"))
    rv_rule_report (run, extension, _("The functions of %s are in public, among those of the design"), extension->name);
}

/* ---- S20, S22: too much for too many --------------------------------------------------------------------------- */

static void
check_public_grants (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) subject)->id);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) reported = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < t->grants->len; i++)
    {
      const RvGrant *grant = t->grants->pdata[i];
      gpointer key = GSIZE_TO_POINTER (grant->role_id);
      guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      if (grant->is_revoked || grant->column_id != 0 || (grant->role_id != 0 && grant->role_id == t->table->owner_id))
        continue;
      bits |= (g_str_equal (grant->privilege, "TRUNCATE") ? 1 : 0) | (g_str_equal (grant->privilege, "DELETE") ? 2 : 0) | (g_str_equal (grant->privilege, "TRIGGER") ? 4 : 0);
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (bits));
      if (!(grant->role_id == 0 || bits == 7) || !g_hash_table_add (reported, key))
        continue;
      if (grant->role_id == 0)
        rv_rule_report (run, t->table, _("PUBLIC, which is everybody, has privileges on %s"), rv_facts_name (run->facts, t->table))->detail = g_strdup ("PUBLIC");
      else
        {
          RvFinding *finding = rv_rule_report (run, t->table, _("%s has all privileges on %s, to empty it and to add triggers, too"), role_name (run->model, grant->role_id),
                                               rv_facts_name (run->facts, t->table));

          finding->detail = g_strdup (role_name (run->model, grant->role_id));
          finding->data[0] = grant->role_id;
        }
    }
}

/* Takes from PUBLIC what it was given, and from others what an application never needs. */
static gboolean
fix_public_grants (RvEdit *edit, const RvFinding *finding, GError **error)
{
  static const char *const odd[] = { "TRUNCATE", "TRIGGER", "REFERENCES", NULL };
  RvModel *model = rv_edit_model (edit);
  g_autoptr (GPtrArray) grants = rv_model_children (model, finding->object, RV_KIND_GRANT);

  for (guint i = 0; i < grants->len; i++)
    {
      RvGrant *grant = grants->pdata[i];

      if (grant->role_id == finding->data[0] && !grant->is_revoked && (finding->data[0] == 0 || g_strv_contains (odd, grant->privilege)))
        rv_edit_remove (edit, grant);
    }
  return TRUE;
}

static void
check_create (RvRuleRun *run, gpointer subject)
{
  g_autoptr (GPtrArray) grants = rv_model_children (run->model, ((RvObject *) subject)->id, RV_KIND_GRANT);

  for (guint i = 0; i < grants->len; i++)
    {
      const RvGrant *grant = grants->pdata[i];

      if (!grant->is_revoked && grant->role_id == 0 && g_str_equal (grant->privilege, "CREATE"))
        rv_rule_report (run, subject, _("Everybody may create objects in %s, and so put one in front of yours"), rv_facts_name (run->facts, subject));
    }
}

static gboolean
fix_create (RvEdit *edit, const RvFinding *finding, GError **error)
{
  g_autoptr (GPtrArray) grants = rv_model_children (rv_edit_model (edit), finding->object, RV_KIND_GRANT);

  for (guint i = 0; i < grants->len; i++)
    {
      RvGrant *grant = grants->pdata[i];

      if (grant->role_id == 0 && g_str_equal (grant->privilege, "CREATE") && !grant->is_revoked)
        rv_edit_remove (edit, grant);
    }
  return TRUE;
}

/* ---- S21: what comes later -------------------------------------------------------------------------------------- */

static gboolean
has_defaults (RvModel *model, RvId schema, RvId role)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_DEFAULT_PRIVILEGE);

  for (guint i = 0; i < all->len; i++)
    {
      const RvDefaultPrivilege *d = all->pdata[i];

      if (d->role_id == role && (d->schema_id == 0 || d->schema_id == schema) && g_str_equal (d->object_type, "TABLES"))
        return TRUE;
    }
  return FALSE;
}

static void
check_defaults (RvRuleRun *run, gpointer subject)
{
  const RvSchema *schema = subject;
  g_autoptr (GPtrArray) tables = rv_model_children (run->model, schema->object.id, RV_KIND_TABLE);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  const GPtrArray *roles = rv_model_all (run->model, RV_KIND_ROLE);

  for (guint i = 0; i < tables->len; i++)
    {
      const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) tables->pdata[i])->id);

      for (guint k = 0; k < t->grants->len; k++)
        {
          const RvGrant *grant = t->grants->pdata[k];

          if (!grant->is_revoked && grant->column_id == 0 && g_str_equal (grant->privilege, "SELECT"))
            g_hash_table_insert (counts, GSIZE_TO_POINTER (grant->role_id), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, GSIZE_TO_POINTER (grant->role_id))) + 1));
        }
    }
  for (guint i = 0; tables->len >= 3 && i < roles->len; i++)
    {
      RvRole *role = roles->pdata[i];

      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, GSIZE_TO_POINTER (role->object.id))) != tables->len || has_defaults (run->model, schema->object.id, role->object.id))
        continue;
      rv_rule_remedy (rv_rule_report (run, schema, _("%s may read every table of %s, but not the next one that is made"), role->name, schema->name),
                      _("ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT SELECT ON TABLES TO %s"), schema->name, role->name);
      ((RvFinding *) run->findings->pdata[run->findings->len - 1])->detail = g_strdup (role->name);
    }
}

/* ---- S23 to S26: roles ------------------------------------------------------------------------------------------------ */

static gboolean
is_administrator (const RvRole *role)
{
  static const char *const names[] = { "postgres", "admin", "administrator", "root", "rds_superuser", "cloudsqlsuperuser", "supabase_admin", "dba", NULL };

  return g_strv_contains (names, role->name) || g_str_has_suffix (role->name, "_admin") || g_str_has_suffix (role->name, "_dba");
}

static guint
n_owned (RvModel *model, RvId role)
{
  const GPtrArray *tables = rv_model_all (model, RV_KIND_TABLE);
  guint n = 0;

  for (guint i = 0; i < tables->len; i++)
    n += ((RvTable *) tables->pdata[i])->owner_id == role;
  return n;
}

static void
check_power (RvRuleRun *run, gpointer subject)
{
  const RvRole *role = subject;

  if (!role->is_declared || !role->can_login || is_administrator (role))
    return;
  if (role->is_superuser)
    rv_rule_report (run, role, _("%s logs in as a superuser: nothing in the database limits it"), role->name);
  else if (role->bypasses_rls)
    rv_rule_report (run, role, _("%s passes by all row-level security"), role->name);
  else if (n_owned (run->model, role->object.id) > 0)
    rv_rule_severity (rv_rule_report (run, role, _("%s logs in and owns tables: it can drop them and is not bound by their policies"), role->name), RV_SEVERITY_WARNING);
}

static void
check_owners (RvRuleRun *run, gpointer subject)
{
  const RvSchema *schema = subject;
  g_autoptr (GPtrArray) tables = rv_model_children (run->model, schema->object.id, RV_KIND_TABLE);
  RvFinding *finding = NULL;
  RvId first = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const RvTable *table = tables->pdata[i];

      if (table->owner_id == 0 || table->owner_id == first)
        continue;
      if (first == 0)
        first = table->owner_id;
      else if (finding == NULL)
        {
          finding = rv_rule_report (run, schema, _("Tables of %s belong to %s and to %s"), schema->name, role_name (run->model, first), role_name (run->model, table->owner_id));
          rv_rule_show (run, finding, table, NULL);
        }
    }
}

static void
check_schema_owner (RvRuleRun *run, gpointer subject)
{
  const RvSchema *schema = subject;

  if (schema->owner_id != 0 && g_str_equal (role_name (run->model, schema->owner_id), "postgres") && !g_str_equal (schema->name, "public"))
    rv_rule_report (run, schema, _("%s belongs to the administrator of the cluster"), schema->name);
}

static gboolean
is_reader (RvRuleRun *run, const RvRole *role)
{
  static const char *const words[] = { "readonly", "ro", "reader", "viewer", "reporting", "analyst", "analytics", NULL };
  const RvWords *w = rv_facts_words (run->facts, role->name);

  return rv_words_has_any (w, words) != NULL || (rv_words_has (w, "read") && !rv_words_has (w, "write"));
}

static void
check_reader (RvRuleRun *run, gpointer subject)
{
  static const char *const writes[] = { "INSERT", "UPDATE", "DELETE", "TRUNCATE", NULL };
  const RvRole *role = subject;
  const GPtrArray *grants = rv_model_all (run->model, RV_KIND_GRANT);
  RvFinding *finding = NULL;

  for (guint i = 0; is_reader (run, role) && i < grants->len; i++)
    {
      const RvGrant *grant = grants->pdata[i];

      if (grant->is_revoked || grant->role_id != role->object.id || !g_strv_contains (writes, grant->privilege))
        continue;
      if (finding == NULL)
        finding = rv_rule_report (run, role, _("%s is called a reader, but may %s %s"), role->name, grant->privilege, rv_facts_name (run->facts, rv_model_get (run->model, grant->object_id)));
      rv_rule_show (run, finding, rv_model_get (run->model, grant->object_id), "%s", grant->privilege);
    }
}

static gboolean
fix_reader (RvEdit *edit, const RvFinding *finding, GError **error)
{
  static const char *const writes[] = { "INSERT", "UPDATE", "DELETE", "TRUNCATE", NULL };
  g_autoptr (GPtrArray) grants = g_ptr_array_copy ((GPtrArray *) rv_model_all (rv_edit_model (edit), RV_KIND_GRANT), NULL, NULL);

  for (guint i = 0; i < grants->len; i++)
    {
      RvGrant *grant = grants->pdata[i];

      if (!grant->is_revoked && grant->role_id == finding->object && g_strv_contains (writes, grant->privilege))
        rv_edit_remove (edit, grant);
    }
  return TRUE;
}

#define ROW(Id, Severity, Title, Explanation, Subject, Check) \
  .id = Id, .group = RV_GROUP_SECURITY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = Subject, \
  .reads = privilege_kinds, .check = Check

const RvRule rv_rules_privileges[] = {
  { ROW ("S11", WARNING, N_("SECURITY DEFINER without a fixed search_path"),
         N_("A function that runs with the rights of its owner must not let its caller choose where names are found: whoever can create a table or function in a schema of the "
         "path takes these rights over."), RV_KIND_ROUTINE, check_search_path),
    .many = N_("SECURITY DEFINER functions without a fixed search_path: %u"), .fix = fix_search_path, .fix_label = N_("Fix its search_path") },
  { ROW ("S12", WARNING, N_("SECURITY DEFINER that everybody may call"),
         N_("PostgreSQL lets everybody call a new function. For one that runs with more rights than its caller has, that has to be taken back and granted by name."),
         RV_KIND_ROUTINE, check_public_definer),
    .many = N_("SECURITY DEFINER functions that everybody may call: %u"), .flags = RV_RULE_DECIDABLE, .fix = fix_public_definer, .fix_label = N_("Revoke EXECUTE from PUBLIC") },
  { ROW ("S13", WARNING, N_("View that passes by policies"),
         N_("A view reads with the rights of its owner unless it is security_invoker: row-level security of its tables does not see who asks."), RV_KIND_VIEW, check_invoker),
    .fix = fix_invoker, .fix_label = N_("Make it security_invoker") },
  { ROW ("S14", WARNING, N_("Materialized view or foreign table that everybody reads"), N_("Neither of them can have policies: who may read it reads all of it."), RV_KIND_PROJECT, check_exposed) },
  { ROW ("S15", INFO, N_("Extension in public"),
         N_("Functions of extensions in public are callable by everybody, mix with those of the design, and stand in every search_path."), RV_KIND_EXTENSION, check_extension),
    .many = N_("Extensions in public: %u") },
  { ROW ("S20", WARNING, N_("More privileges than anybody needs"),
         N_("GRANT ALL includes emptying the table and adding triggers, and a grant to PUBLIC is one to every role that there will ever be."), RV_KIND_TABLE, check_public_grants),
    .many = N_("Grants of more than anybody needs: %u"), .fix = fix_public_grants, .fix_label = N_("Take back what is too much") },
  { ROW ("S21", INFO, N_("Nothing granted on what comes later"),
         N_("Grants are on the tables that are there. For the next one somebody has to remember; default privileges remember by themselves."), RV_KIND_SCHEMA, check_defaults),
    .flags = RV_RULE_ANYWHERE },
  { ROW ("S22", WARNING, N_("Everybody may create in a schema"),
         N_("Who may create objects in a schema of the search_path can put a function or table of the same name in front of yours."), RV_KIND_SCHEMA, check_create),
    .fix = fix_create, .fix_label = N_("Revoke CREATE from PUBLIC") },
  { ROW ("S23", ERROR, N_("Login with too much power"),
         N_("The role that an application logs in with should own nothing, be no superuser and not pass by row-level security: what it cannot do cannot be done through it."),
         RV_KIND_ROLE, check_power),
    .flags = RV_RULE_DECIDABLE | RV_RULE_ANYWHERE },
  { ROW ("S24", INFO, N_("Tables of several owners in one schema"), N_("Only the owner can alter a table: a migration that runs as one of them fails on those of the other."), RV_KIND_SCHEMA, check_owners),
    .flags = RV_RULE_ANYWHERE },
  { ROW ("S25", INFO, N_("Schema of the administrator"), N_("What belongs to postgres can be changed by superusers alone, so deployments become superusers. An opinion."), RV_KIND_SCHEMA, check_schema_owner),
    .flags = RV_RULE_OFF },
  { ROW ("S26", ERROR, N_("Reader that can write"), N_("A role that is called a reader is given to people and tools because it can break nothing."), RV_KIND_ROLE, check_reader),
    .flags = RV_RULE_ANYWHERE, .fix = fix_reader, .fix_label = N_("Revoke its writing") },
  { NULL },
};
