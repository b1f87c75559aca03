/* Foreign-data wrappers, foreign servers and user mappings. */
#include "sql/postgresql/reader.h"

static void
set_function (RvPgReader *r, RvWrapper *wrapper, const PgQuery__DefElem *option)
{
  int field = g_str_equal (option->defname, "handler") ? (int) RvWrapper_handler : (int) RvWrapper_validator;
  int from = rv_pg_at (r, option->location);
  PgQuery__FuncCall call = PG_QUERY__FUNC_CALL__INIT;

  if (option->arg == NULL || option->arg->node_case != NODE (LIST))
    {
      rv_pg_clear_text (r, wrapper, field);
      return;
    }
  call.funcname = option->arg->list->items;
  call.n_funcname = option->arg->list->n_items;
  call.location = (int) rv_pg_token (r, from + 1)->start;
  rv_pg_set_sql (r, wrapper, field, from + 1, rv_pg_name_end (r, from + 1), &call.base, NULL);
}

static void
apply_wrapper (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateFdwStmt *s = statement;
  RvWrapper *wrapper = rv_model_find (r->model, RV_KIND_WRAPPER, 0, s->fdwname);

  if (wrapper != NULL && wrapper->is_declared)
    {
      rv_pg_fail (r, -1, _("There is a foreign-data wrapper “%s” already."), s->fdwname);
      return;
    }
  if (wrapper == NULL)
    wrapper = rv_edit_insert (r->edit, RV_KIND_WRAPPER, 0);
  rv_edit_set_text (r->edit, wrapper, RvWrapper_name, s->fdwname);
  rv_edit_set_number (r->edit, wrapper, RvWrapper_is_declared, TRUE);
  rv_edit_set_number (r->edit, wrapper, RvWrapper_owner_id, r->session_role);
  for (gsize i = 0; i < s->n_func_options; i++)
    set_function (r, wrapper, s->func_options[i]->def_elem);
  if (s->n_options > 0)
    rv_pg_set_options (r, wrapper, RvWrapper_options, 0, rv_pg_n_tokens (r), "OPTIONS");
}

static int
options_open (RvPgReader *r)
{
  return rv_pg_find (r, 0, rv_pg_n_tokens (r), "OPTIONS") + 1;
}

static void
apply_alter_wrapper (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterFdwStmt *s = statement;
  RvWrapper *wrapper = rv_model_find (r->model, RV_KIND_WRAPPER, 0, s->fdwname);

  if (wrapper == NULL)
    {
      rv_pg_fail (r, -1, _("There is no foreign-data wrapper “%s”."), s->fdwname);
      return;
    }
  for (gsize i = 0; i < s->n_func_options; i++)
    set_function (r, wrapper, s->func_options[i]->def_elem);
  if (s->n_options > 0)
    rv_pg_change_options (r, wrapper, RvWrapper_options, options_open (r), FALSE);
}

static void
apply_server (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateForeignServerStmt *s = statement;
  RvServer *server = rv_model_find (r->model, RV_KIND_SERVER, 0, s->servername);
  RvWrapper *wrapper = rv_model_find (r->model, RV_KIND_WRAPPER, 0, s->fdwname);

  if (server != NULL)
    {
      if (!s->if_not_exists)
        rv_pg_fail (r, -1, _("There is a foreign server “%s” already."), s->servername);
      return;
    }
  if (wrapper == NULL)
    {
      /* Most come with an extension. */
      wrapper = rv_edit_insert (r->edit, RV_KIND_WRAPPER, 0);
      rv_edit_set_text (r->edit, wrapper, RvWrapper_name, s->fdwname);
      rv_edit_set_number (r->edit, wrapper, RvWrapper_is_declared, FALSE);
    }
  server = rv_edit_insert (r->edit, RV_KIND_SERVER, 0);
  rv_edit_set_text (r->edit, server, RvServer_name, s->servername);
  rv_edit_set_number (r->edit, server, RvServer_wrapper_id, wrapper->object.id);
  rv_edit_set_text (r->edit, server, RvServer_type, rv_pg_given (s->servertype));
  rv_edit_set_text (r->edit, server, RvServer_version, rv_pg_given (s->version));
  rv_edit_set_number (r->edit, server, RvServer_owner_id, r->session_role);
  if (s->n_options > 0)
    rv_pg_set_options (r, server, RvServer_options, 0, rv_pg_n_tokens (r), "OPTIONS");
}

static void
apply_alter_server (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterForeignServerStmt *s = statement;
  RvServer *server = rv_model_find (r->model, RV_KIND_SERVER, 0, s->servername);

  if (server == NULL)
    {
      rv_pg_fail (r, -1, _("There is no foreign server “%s”."), s->servername);
      return;
    }
  if (s->has_version)
    rv_edit_set_text (r->edit, server, RvServer_version, rv_pg_given (s->version));
  if (s->n_options > 0)
    rv_pg_change_options (r, server, RvServer_options, options_open (r), FALSE);
}

/* ---- user mappings -------------------------------------------------------------------------------------- */

static const char *
user_name (const PgQuery__RoleSpec *user)
{
  switch ((int) user->roletype)
    {
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC: return "public";
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING: return user->rolename;
    default: return "current_user";
    }
}

static RvUserMapping *
find_mapping (RvPgReader *r, const PgQuery__RoleSpec *user, const char *server_name, RvServer **server, gboolean missing_ok)
{
  RvUserMapping *mapping = NULL;

  *server = rv_model_find (r->model, RV_KIND_SERVER, 0, server_name);
  if (*server != NULL)
    mapping = rv_model_find (r->model, RV_KIND_USER_MAPPING, (*server)->object.id, user_name (user));
  else if (!missing_ok)
    rv_pg_fail (r, -1, _("There is no foreign server “%s”."), server_name);
  return mapping;
}

static void
apply_mapping (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateUserMappingStmt *s = statement;
  RvServer *server;
  RvUserMapping *mapping = find_mapping (r, s->user, s->servername, &server, FALSE);

  if (server == NULL || mapping != NULL)
    {
      if (mapping != NULL && !s->if_not_exists)
        rv_pg_fail (r, -1, _("There is such a user mapping already."));
      return;
    }
  mapping = rv_edit_insert (r->edit, RV_KIND_USER_MAPPING, server->object.id);
  rv_edit_set_text (r->edit, mapping, RvUserMapping_user_name, user_name (s->user));
  if (s->user->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING)
    rv_pg_role_named (r, s->user->rolename);
  if (s->n_options > 0)
    rv_pg_set_options (r, mapping, RvUserMapping_options, 0, rv_pg_n_tokens (r), "OPTIONS");
}

static void
apply_alter_mapping (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterUserMappingStmt *s = statement;
  RvServer *server;
  RvUserMapping *mapping = find_mapping (r, s->user, s->servername, &server, FALSE);

  if (mapping != NULL)
    rv_pg_change_options (r, mapping, RvUserMapping_options, options_open (r), FALSE);
  else
    rv_pg_fail (r, -1, _("There is no such user mapping."));
}

static void
apply_drop_mapping (RvPgReader *r, const void *statement)
{
  const PgQuery__DropUserMappingStmt *s = statement;
  RvServer *server;
  RvUserMapping *mapping = find_mapping (r, s->user, s->servername, &server, s->missing_ok);

  if (mapping != NULL)
    rv_edit_remove (r->edit, mapping);
  else if (!s->missing_ok)
    rv_pg_fail (r, -1, _("There is no such user mapping."));
}

const RvPgHandler rv_pg_foreign_handlers[] = {
  { NODE (CREATE_FDW_STMT), "CREATE FOREIGN DATA WRAPPER", apply_wrapper },
  { NODE (ALTER_FDW_STMT), "ALTER FOREIGN DATA WRAPPER", apply_alter_wrapper },
  { NODE (CREATE_FOREIGN_SERVER_STMT), "CREATE SERVER", apply_server },
  { NODE (ALTER_FOREIGN_SERVER_STMT), "ALTER SERVER", apply_alter_server },
  { NODE (CREATE_USER_MAPPING_STMT), "CREATE USER MAPPING", apply_mapping },
  { NODE (ALTER_USER_MAPPING_STMT), "ALTER USER MAPPING", apply_alter_mapping },
  { NODE (DROP_USER_MAPPING_STMT), "DROP USER MAPPING", apply_drop_mapping },
  { 0 },
};
