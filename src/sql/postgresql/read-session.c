/* What changes how the rest of the script is read: the search path, default storage, the role. */
#include "sql/postgresql/reader.h"

static void
set_search_path (RvPgReader *r, Node **args, gsize n)
{
  g_ptr_array_set_size (r->search_path, 0);
  for (gsize i = 0; i < n; i++)
    {
      const char *name = rv_pg_string (args[i]);

      if (name != NULL && name[0] != '\0' && name[0] != '$' && !g_str_equal (name, "pg_catalog"))
        g_ptr_array_add (r->search_path, g_strdup (name));
    }
}

static void
set_default (char **value, const PgQuery__VariableSetStmt *s, const char *usual)
{
  const char *text = s->n_args > 0 ? rv_pg_string (s->args[0]) : NULL;

  g_free (*value);
  *value = text != NULL && text[0] != '\0' && g_strcmp0 (text, usual) != 0 ? g_strdup (text) : NULL;
}

static void
set_role (RvPgReader *r, const PgQuery__VariableSetStmt *s)
{
  const char *name = s->n_args > 0 ? rv_pg_string (s->args[0]) : NULL;

  r->session_role = 0;
  if (name != NULL && !g_str_equal (name, "none"))
    r->session_role = ((RvObject *) rv_pg_role_named (r, name))->id;
}

static void
apply_set (RvPgReader *r, const void *statement)
{
  const PgQuery__VariableSetStmt *s = statement;

  if (g_str_equal (s->name, "search_path") && s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE)
    set_search_path (r, s->args, s->n_args);
  else if (g_str_equal (s->name, "search_path"))
    {
      g_ptr_array_set_size (r->search_path, 0);
      g_ptr_array_add (r->search_path, g_strdup ("public"));
    }
  else if (g_str_equal (s->name, "default_tablespace"))
    set_default (&r->tablespace, s, NULL);
  else if (g_str_equal (s->name, "default_table_access_method"))
    set_default (&r->access_method, s, "heap");
  else if (g_str_equal (s->name, "role") || g_str_equal (s->name, "session_authorization"))
    set_role (r, s);
}

/* SELECT set_config ('search_path', '…', false): pg_dump sets it so. */
static void
apply_select (RvPgReader *r, const void *statement)
{
  const PgQuery__SelectStmt *s = statement;
  const Node *value = s->n_target_list > 0 ? s->target_list[0]->res_target->val : NULL;
  const PgQuery__FuncCall *call = value != NULL && value->node_case == NODE (FUNC_CALL) ? value->func_call : NULL;
  const char *schema, *name, *path;

  if (s->into_clause != NULL)
    {
      rv_pg_keep (r, NULL);
      return;
    }
  if (call == NULL || call->n_args < 2)
    return;
  rv_pg_names (call->funcname, call->n_funcname, &schema, &name);
  path = rv_pg_string (call->args[1]);
  if (!g_str_equal (name, "set_config") || g_strcmp0 (rv_pg_string (call->args[0]), "search_path") != 0 || path == NULL)
    return;
  g_auto (GStrv) parts = g_strsplit (path, ",", -1);

  g_ptr_array_set_size (r->search_path, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      gsize length = strlen (part);
      gboolean is_quoted = length >= 2 && part[0] == '"' && part[length - 1] == '"';

      if (length > 0 && part[0] != '$' && !g_str_equal (part, "pg_catalog"))
        g_ptr_array_add (r->search_path, is_quoted ? g_strndup (part + 1, length - 2) : g_strdup (part));
    }
}

const RvPgHandler rv_pg_session_handlers[] = {
  { NODE (VARIABLE_SET_STMT), "SET", apply_set },
  { NODE (SELECT_STMT), "SELECT", apply_select },
  { 0 },
};
