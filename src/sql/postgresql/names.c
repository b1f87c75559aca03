/* What a name in a script means: schemas, the search path, relations, types, roles. */
#include "sql/postgresql/reader.h"
#include "sql/postgresql/types.h"

#define MAX_NAME 63

const RvKind rv_pg_relation_kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_SEQUENCE, RV_KIND_COMPOSITE, RV_KIND_NONE };
const RvKind rv_pg_type_kinds[] = { RV_KIND_ENUM, RV_KIND_DOMAIN, RV_KIND_COMPOSITE, RV_KIND_RANGE, RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_NONE };
const RvKind rv_pg_table_kind[] = { RV_KIND_TABLE, RV_KIND_NONE };
const RvKind rv_pg_view_kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_NONE };

const char *
rv_pg_string (const Node *node)
{
  if (node == NULL)
    return NULL;
  if (node->node_case == NODE (STRING))
    return node->string->sval;
  if (node->node_case == NODE (A_CONST) && node->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL)
    return node->a_const->sval->sval;
  return NULL;
}

const char *
rv_pg_given (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

void
rv_pg_names (Node **nodes, gsize n, const char **schema, const char **name)
{
  *name = n > 0 ? rv_pg_string (nodes[n - 1]) : NULL;
  *schema = n > 1 ? rv_pg_string (nodes[n - 2]) : NULL;
  if (*name == NULL)
    *name = "";
}

static gboolean
is_system_schema (const char *name)
{
  return g_str_has_prefix (name, "pg_") || g_str_equal (name, "information_schema");
}

RvSchema *
rv_pg_schema (RvPgReader *r, const char *name)
{
  return rv_model_find (r->model, RV_KIND_SCHEMA, 0, name);
}

static RvSchema *
make_schema (RvPgReader *r, const char *name)
{
  RvSchema *schema = rv_edit_insert (r->edit, RV_KIND_SCHEMA, 0);

  rv_edit_set_text (r->edit, schema, RvSchema_name, name);
  if (!g_str_equal (name, "public"))
    rv_pg_note (r, RV_MESSAGE_WARNING, -1, _("The script does not create the schema “%s”; it is added."), name);
  return schema;
}

RvSchema *
rv_pg_home (RvPgReader *r, const char *name)
{
  RvSchema *schema = NULL;

  if (name != NULL && name[0] == '\0')
    name = NULL;
  for (guint i = 0; name == NULL && schema == NULL && i < r->search_path->len; i++)
    schema = rv_pg_schema (r, r->search_path->pdata[i]);
  if (schema != NULL)
    return schema;
  if (name == NULL)
    name = "public";
  schema = rv_pg_schema (r, name);
  return schema != NULL ? schema : make_schema (r, name);
}

static gpointer
find_in_schema (RvPgReader *r, RvId schema, const char *name, const RvKind *kinds)
{
  for (; *kinds != RV_KIND_NONE; kinds++)
    {
      gpointer found = rv_model_find (r->model, *kinds, schema, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
rv_pg_find_named (RvPgReader *r, const char *schema, const char *name, const RvKind *kinds)
{
  RvSchema *home;

  if (schema != NULL && schema[0] != '\0')
    {
      home = rv_pg_schema (r, schema);
      return home != NULL ? find_in_schema (r, home->object.id, name, kinds) : NULL;
    }
  for (guint i = 0; i < r->search_path->len; i++)
    {
      gpointer found = NULL;

      if ((home = rv_pg_schema (r, r->search_path->pdata[i])) != NULL)
        found = find_in_schema (r, home->object.id, name, kinds);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
rv_pg_find_kind (RvPgReader *r, const char *schema, const char *name, RvKind kind)
{
  RvKind kinds[] = { kind, RV_KIND_NONE };

  return rv_pg_find_named (r, schema, name, kinds);
}

gpointer
rv_pg_find_relation (RvPgReader *r, const PgQuery__RangeVar *relation)
{
  return rv_pg_find_named (r, relation->schemaname, relation->relname, rv_pg_relation_kinds);
}

gpointer
rv_pg_need_relation (RvPgReader *r, const PgQuery__RangeVar *relation, const RvKind *kinds)
{
  gpointer found = rv_pg_find_named (r, relation->schemaname, relation->relname, kinds != NULL ? kinds : rv_pg_relation_kinds);
  const char *schema = rv_pg_given (relation->schemaname);

  if (found == NULL)
    rv_pg_fail (r, relation->location, _("There is no relation “%s%s%s”."), schema != NULL ? schema : "", schema != NULL ? "." : "",
                relation->relname);
  return found;
}

/* A bare name means the built-in type before one of the design. */
static gboolean
is_built_in (const char *name)
{
  return g_strv_contains (rv_pg_types, name);
}

gpointer
rv_pg_find_type (RvPgReader *r, const PgQuery__TypeName *type)
{
  const char *schema, *name;

  if (type == NULL)
    return NULL;
  rv_pg_names (type->names, type->n_names, &schema, &name);
  if (!g_hash_table_contains (r->types, name) || (schema != NULL && is_system_schema (schema)))
    return NULL;
  if (schema == NULL && is_built_in (name))
    return NULL;
  return rv_pg_find_named (r, schema, name, rv_pg_type_kinds);
}

gpointer
rv_pg_column (RvPgReader *r, gpointer relation, const char *name)
{
  static const RvKind parts[][2] = { { RV_KIND_TABLE, RV_KIND_COLUMN },
                                     { RV_KIND_VIEW, RV_KIND_VIEW_COLUMN },
                                     { RV_KIND_MATERIALIZED_VIEW, RV_KIND_VIEW_COLUMN },
                                     { RV_KIND_COMPOSITE, RV_KIND_ATTRIBUTE } };
  RvObject *object = relation;

  for (guint i = 0; object != NULL && name != NULL && i < G_N_ELEMENTS (parts); i++)
    if (object->kind == parts[i][0])
      return rv_model_find (r->model, parts[i][1], object->id, name);
  return NULL;
}

gpointer
rv_pg_find_part (RvPgReader *r, gpointer relation, const char *name, const RvKind *kinds)
{
  return relation != NULL ? find_in_schema (r, ((RvObject *) relation)->id, name, kinds) : NULL;
}

gpointer
rv_pg_role_named (RvPgReader *r, const char *name)
{
  RvRole *role = rv_model_find (r->model, RV_KIND_ROLE, 0, name);

  if (role == NULL)
    {
      role = rv_edit_insert (r->edit, RV_KIND_ROLE, 0);
      rv_edit_set_text (r->edit, role, RvRole_name, name);
    }
  return role;
}

RvId
rv_pg_role (RvPgReader *r, const PgQuery__RoleSpec *role)
{
  if (role == NULL || role->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC)
    return 0;
  if (role->roletype != PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING)
    return r->session_role;
  return ((RvObject *) rv_pg_role_named (r, role->rolename))->id;
}

/* ---- indexes and constraints: names in a schema, objects in a table ---------------------------- */

RvId
rv_pg_schema_of (RvPgReader *r, gpointer object)
{
  RvObject *o = object;

  while (o != NULL && o->kind != RV_KIND_SCHEMA)
    {
      if (o->kind == RV_KIND_STATISTICS)
        return ((RvStatistics *) o)->schema_id;
      o = rv_model_get (r->model, rv_record_parent (o));
    }
  return o != NULL ? o->id : 0;
}

static char *
name_key (RvId schema, const char *name)
{
  return g_strdup_printf ("%" RV_ID_FORMAT ".%s", schema, name);
}

/* The object that a table of names holds, if it still is there under that name. */
static gpointer
look_up (RvPgReader *r, GHashTable *names, RvId schema, const char *name)
{
  g_autofree char *key = name_key (schema, name);
  RvId *id = g_hash_table_lookup (names, key);
  RvObject *object = id != NULL ? rv_model_get (r->model, *id) : NULL;

  return object != NULL && g_str_equal (rv_record_name (object), name) ? object : NULL;
}

gpointer
rv_pg_find_index (RvPgReader *r, const char *schema, const char *name)
{
  gpointer found = NULL;
  RvSchema *home;

  if (rv_pg_given (schema) != NULL)
    return (home = rv_pg_schema (r, schema)) != NULL ? look_up (r, r->indexes, home->object.id, name) : NULL;
  for (guint i = 0; found == NULL && i < r->search_path->len; i++)
    if ((home = rv_pg_schema (r, r->search_path->pdata[i])) != NULL)
      found = look_up (r, r->indexes, home->object.id, name);
  return found;
}

gboolean
rv_pg_name_is_free (RvPgReader *r, RvId schema, const char *name)
{
  return find_in_schema (r, schema, name, rv_pg_relation_kinds) == NULL && look_up (r, r->indexes, schema, name) == NULL;
}

static void
put_name (GHashTable *names, RvId schema, RvObject *object)
{
  RvId *id = g_new (RvId, 1);

  *id = object->id;
  g_hash_table_insert (names, name_key (schema, rv_record_name (object)), id);
}

void
rv_pg_made (RvPgReader *r, gpointer object)
{
  RvObject *o = object;

  switch (o->kind)
    {
    case RV_KIND_ENUM: case RV_KIND_DOMAIN: case RV_KIND_COMPOSITE: case RV_KIND_RANGE:
    case RV_KIND_TABLE: case RV_KIND_VIEW: case RV_KIND_MATERIALIZED_VIEW:
      g_hash_table_add (r->types, g_strdup (rv_record_name (o)));
      break;
    case RV_KIND_KEY: case RV_KIND_EXCLUSION:
      put_name (r->constraints, rv_pg_schema_of (r, o), o);
      put_name (r->indexes, rv_pg_schema_of (r, o), o);
      break;
    case RV_KIND_INDEX:
      put_name (r->indexes, rv_pg_schema_of (r, o), o);
      break;
    case RV_KIND_CHECK: case RV_KIND_FOREIGN_KEY: case RV_KIND_DOMAIN_CHECK:
      put_name (r->constraints, rv_pg_schema_of (r, o), o);
      break;
    default:
      break;
    }
  if (r->n_default_privileges > 0)
    rv_pg_apply_default_privileges (r, object);
}

/* ---- names that PostgreSQL makes ----------------------------------------------------------------- */

/* Cuts @text to @length bytes at the start of a character. */
static int
clip (const char *text, int length)
{
  while (length > 0 && (text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static char *
object_name (const char *name1, const char *name2, const char *label)
{
  int room = MAX_NAME - (int) strlen (label) - 1 - (name2 != NULL ? 1 : 0);
  int length1 = (int) strlen (name1), length2 = name2 != NULL ? (int) strlen (name2) : 0;

  while (length1 + length2 > room)
    if (length1 > length2)
      length1--;
    else
      length2--;
  length1 = clip (name1, length1);
  if (name2 == NULL)
    return g_strdup_printf ("%.*s_%s", length1, name1, label);
  length2 = clip (name2, length2);
  return g_strdup_printf ("%.*s_%.*s_%s", length1, name1, length2, name2, label);
}

char *
rv_pg_choose_name (RvPgReader *r, RvId schema, const char *name1, const char *name2, const char *label, gboolean is_constraint)
{
  gboolean has_index = !is_constraint || g_str_equal (label, "pkey") || g_str_equal (label, "key") || g_str_equal (label, "excl");

  for (guint pass = 0;; pass++)
    {
      g_autofree char *ending = pass == 0 ? g_strdup (label) : g_strdup_printf ("%s%u", label, pass);
      char *name = object_name (name1, name2, ending);

      if ((!has_index || rv_pg_name_is_free (r, schema, name))
          && (!is_constraint || look_up (r, r->constraints, schema, name) == NULL))
        return name;
      g_free (name);
    }
}

static const char *
last_string (Node **nodes, gsize n)
{
  while (n > 0)
    {
      const char *text = rv_pg_string (nodes[--n]);

      if (text != NULL)
        return text;
    }
  return NULL;
}

static const char *
value_function_label (PgQuery__SQLValueFunctionOp op)
{
  static const char *const names[] = { NULL, "current_date", "current_time", "current_time", "current_timestamp", "current_timestamp",
                                       "localtime", "localtime", "localtimestamp", "localtimestamp", "current_role", "current_user",
                                       "user", "session_user", "current_catalog", "current_schema" };

  return (guint) op < G_N_ELEMENTS (names) ? names[op] : NULL;
}

static const char *label_of (const Node *node, int *strength);

static const char *
sub_link_label (const PgQuery__SubLink *link, int *strength)
{
  const PgQuery__SelectStmt *select;

  *strength = 2;
  if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK)
    return "exists";
  if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK)
    return "array";
  *strength = 0;
  if (link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK || link->subselect->node_case != NODE (SELECT_STMT))
    return NULL;
  for (select = link->subselect->select_stmt; select->larg != NULL; select = select->larg)
    ;
  if (select->n_target_list == 0)
    return NULL;
  *strength = 2;
  return rv_pg_given (select->target_list[0]->res_target->name) != NULL ? select->target_list[0]->res_target->name
                                                                         : label_of (select->target_list[0]->res_target->val, strength);
}

/* How PostgreSQL names a column of a query; *strength tells a real name (2) from a mere type (1). */
static const char *
label_of (const Node *node, int *strength)
{
  const char *label = NULL;

  *strength = 2;
  switch (node != NULL ? (int) node->node_case : 0)
    {
    case NODE (COLUMN_REF):
      return last_string (node->column_ref->fields, node->column_ref->n_fields);
    case NODE (FUNC_CALL):
      return last_string (node->func_call->funcname, node->func_call->n_funcname);
    case NODE (A_INDIRECTION):
      label = last_string (node->a_indirection->indirection, node->a_indirection->n_indirection);
      return label != NULL ? label : label_of (node->a_indirection->arg, strength);
    case NODE (COLLATE_CLAUSE):
      return label_of (node->collate_clause->arg, strength);
    case NODE (A_EXPR):
      return node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF ? "nullif" : NULL;
    case NODE (TYPE_CAST):
      label = label_of (node->type_cast->arg, strength);
      if (label != NULL && *strength > 1)
        return label;
      *strength = 1;
      return last_string (node->type_cast->type_name->names, node->type_cast->type_name->n_names);
    case NODE (CASE_EXPR):
      label = label_of (node->case_expr->defresult, strength);
      if (label != NULL && *strength > 1)
        return label;
      *strength = 1;
      return "case";
    case NODE (SUB_LINK):
      return sub_link_label (node->sub_link, strength);
    case NODE (A_ARRAY_EXPR):
      return "array";
    case NODE (ROW_EXPR):
      return "row";
    case NODE (COALESCE_EXPR):
      return "coalesce";
    case NODE (GROUPING_FUNC):
      return "grouping";
    case NODE (MIN_MAX_EXPR):
      return node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST ? "greatest" : "least";
    case NODE (SQLVALUE_FUNCTION):
      return value_function_label (node->sqlvalue_function->op);
    case NODE (XML_SERIALIZE):
      return "xmlserialize";
    default:
      *strength = 0;
      return NULL;
    }
}

const char *
rv_pg_column_label (const Node *node)
{
  int strength;

  return label_of (node, &strength);
}
