/* Schemas, extensions, databases and their settings, statistics; and what has no kind and is kept. */
#include "sql/postgresql/compat-pg-query.h"
#include "sql/postgresql/reader.h"

/* ---- schemas -------------------------------------------------------------------------------------------- */

/* The statements inside of CREATE SCHEMA have no semicolons: each ends where the next begins. */
static void
apply_elements (RvPgReader *r, const PgQuery__CreateSchemaStmt *s)
{
  gsize end = r->end, start = r->start;
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  int n = rv_pg_n_tokens (r);

  for (int i = 1; i < n; i = rv_pg_after (r, i))
    if (rv_pg_is (r, i, "CREATE") || rv_pg_is (r, i, "GRANT"))
      g_array_append_val (starts, rv_pg_token (r, i)->start);
  g_array_append_val (starts, end);
  for (gsize i = 0; i < s->n_schema_elts && i + 1 < starts->len && r->failure == NULL; i++)
    {
      r->script_start += g_array_index (starts, gsize, i) - r->start;
      r->start = g_array_index (starts, gsize, i);
      r->end = g_array_index (starts, gsize, i + 1);
      r->has_tokens = FALSE;
      rv_pg_apply_node (r, s->schema_elts[i]);
    }
  r->script_start -= r->start - start;
  r->start = start;
  r->end = end;
  r->has_tokens = FALSE;
}

static void
apply_schema (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateSchemaStmt *s = statement;
  const char *name = rv_pg_given (s->schemaname);
  RvSchema *schema;

  if (name == NULL && s->authrole != NULL)
    name = s->authrole->rolename;
  schema = rv_pg_schema (r, name);
  if (schema != NULL && !s->if_not_exists && !schema->is_predefined)
    {
      rv_pg_fail (r, -1, _("There is a schema “%s” already."), name);
      return;
    }
  if (schema == NULL)
    {
      schema = rv_edit_insert (r->edit, RV_KIND_SCHEMA, 0);
      rv_edit_set_text (r->edit, schema, RvSchema_name, name);
      rv_edit_set_number (r->edit, schema, RvSchema_owner_id, s->authrole != NULL ? rv_pg_role (r, s->authrole) : r->session_role);
      rv_pg_made (r, schema);
    }
  if (s->n_schema_elts > 0)
    {
      g_ptr_array_insert (r->search_path, 0, g_strdup (name));
      apply_elements (r, s);
      g_ptr_array_remove_index (r->search_path, 0);
    }
}

/* ---- extensions ----------------------------------------------------------------------------------------- */

static void
set_extension_options (RvPgReader *r, RvExtension *extension, Node **options, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const PgQuery__DefElem *option = options[i]->def_elem;

      if (g_str_equal (option->defname, "schema"))
        {
          const char *name = rv_pg_string (option->arg);

          if (!g_str_has_prefix (name, "pg_"))
            rv_edit_set_number (r->edit, extension, RvExtension_schema_id, rv_pg_home (r, name)->object.id);
        }
      else if (g_str_equal (option->defname, "new_version"))
        rv_edit_set_text (r->edit, extension, RvExtension_version, rv_pg_string (option->arg));
      else if (g_str_equal (option->defname, "cascade"))
        rv_edit_set_number (r->edit, extension, RvExtension_cascade, TRUE);
    }
}

static void
apply_extension (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateExtensionStmt *s = statement;
  RvExtension *extension;

  if (rv_model_find (r->model, RV_KIND_EXTENSION, 0, s->extname) != NULL)
    {
      if (!s->if_not_exists)
        rv_pg_fail (r, -1, _("There is an extension “%s” already."), s->extname);
      return;
    }
  extension = rv_edit_insert (r->edit, RV_KIND_EXTENSION, 0);
  rv_edit_set_text (r->edit, extension, RvExtension_name, s->extname);
  set_extension_options (r, extension, s->options, s->n_options);
  if (extension->schema_id == 0 && r->search_path->len > 0 && !g_str_equal (r->search_path->pdata[0], "public")
      && rv_pg_schema (r, r->search_path->pdata[0]) != NULL)
    rv_edit_set_number (r->edit, extension, RvExtension_schema_id, rv_pg_schema (r, r->search_path->pdata[0])->object.id);
}

static void
apply_alter_extension (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterExtensionStmt *s = statement;
  RvExtension *extension = rv_model_find (r->model, RV_KIND_EXTENSION, 0, s->extname);

  if (extension != NULL)
    set_extension_options (r, extension, s->options, s->n_options);
  else
    rv_pg_fail (r, -1, _("There is no extension “%s”."), s->extname);
}

/* ---- databases --------------------------------------------------------------------------------------------- */

static void
set_database_option (RvPgReader *r, RvDatabase *database, const PgQuery__DefElem *option)
{
  static const struct {
    const char *name;
    int field;
  } texts[] = { { "template", RvDatabase_template }, { "encoding", RvDatabase_encoding }, { "locale_provider", RvDatabase_locale_provider },
                { "lc_collate", RvDatabase_lc_collate }, { "lc_ctype", RvDatabase_lc_ctype }, { "icu_locale", RvDatabase_icu_locale },
                { "tablespace", RvDatabase_tablespace } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (option->defname, texts[i].name))
      rv_edit_set_text (r->edit, database, texts[i].field, rv_pg_string (option->arg));
  if (g_str_equal (option->defname, "locale"))
    {
      rv_edit_set_text (r->edit, database, RvDatabase_lc_collate, rv_pg_string (option->arg));
      rv_edit_set_text (r->edit, database, RvDatabase_lc_ctype, rv_pg_string (option->arg));
    }
  else if (g_str_equal (option->defname, "owner") && rv_pg_string (option->arg) != NULL)
    rv_edit_set_number (r->edit, database, RvDatabase_owner_id, ((RvObject *) rv_pg_role_named (r, rv_pg_string (option->arg)))->id);
  else if (g_str_equal (option->defname, "connection_limit") && option->arg != NULL && option->arg->node_case == NODE (INTEGER))
    rv_edit_set_number (r->edit, database, RvDatabase_connection_limit, option->arg->integer->ival);
  else if (g_str_equal (option->defname, "allow_connections") && option->arg != NULL)
    rv_edit_set_number (r->edit, database, RvDatabase_allow_connections,
                        option->arg->node_case != NODE (STRING) || g_ascii_strcasecmp (option->arg->string->sval, "false") != 0);
  else if (g_str_equal (option->defname, "is_template") && option->arg != NULL)
    rv_edit_set_number (r->edit, database, RvDatabase_is_template,
                        option->arg->node_case != NODE (STRING) || g_ascii_strcasecmp (option->arg->string->sval, "true") == 0);
}

static void
apply_database (RvPgReader *r, const void *statement)
{
  const PgQuery__CreatedbStmt *s = statement;
  RvDatabase *database = rv_model_find (r->model, RV_KIND_DATABASE, 0, s->dbname);

  if (database == NULL)
    database = rv_edit_insert (r->edit, RV_KIND_DATABASE, 0);
  rv_edit_set_text (r->edit, database, RvDatabase_name, s->dbname);
  for (gsize i = 0; i < s->n_options; i++)
    set_database_option (r, database, s->options[i]->def_elem);
}

static void
apply_alter_database (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterDatabaseStmt *s = statement;
  RvDatabase *database = rv_model_find (r->model, RV_KIND_DATABASE, 0, s->dbname);

  if (database == NULL)
    rv_pg_keep (r, NULL);
  for (gsize i = 0; database != NULL && i < s->n_options; i++)
    set_database_option (r, database, s->options[i]->def_elem);
}

static void
apply_drop_database (RvPgReader *r, const void *statement)
{
  const PgQuery__DropdbStmt *s = statement;
  gpointer database = rv_model_find (r->model, RV_KIND_DATABASE, 0, s->dbname);

  if (database != NULL)
    rv_edit_remove (r->edit, database);
}

/* ---- ALTER DATABASE | ROLE … SET ---------------------------------------------------------------------------- */

static RvSetting *
find_setting (RvPgReader *r, RvObject *of, RvId database, const char *name)
{
  g_autoptr (GPtrArray) settings = rv_model_children (r->model, of->id, RV_KIND_SETTING);

  for (guint i = 0; i < settings->len; i++)
    {
      RvSetting *setting = settings->pdata[i];

      if (setting->database_id == database && g_ascii_strcasecmp (setting->name, name) == 0)
        return setting;
    }
  return NULL;
}

/* The token where the value begins, after SET name TO. */
static int
value_start (RvPgReader *r)
{
  int n = rv_pg_n_tokens (r), set = rv_pg_find (r, 0, n, "SET"), name_end = rv_pg_name_end (r, set + 1);

  return rv_pg_is_sign (r, name_end, '=') || rv_pg_is (r, name_end, "TO") ? name_end + 1 : name_end;
}

void
rv_pg_setting (RvPgReader *r, gpointer of, gpointer database, const PgQuery__VariableSetStmt *set)
{
  RvId database_id = database != NULL ? ((RvObject *) database)->id : 0;
  RvSetting *setting = rv_pg_given (set->name) != NULL ? find_setting (r, of, database_id, set->name) : NULL;
  gboolean sets = set->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE || set->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT;

  if (!sets)
    {
      if (setting != NULL)
        rv_edit_remove (r->edit, setting);
      return;
    }
  if (setting == NULL)
    setting = rv_edit_insert (r->edit, RV_KIND_SETTING, ((RvObject *) of)->id);
  rv_edit_set_text (r->edit, setting, RvSetting_name, set->name);
  rv_edit_set_number (r->edit, setting, RvSetting_database_id, database_id);
  rv_pg_set_slice (r, setting, RvSetting_value, value_start (r), rv_pg_n_tokens (r));
}

static void
apply_database_set (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterDatabaseSetStmt *s = statement;
  gpointer database = rv_model_find (r->model, RV_KIND_DATABASE, 0, s->dbname);

  if (database != NULL)
    rv_pg_setting (r, database, NULL, s->setstmt);
  else
    rv_pg_keep (r, NULL);
}

/* ---- small things --------------------------------------------------------------------------------------------- */

static void
apply_alter_statistics (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterStatsStmt *s = statement;
  PgQuery__List list = PG_QUERY__LIST__INIT;
  Node node = PG_QUERY__NODE__INIT;
  gboolean has_kind;
  gpointer statistics;

  list.items = s->defnames;
  list.n_items = s->n_defnames;
  node.node_case = NODE (LIST);
  node.list = &list;
  statistics = rv_pg_find_object (r, OBJECT (STATISTIC_EXT), &node, &has_kind);
  if (statistics != NULL)
    rv_edit_set_number (r->edit, statistics, RvStatistics_statistics_target, rv_pg_statistics_target (s));
  else if (!s->missing_ok)
    rv_pg_fail (r, -1, _("There are no such statistics."));
}

static void
apply_cluster (RvPgReader *r, const void *statement)
{
  const PgQuery__ClusterStmt *s = statement;
  RvObject *relation = s->relation != NULL ? rv_pg_need_relation (r, s->relation, NULL) : NULL;
  RvSchema *schema = relation != NULL ? rv_model_get (r->model, rv_pg_schema_of (r, relation)) : NULL;
  RvObject *index = schema != NULL && rv_pg_given (s->indexname) != NULL ? rv_pg_find_index (r, schema->name, s->indexname) : NULL;

  if (index != NULL && relation->kind == RV_KIND_TABLE)
    rv_edit_set_number (r->edit, relation, RvTable_cluster_index_id, index->id);
  else if (index != NULL && relation->kind == RV_KIND_MATERIALIZED_VIEW)
    rv_edit_set_number (r->edit, relation, RvMaterializedView_cluster_index_id, index->id);
}

const RvPgHandler rv_pg_other_handlers[] = {
  { NODE (CREATE_SCHEMA_STMT), "CREATE SCHEMA", apply_schema },
  { NODE (CREATE_EXTENSION_STMT), "CREATE EXTENSION", apply_extension },
  { NODE (ALTER_EXTENSION_STMT), "ALTER EXTENSION", apply_alter_extension },
  { NODE (CREATEDB_STMT), "CREATE DATABASE", apply_database },
  { NODE (ALTER_DATABASE_STMT), "ALTER DATABASE", apply_alter_database },
  { NODE (ALTER_DATABASE_SET_STMT), "ALTER DATABASE", apply_database_set },
  { NODE (DROPDB_STMT), "DROP DATABASE", apply_drop_database },
  { NODE (ALTER_STATS_STMT), "ALTER STATISTICS", apply_alter_statistics },
  { NODE (CLUSTER_STMT), "CLUSTER", apply_cluster },
  { 0 },
};
