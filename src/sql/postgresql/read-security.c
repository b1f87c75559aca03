/* Roles, memberships, grants and default privileges. */
#include "sql/postgresql/compat-pg-query.h"
#include "sql/postgresql/reader.h"

/* ---- roles ------------------------------------------------------------------------------------------ */

static void
add_membership (RvPgReader *r, RvId role, RvId member, gboolean admin)
{
  g_autoptr (GPtrArray) old = rv_model_children (r->model, member, RV_KIND_MEMBERSHIP);
  RvMembership *membership = NULL;

  for (guint i = 0; i < old->len; i++)
    if (((RvMembership *) old->pdata[i])->role_id == role)
      membership = old->pdata[i];
  if (membership == NULL)
    {
      membership = rv_edit_insert (r->edit, RV_KIND_MEMBERSHIP, member);
      rv_edit_set_number (r->edit, membership, RvMembership_role_id, role);
    }
  if (admin)
    rv_edit_set_number (r->edit, membership, RvMembership_admin_option, TRUE);
}

static void
add_members (RvPgReader *r, RvRole *role, const PgQuery__DefElem *option)
{
  for (gsize i = 0; i < option->arg->list->n_items; i++)
    {
      RvId other = rv_pg_role (r, option->arg->list->items[i]->role_spec);

      if (g_str_equal (option->defname, "addroleto"))
        add_membership (r, other, role->object.id, FALSE);
      else
        add_membership (r, role->object.id, other, g_str_equal (option->defname, "adminmembers"));
    }
}

static void
set_role_option (RvPgReader *r, RvRole *role, const PgQuery__DefElem *option)
{
  static const struct {
    const char *name;
    int field;
  } flags[] = { { "canlogin", RvRole_can_login }, { "superuser", RvRole_is_superuser }, { "inherit", RvRole_inherits },
                { "createrole", RvRole_can_create_role }, { "createdb", RvRole_can_create_database },
                { "isreplication", RvRole_can_replicate }, { "bypassrls", RvRole_bypasses_rls } };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_equal (option->defname, flags[i].name) && option->arg != NULL && option->arg->node_case == NODE (BOOLEAN))
      rv_edit_set_number (r->edit, role, flags[i].field, option->arg->boolean->boolval);
  if (g_str_equal (option->defname, "connectionlimit") && option->arg != NULL && option->arg->node_case == NODE (INTEGER))
    rv_edit_set_number (r->edit, role, RvRole_connection_limit, option->arg->integer->ival);
  else if (g_str_equal (option->defname, "validUntil"))
    rv_edit_set_text (r->edit, role, RvRole_valid_until, rv_pg_string (option->arg));
  else if ((g_str_equal (option->defname, "rolemembers") || g_str_equal (option->defname, "adminmembers") || g_str_equal (option->defname, "addroleto"))
           && option->arg != NULL && option->arg->node_case == NODE (LIST))
    add_members (r, role, option);
}

static void
apply_role (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateRoleStmt *s = statement;
  RvRole *role = rv_pg_role_named (r, s->role);

  if (role->is_declared)
    {
      rv_pg_fail (r, -1, _("There is a role “%s” already."), s->role);
      return;
    }
  rv_edit_set_number (r->edit, role, RvRole_is_declared, TRUE);
  rv_edit_set_number (r->edit, role, RvRole_can_login, s->stmt_type == PG_QUERY__ROLE_STMT_TYPE__ROLESTMT_USER);
  for (gsize i = 0; i < s->n_options; i++)
    set_role_option (r, role, s->options[i]->def_elem);
}

static void
apply_alter_role (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterRoleStmt *s = statement;
  RvRole *role = rv_model_get_kind (r->model, rv_pg_role (r, s->role), RV_KIND_ROLE);

  for (gsize i = 0; role != NULL && i < s->n_options; i++)
    set_role_option (r, role, s->options[i]->def_elem);
}

static void
apply_drop_role (RvPgReader *r, const void *statement)
{
  const PgQuery__DropRoleStmt *s = statement;

  for (gsize i = 0; i < s->n_roles; i++)
    {
      RvRole *role = rv_model_find (r->model, RV_KIND_ROLE, 0, s->roles[i]->role_spec->rolename);

      if (role != NULL)
        rv_edit_remove (r->edit, role);
      else if (!s->missing_ok)
        rv_pg_fail (r, -1, _("There is no role “%s”."), s->roles[i]->role_spec->rolename);
    }
}

static void
apply_alter_role_set (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterRoleSetStmt *s = statement;
  RvId role = rv_pg_role (r, s->role);
  gpointer database = NULL;

  if (rv_pg_given (s->database) != NULL)
    database = rv_model_find (r->model, RV_KIND_DATABASE, 0, s->database);
  if (role == 0 || (rv_pg_given (s->database) != NULL && database == NULL))
    rv_pg_keep (r, NULL);
  else
    rv_pg_setting (r, rv_model_get (r->model, role), database, s->setstmt);
}

static void
apply_grant_role (RvPgReader *r, const void *statement)
{
  const PgQuery__GrantRoleStmt *s = statement;

  for (gsize i = 0; i < s->n_granted_roles; i++)
    for (gsize k = 0; k < s->n_grantee_roles; k++)
      {
        RvRole *role = rv_pg_role_named (r, s->granted_roles[i]->access_priv->priv_name);
        RvId member = rv_pg_role (r, s->grantee_roles[k]->role_spec);
        g_autoptr (GPtrArray) old = NULL;

        if (member == 0)
          continue;
        if (s->is_grant)
          {
            add_membership (r, role->object.id, member, rv_pg_admin_option (s));
            continue;
          }
        old = rv_model_children (r->model, member, RV_KIND_MEMBERSHIP);
        for (guint m = 0; m < old->len; m++)
          if (((RvMembership *) old->pdata[m])->role_id == role->object.id)
            {
              if (rv_pg_admin_option (s))
                rv_edit_set_number (r->edit, old->pdata[m], RvMembership_admin_option, FALSE);
              else
                rv_edit_remove (r->edit, old->pdata[m]);
            }
      }
}

/* ---- grants ------------------------------------------------------------------------------------------------ */

/* What ALL means for each sort of object. */
static const struct {
  PgQuery__ObjectType type;
  const char *privileges;
} all_privileges[] = {
  { OBJECT (TABLE), "SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER" },
  { OBJECT (COLUMN), "SELECT INSERT UPDATE REFERENCES" },
  { OBJECT (SEQUENCE), "USAGE SELECT UPDATE" },
  { OBJECT (DATABASE), "CREATE CONNECT TEMPORARY" },
  { OBJECT (SCHEMA), "USAGE CREATE" },
  { OBJECT (FUNCTION), "EXECUTE" },
  { OBJECT (PROCEDURE), "EXECUTE" },
  { OBJECT (ROUTINE), "EXECUTE" },
  { OBJECT (TYPE), "USAGE" },
  { OBJECT (DOMAIN), "USAGE" },
  { OBJECT (FDW), "USAGE" },
  { OBJECT (FOREIGN_SERVER), "USAGE" },
};

static const char *
all_of (PgQuery__ObjectType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_privileges); i++)
    if (all_privileges[i].type == type)
      return all_privileges[i].privileges;
  return "";
}

static RvId
owner_of (RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  return info->owner >= 0 ? (RvId) rv_record_number (object, &info->fields[info->owner]) : 0;
}

/* Whether PostgreSQL gives the privilege to PUBLIC without being told. */
static gboolean
public_has (RvObject *object, const char *privilege)
{
  switch ((int) object->kind)
    {
    case RV_KIND_ROUTINE: case RV_KIND_AGGREGATE:
    case RV_KIND_ENUM: case RV_KIND_DOMAIN: case RV_KIND_COMPOSITE: case RV_KIND_RANGE:
      return TRUE;
    case RV_KIND_SCHEMA:
      return g_str_equal (((RvSchema *) object)->name, "public") && g_str_equal (privilege, "USAGE");
    case RV_KIND_DATABASE:
      return !g_str_equal (privilege, "CREATE");
    default:
      return FALSE;
    }
}

typedef struct {
  RvObject *object;
  RvId column;
  RvId role;
  const char *privilege;
  gboolean is_grant, grant_option;
} Right;

static RvGrant *
find_grant (RvPgReader *r, const Right *right, gboolean is_revoked)
{
  const GPtrArray *referrers = rv_model_referrers (r->model, right->object->id);

  for (guint i = referrers != NULL ? referrers->len : 0; i > 0; i--)
    {
      RvGrant *grant = referrers->pdata[i - 1];

      if (grant->object.kind == RV_KIND_GRANT && grant->object_id == right->object->id && grant->column_id == right->column
          && grant->role_id == right->role && grant->is_revoked == is_revoked && g_str_equal (grant->privilege, right->privilege))
        return grant;
    }
  return NULL;
}

static RvGrant *
add_grant (RvPgReader *r, const Right *right, gboolean is_revoked)
{
  RvGrant *grant = rv_edit_insert (r->edit, RV_KIND_GRANT, right->object->id);

  rv_edit_set_number (r->edit, grant, RvGrant_column_id, right->column);
  rv_edit_set_number (r->edit, grant, RvGrant_role_id, right->role);
  rv_edit_set_text (r->edit, grant, RvGrant_privilege, right->privilege);
  rv_edit_set_number (r->edit, grant, RvGrant_is_revoked, is_revoked);
  return grant;
}

static void
give (RvPgReader *r, const Right *right)
{
  RvGrant *taken = find_grant (r, right, TRUE), *grant;

  /* What PUBLIC lost and got back comes after the others: the order of an access list tells. */
  if (taken != NULL && right->role != 0)
    rv_edit_remove (r->edit, taken);
  grant = find_grant (r, right, FALSE);
  if (grant == NULL)
    grant = add_grant (r, right, FALSE);
  if (right->grant_option)
    rv_edit_set_number (r->edit, grant, RvGrant_grant_option, TRUE);
}

static void
take (RvPgReader *r, const Right *right)
{
  RvGrant *grant = find_grant (r, right, FALSE);
  RvId owner = owner_of (right->object);
  gboolean by_default = right->column == 0
                        && (right->role == 0 ? public_has (right->object, right->privilege) : owner == 0 || owner == right->role);

  if (grant != NULL && right->grant_option)
    rv_edit_set_number (r->edit, grant, RvGrant_grant_option, FALSE);
  else if (grant != NULL)
    rv_edit_remove (r->edit, grant);
  if (!right->grant_option && by_default && (grant == NULL || right->role == 0) && find_grant (r, right, TRUE) == NULL)
    add_grant (r, right, TRUE);
}

static void
change_right (RvPgReader *r, Right *right, const char *privileges)
{
  g_auto (GStrv) words = g_strsplit (privileges, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      right->privilege = g_str_equal (words[i], "TEMP") ? "TEMPORARY" : words[i];
      if (right->is_grant)
        give (r, right);
      else
        take (r, right);
    }
}

/* A privilege of the statement on one object for one role, perhaps on columns. */
static void
change_privilege (RvPgReader *r, Right *right, const PgQuery__AccessPriv *privilege, PgQuery__ObjectType type)
{
  const char *name = privilege != NULL ? rv_pg_given (privilege->priv_name) : NULL;
  g_autofree char *upper = name != NULL ? g_ascii_strup (name, -1) : NULL;
  gsize n_columns = privilege != NULL ? privilege->n_cols : 0;

  right->column = 0;
  if (n_columns == 0)
    change_right (r, right, upper != NULL ? upper : all_of (right->object->kind == RV_KIND_SEQUENCE ? OBJECT (SEQUENCE) : type));
  for (gsize i = 0; i < n_columns; i++)
    {
      RvObject *column = rv_pg_column (r, right->object, rv_pg_string (privilege->cols[i]));

      if (column == NULL)
        {
          rv_pg_fail (r, -1, _("“%s” has no column “%s”."), rv_record_name (right->object), rv_pg_string (privilege->cols[i]));
          return;
        }
      right->column = column->id;
      change_right (r, right, upper != NULL ? upper : all_of (OBJECT (COLUMN)));
    }
}

static void
change_grants (RvPgReader *r, const PgQuery__GrantStmt *s, RvObject *object)
{
  Right right = { .object = object, .is_grant = s->is_grant, .grant_option = s->grant_option };

  for (gsize i = 0; i < s->n_grantees && r->failure == NULL; i++)
    {
      right.role = rv_pg_role (r, s->grantees[i]->role_spec);
      if (s->n_privileges == 0)
        change_privilege (r, &right, NULL, s->objtype);
      for (gsize k = 0; k < s->n_privileges; k++)
        change_privilege (r, &right, s->privileges[k]->access_priv, s->objtype);
    }
}

/* GRANT … ON ALL TABLES IN SCHEMA */
static void
change_all_in_schema (RvPgReader *r, const PgQuery__GrantStmt *s, RvSchema *schema)
{
  static const RvKind tables[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_NONE };
  static const RvKind sequences[] = { RV_KIND_SEQUENCE, RV_KIND_NONE };
  static const RvKind routines[] = { RV_KIND_ROUTINE, RV_KIND_AGGREGATE, RV_KIND_NONE };
  const RvKind *kinds = s->objtype == OBJECT (TABLE) ? tables : s->objtype == OBJECT (SEQUENCE) ? sequences : routines;

  for (; *kinds != RV_KIND_NONE; kinds++)
    {
      g_autoptr (GPtrArray) objects = rv_model_children (r->model, schema->object.id, *kinds);

      for (guint i = 0; i < objects->len; i++)
        {
          RvRoutine *routine = *kinds == RV_KIND_ROUTINE ? objects->pdata[i] : NULL;
          RvSequence *sequence = *kinds == RV_KIND_SEQUENCE ? objects->pdata[i] : NULL;

          if (routine != NULL && ((s->objtype == OBJECT (FUNCTION) && routine->type == RvRoutineType_PROCEDURE)
                                  || (s->objtype == OBJECT (PROCEDURE) && routine->type == RvRoutineType_FUNCTION)))
            continue;
          if (sequence != NULL && sequence->is_identity)
            continue;
          change_grants (r, s, objects->pdata[i]);
        }
    }
}

static gpointer
grant_target (RvPgReader *r, const PgQuery__GrantStmt *s, const Node *node, gboolean *has_kind)
{
  *has_kind = TRUE;
  if (node->node_case == NODE (RANGE_VAR))
    return rv_pg_find_relation (r, node->range_var);
  return rv_pg_find_object (r, s->objtype, node, has_kind);
}

static void
apply_grant (RvPgReader *r, const void *statement)
{
  const PgQuery__GrantStmt *s = statement;

  for (gsize i = 0; i < s->n_objects && r->failure == NULL; i++)
    {
      gboolean has_kind;
      gpointer object;

      if (s->targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA)
        {
          RvSchema *schema = rv_pg_schema (r, rv_pg_string (s->objects[i]));

          if (schema != NULL)
            change_all_in_schema (r, s, schema);
          else
            rv_pg_fail (r, -1, _("There is no schema “%s”."), rv_pg_string (s->objects[i]));
          continue;
        }
      object = grant_target (r, s, s->objects[i], &has_kind);
      if (object != NULL)
        change_grants (r, s, object);
      else if (!has_kind || rv_pg_may_be_of_extension (r, s->objtype))
        {
          rv_pg_keep (r, NULL);
          return;
        }
      else
        rv_pg_fail (r, -1, _("There is no such object to grant on."));
    }
}

/* ---- default privileges ---------------------------------------------------------------------------------- */

static const struct {
  PgQuery__ObjectType type;
  const char *name;
} default_types[] = { { OBJECT (TABLE), "TABLES" }, { OBJECT (SEQUENCE), "SEQUENCES" }, { OBJECT (FUNCTION), "FUNCTIONS" },
                      { OBJECT (TYPE), "TYPES" }, { OBJECT (SCHEMA), "SCHEMAS" } };

static const char *
default_type (PgQuery__ObjectType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (default_types); i++)
    if (default_types[i].type == type)
      return default_types[i].name;
  return "FUNCTIONS";
}

typedef struct {
  RvId creator, schema, role;
  const char *type, *privilege;
  gboolean is_grant, grant_option;
} Default;

static RvDefaultPrivilege *
find_default (RvPgReader *r, const Default *d, gboolean is_revoked)
{
  const GPtrArray *all = rv_model_all (r->model, RV_KIND_DEFAULT_PRIVILEGE);

  for (guint i = 0; i < all->len; i++)
    {
      RvDefaultPrivilege *p = all->pdata[i];

      if (p->creator_id == d->creator && p->schema_id == d->schema && p->role_id == d->role && p->is_revoked == is_revoked
          && g_str_equal (p->object_type, d->type) && g_str_equal (p->privilege, d->privilege))
        return p;
    }
  return NULL;
}

static void
add_default (RvPgReader *r, const Default *d, gboolean is_revoked)
{
  RvDefaultPrivilege *p = rv_edit_insert (r->edit, RV_KIND_DEFAULT_PRIVILEGE, 0);

  rv_edit_set_number (r->edit, p, RvDefaultPrivilege_creator_id, d->creator);
  rv_edit_set_number (r->edit, p, RvDefaultPrivilege_schema_id, d->schema);
  rv_edit_set_number (r->edit, p, RvDefaultPrivilege_role_id, d->role);
  rv_edit_set_text (r->edit, p, RvDefaultPrivilege_object_type, d->type);
  rv_edit_set_text (r->edit, p, RvDefaultPrivilege_privilege, d->privilege);
  rv_edit_set_number (r->edit, p, RvDefaultPrivilege_grant_option, d->grant_option && !is_revoked);
  rv_edit_set_number (r->edit, p, RvDefaultPrivilege_is_revoked, is_revoked);
  r->n_default_privileges++;
}

/* Without a schema, the creator has everything and PUBLIC may use functions and types by default. */
static gboolean
given_anyway (const Default *d)
{
  if (d->schema != 0)
    return FALSE;
  return d->role == 0 ? g_str_equal (d->type, "FUNCTIONS") || g_str_equal (d->type, "TYPES") : d->creator == 0 || d->role == d->creator;
}

static void
change_default (RvPgReader *r, const Default *d)
{
  RvDefaultPrivilege *taken = find_default (r, d, TRUE), *given = find_default (r, d, FALSE);

  if (d->is_grant && taken != NULL)
    rv_edit_remove (r->edit, taken);
  if (d->is_grant && given == NULL)
    add_default (r, d, FALSE);
  else if (d->is_grant && d->grant_option)
    rv_edit_set_number (r->edit, given, RvDefaultPrivilege_grant_option, TRUE);
  if (d->is_grant)
    return;
  if (given != NULL)
    rv_edit_remove (r->edit, given);
  if (given_anyway (d) && taken == NULL)
    add_default (r, d, TRUE);
}

static void
change_default_privileges (RvPgReader *r, const PgQuery__GrantStmt *s, Default *d)
{
  d->type = default_type (s->objtype);
  d->is_grant = s->is_grant;
  d->grant_option = s->grant_option;
  for (gsize i = 0; i < s->n_grantees; i++)
    for (gsize k = 0; k < MAX (s->n_privileges, 1); k++)
      {
        const char *name = s->n_privileges > 0 ? s->privileges[k]->access_priv->priv_name : all_of (s->objtype);
        g_autofree char *upper = g_ascii_strup (name, -1);
        g_auto (GStrv) words = g_strsplit (upper, " ", -1);

        d->role = rv_pg_role (r, s->grantees[i]->role_spec);
        for (guint w = 0; words[w] != NULL; w++)
          {
            d->privilege = words[w];
            change_default (r, d);
          }
      }
}

static const PgQuery__DefElem *
find_option (Node **options, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (options[i]->def_elem->defname, name))
      return options[i]->def_elem;
  return NULL;
}

static void
apply_default_privileges (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterDefaultPrivilegesStmt *s = statement;
  const PgQuery__DefElem *roles = find_option (s->options, s->n_options, "roles"), *schemas = find_option (s->options, s->n_options, "schemas");
  gsize n_roles = roles != NULL ? roles->arg->list->n_items : 1, n_schemas = schemas != NULL ? schemas->arg->list->n_items : 1;

  for (gsize i = 0; i < n_roles; i++)
    for (gsize k = 0; k < n_schemas; k++)
      {
        Default d = { 0 };

        if (roles != NULL)
          d.creator = rv_pg_role (r, roles->arg->list->items[i]->role_spec);
        if (schemas != NULL)
          d.schema = rv_pg_home (r, rv_pg_string (schemas->arg->list->items[k]))->object.id;
        change_default_privileges (r, s->action, &d);
      }
}

/* What default privileges give to @object, just made. */
void
rv_pg_apply_default_privileges (RvPgReader *r, gpointer object)
{
  static const struct {
    RvKind kind;
    const char *type;
  } types[] = { { RV_KIND_TABLE, "TABLES" }, { RV_KIND_VIEW, "TABLES" }, { RV_KIND_MATERIALIZED_VIEW, "TABLES" }, { RV_KIND_SEQUENCE, "SEQUENCES" },
                { RV_KIND_ROUTINE, "FUNCTIONS" }, { RV_KIND_AGGREGATE, "FUNCTIONS" }, { RV_KIND_ENUM, "TYPES" }, { RV_KIND_DOMAIN, "TYPES" },
                { RV_KIND_COMPOSITE, "TYPES" }, { RV_KIND_RANGE, "TYPES" }, { RV_KIND_SCHEMA, "SCHEMAS" } };
  const GPtrArray *all = rv_model_all (r->model, RV_KIND_DEFAULT_PRIVILEGE);
  RvObject *o = object;
  const char *type = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].kind == o->kind)
      type = types[i].type;
  for (guint i = 0; type != NULL && i < all->len; i++)
    {
      RvDefaultPrivilege *p = all->pdata[i];
      Right right = { o, 0, p->role_id, p->privilege, !p->is_revoked, p->grant_option };

      if (g_str_equal (p->object_type, type) && (p->schema_id == 0 || p->schema_id == rv_pg_schema_of (r, o))
          && p->creator_id == r->session_role)
        change_right (r, &right, p->privilege);
    }
}

const RvPgHandler rv_pg_security_handlers[] = {
  { NODE (CREATE_ROLE_STMT), "CREATE ROLE", apply_role },
  { NODE (ALTER_ROLE_STMT), "ALTER ROLE", apply_alter_role },
  { NODE (DROP_ROLE_STMT), "DROP ROLE", apply_drop_role },
  { NODE (ALTER_ROLE_SET_STMT), "ALTER ROLE", apply_alter_role_set },
  { NODE (GRANT_ROLE_STMT), NULL, apply_grant_role },
  { NODE (GRANT_STMT), NULL, apply_grant },
  { NODE (ALTER_DEFAULT_PRIVILEGES_STMT), "ALTER DEFAULT PRIVILEGES", apply_default_privileges },
  { 0 },
};
