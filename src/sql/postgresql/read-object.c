/* What is said of an object of any kind by its name: COMMENT, SECURITY LABEL, DROP, RENAME,
 * SET SCHEMA, OWNER TO. */
#include "sql/postgresql/reader.h"
#include "sql/rename.h"

/* ---- finding it --------------------------------------------------------------------------------------- */

/* Sorts of objects without a parent or in a schema, by the last one or two names. */
static const struct {
  PgQuery__ObjectType type;
  RvKind kinds[5];
} simple_types[] = {
  { OBJECT (TABLE), { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_SEQUENCE } },
  { OBJECT (FOREIGN_TABLE), { RV_KIND_TABLE } },
  { OBJECT (VIEW), { RV_KIND_VIEW } },
  { OBJECT (MATVIEW), { RV_KIND_MATERIALIZED_VIEW } },
  { OBJECT (SEQUENCE), { RV_KIND_SEQUENCE } },
  { OBJECT (COLLATION), { RV_KIND_COLLATION } },
  { OBJECT (SCHEMA), { RV_KIND_SCHEMA } },
  { OBJECT (ROLE), { RV_KIND_ROLE } },
  { OBJECT (DATABASE), { RV_KIND_DATABASE } },
  { OBJECT (EXTENSION), { RV_KIND_EXTENSION } },
  { OBJECT (EVENT_TRIGGER), { RV_KIND_EVENT_TRIGGER } },
  { OBJECT (FDW), { RV_KIND_WRAPPER } },
  { OBJECT (FOREIGN_SERVER), { RV_KIND_SERVER } },
  { OBJECT (PUBLICATION), { RV_KIND_PUBLICATION } },
  { OBJECT (SUBSCRIPTION), { RV_KIND_SUBSCRIPTION } },
};

/* Sorts of objects in a relation: the last name is theirs, those before name the relation. */
static const struct {
  PgQuery__ObjectType type;
  RvKind kinds[5];
} part_types[] = {
  { OBJECT (TABCONSTRAINT), { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION } },
  { OBJECT (TRIGGER), { RV_KIND_TRIGGER } },
  { OBJECT (RULE), { RV_KIND_REWRITE_RULE } },
  { OBJECT (POLICY), { RV_KIND_POLICY } },
};

static void
node_names (const Node *node, const char **schema, const char **name)
{
  if (node->node_case == NODE (LIST))
    rv_pg_names (node->list->items, node->list->n_items, schema, name);
  else if (node->node_case == NODE (TYPE_NAME))
    rv_pg_names (node->type_name->names, node->type_name->n_names, schema, name);
  else
    {
      *schema = NULL;
      *name = rv_pg_string (node) != NULL ? rv_pg_string (node) : "";
    }
}

static gpointer
find_simple (RvPgReader *r, const RvKind *kinds, const Node *node)
{
  const char *schema, *name;
  const RvKindInfo *info = rv_kind_info (kinds[0]);

  node_names (node, &schema, &name);
  if (info->parent < 0)
    return rv_model_find (r->model, kinds[0], 0, name);
  return rv_pg_find_named (r, schema, name, kinds);
}

static gpointer
find_in_relation (RvPgReader *r, const Node *node, gsize *n_before)
{
  const char *schema, *name;

  if (node->node_case != NODE (LIST) || node->list->n_items < 2)
    return NULL;
  *n_before = node->list->n_items - 1;
  rv_pg_names (node->list->items, *n_before, &schema, &name);
  return rv_pg_find_named (r, schema, name, rv_pg_relation_kinds);
}

static gpointer
find_statistics (RvPgReader *r, const Node *node)
{
  const GPtrArray *all = rv_model_all (r->model, RV_KIND_STATISTICS);
  const char *schema, *name;
  RvSchema *home;

  node_names (node, &schema, &name);
  for (guint i = 0; i < all->len; i++)
    {
      RvStatistics *s = all->pdata[i];

      home = rv_model_get (r->model, s->schema_id);
      if (g_str_equal (s->name, name) && (schema == NULL || (home != NULL && g_str_equal (home->name, schema))))
        return s;
    }
  return NULL;
}

static gpointer
find_typed (RvPgReader *r, PgQuery__ObjectType type, const Node *node, gboolean *has_kind)
{
  Node **items = node->node_case == NODE (LIST) ? node->list->items : NULL;
  gpointer found;

  switch ((int) type)
    {
    case OBJECT (TYPE):
    case OBJECT (DOMAIN):
      if (node->node_case == NODE (TYPE_NAME))
        return rv_pg_find_type (r, node->type_name);
      return find_simple (r, rv_pg_type_kinds, node);
    case OBJECT (DOMCONSTRAINT):
      found = items != NULL && items[0]->node_case == NODE (TYPE_NAME) ? rv_pg_find_type (r, items[0]->type_name) : NULL;
      return found != NULL ? rv_model_find (r->model, RV_KIND_DOMAIN_CHECK, ((RvObject *) found)->id, rv_pg_string (items[1])) : NULL;
    case OBJECT (AGGREGATE):
      return node->node_case == NODE (OBJECT_WITH_ARGS) ? rv_pg_find_routine (r, node->object_with_args, TRUE) : NULL;
    case OBJECT (FUNCTION):
    case OBJECT (PROCEDURE):
    case OBJECT (ROUTINE):
      found = node->node_case == NODE (OBJECT_WITH_ARGS) ? rv_pg_find_routine (r, node->object_with_args, FALSE) : NULL;
      if (found == NULL && node->node_case == NODE (OBJECT_WITH_ARGS))
        found = rv_pg_find_routine (r, node->object_with_args, TRUE);
      return found;
    case OBJECT (OPERATOR):
      return node->node_case == NODE (OBJECT_WITH_ARGS) ? rv_pg_find_operator (r, node->object_with_args) : NULL;
    case OBJECT (CAST):
      return items != NULL ? rv_pg_find_cast (r, items[0]->type_name, items[1]->type_name) : NULL;
    case OBJECT (STATISTIC_EXT):
      return find_statistics (r, node);
    default:
      *has_kind = FALSE;
      return NULL;
    }
}

gpointer
rv_pg_find_object (RvPgReader *r, PgQuery__ObjectType type, const Node *node, gboolean *has_kind)
{
  const char *schema, *name;
  gpointer relation;
  gsize n;

  *has_kind = TRUE;
  if (node == NULL)
    return NULL;
  if (type == OBJECT (INDEX))
    {
      node_names (node, &schema, &name);
      return rv_pg_find_index (r, schema, name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (simple_types); i++)
    if (simple_types[i].type == type)
      return find_simple (r, simple_types[i].kinds, node);
  if (type == OBJECT (COLUMN) || type == OBJECT (ATTRIBUTE))
    {
      relation = find_in_relation (r, node, &n);
      return relation != NULL ? rv_pg_column (r, relation, rv_pg_string (node->list->items[n])) : NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (part_types); i++)
    if (part_types[i].type == type)
      {
        relation = find_in_relation (r, node, &n);
        return relation != NULL ? rv_pg_find_part (r, relation, rv_pg_string (node->list->items[n]), part_types[i].kinds) : NULL;
      }
  return find_typed (r, type, node, has_kind);
}

/* Functions, types and the like that are not in the script may come with an extension of it. */
gboolean
rv_pg_may_be_of_extension (RvPgReader *r, PgQuery__ObjectType type)
{
  static const PgQuery__ObjectType types[] = { OBJECT (FUNCTION), OBJECT (PROCEDURE), OBJECT (ROUTINE), OBJECT (AGGREGATE), OBJECT (TYPE),
                                               OBJECT (OPERATOR), OBJECT (CAST), OBJECT (FDW), OBJECT (VIEW), OBJECT (TABLE), OBJECT (DOMAIN) };

  if (rv_model_all (r->model, RV_KIND_EXTENSION)->len == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return TRUE;
  return FALSE;
}

/* Finds it or says that it is not there, or keeps the statement when there is no kind for it. */
static gpointer
need_object (RvPgReader *r, PgQuery__ObjectType type, const Node *node)
{
  gboolean has_kind;
  gpointer found = rv_pg_find_object (r, type, node, &has_kind);

  if (found == NULL && (!has_kind || rv_pg_may_be_of_extension (r, type)))
    rv_pg_keep (r, NULL);
  else if (found == NULL)
    {
      const char *schema, *name;

      node_names (node, &schema, &name);
      rv_pg_fail (r, -1, _("There is no “%s” of this sort."), name);
    }
  return found;
}

/* ---- COMMENT and SECURITY LABEL --------------------------------------------------------------------------- */

/* COMMENT ON DATABASE and the like are about something the script need not create. */
static gboolean
is_outside (PgQuery__ObjectType type)
{
  return type == OBJECT (DATABASE) || type == OBJECT (EXTENSION) || type == OBJECT (ROLE);
}

static void
apply_comment (RvPgReader *r, const void *statement)
{
  const PgQuery__CommentStmt *s = statement;
  gboolean has_kind;
  RvObject *object = rv_pg_find_object (r, s->objtype, s->object, &has_kind);
  int field;

  if (object == NULL && s->objtype == OBJECT (ROLE))
    object = rv_pg_role_named (r, rv_pg_string (s->object));
  if (object == NULL && is_outside (s->objtype))
    {
      rv_pg_keep (r, NULL);
      return;
    }
  if (object == NULL)
    object = need_object (r, s->objtype, s->object);
  if (object == NULL)
    return;
  field = rv_field_by_name (object->kind, "comment");
  if (field < 0)
    rv_pg_keep (r, object);
  else if (object->kind == RV_KIND_SCHEMA && ((RvSchema *) object)->is_predefined)
    rv_edit_set_text (r->edit, object, field, s->comment); /* it has one by default: "" takes it away */
  else
    rv_edit_set_text (r->edit, object, field, rv_pg_given (s->comment));
}

static void
apply_label (RvPgReader *r, const void *statement)
{
  const PgQuery__SecLabelStmt *s = statement;
  RvObject *object = need_object (r, s->objtype, s->object);
  g_autoptr (GPtrArray) labels = NULL;
  RvSecurityLabel *label = NULL;

  if (object == NULL)
    return;
  labels = rv_model_children (r->model, object->id, RV_KIND_SECURITY_LABEL);
  for (guint i = 0; i < labels->len; i++)
    if (g_strcmp0 (((RvSecurityLabel *) labels->pdata[i])->provider, rv_pg_given (s->provider)) == 0)
      label = labels->pdata[i];
  if (rv_pg_given (s->label) == NULL)
    {
      if (label != NULL)
        rv_edit_remove (r->edit, label);
      return;
    }
  if (label == NULL)
    label = rv_edit_insert (r->edit, RV_KIND_SECURITY_LABEL, object->id);
  rv_edit_set_text (r->edit, label, RvSecurityLabel_provider, rv_pg_given (s->provider));
  rv_edit_set_text (r->edit, label, RvSecurityLabel_label, s->label);
}

/* ---- DROP ------------------------------------------------------------------------------------------------- */

static void
drop_one (RvPgReader *r, const PgQuery__DropStmt *s, const Node *node)
{
  gboolean has_kind;
  RvObject *object = rv_pg_find_object (r, s->remove_type, node, &has_kind);

  if (object != NULL)
    {
      rv_edit_remove (r->edit, object);
      return;
    }
  if (!has_kind)
    rv_pg_keep (r, NULL);
  else if (!s->missing_ok)
    need_object (r, s->remove_type, node);
}

static void
apply_drop (RvPgReader *r, const void *statement)
{
  const PgQuery__DropStmt *s = statement;

  for (gsize i = 0; i < s->n_objects && r->failure == NULL && !r->is_kept; i++)
    drop_one (r, s, s->objects[i]);
}

/* ---- RENAME ----------------------------------------------------------------------------------------------- */


/* The table, index or part of a table that the statement names. */
static gpointer
find_renamed (RvPgReader *r, const PgQuery__RenameStmt *s)
{
  const PgQuery__RangeVar *name = s->relation;
  RvObject *relation = NULL;

  if (s->rename_type == OBJECT (INDEX) || s->rename_type == OBJECT (TABLE))
    relation = rv_pg_find_index (r, name->schemaname, name->relname);
  if (relation != NULL && (s->rename_type == OBJECT (INDEX) || rv_pg_find_relation (r, name) == NULL))
    return relation;
  relation = rv_pg_find_relation (r, name);
  if (relation == NULL)
    return NULL;
  if (s->rename_type == OBJECT (COLUMN) || s->rename_type == OBJECT (ATTRIBUTE))
    return rv_pg_column (r, relation, s->subname);
  for (guint i = 0; i < G_N_ELEMENTS (part_types); i++)
    if (part_types[i].type == s->rename_type)
      return rv_pg_find_part (r, relation, s->subname, part_types[i].kinds);
  return relation;
}

/* A column is called the same in all tables that inherit it. */
static void
rename_inherited (RvPgReader *r, RvTable *table, const char *old, const char *name)
{
  g_autoptr (GPtrArray) children = rv_pg_child_tables (r, table);

  for (guint i = 0; i < children->len; i++)
    {
      gpointer column = rv_pg_column (r, children->pdata[i], old);

      if (column == NULL)
        continue;
      rename_inherited (r, children->pdata[i], old, name);
      rv_sql_rename (r->edit, column, name);
    }
}

static void
rename_object (RvPgReader *r, RvObject *object, const char *name)
{
  if (object->kind == RV_KIND_COLUMN)
    {
      g_autofree char *old = g_strdup (rv_record_name (object));

      rename_inherited (r, rv_model_get (r->model, ((RvColumn *) object)->table_id), old, name);
    }
  rv_sql_rename (r->edit, object, name);
  rv_pg_made (r, object);
}

static void
apply_rename (RvPgReader *r, const void *statement)
{
  const PgQuery__RenameStmt *s = statement;
  RvObject *object = NULL;
  gboolean has_kind = TRUE;

  if (s->rename_type == OBJECT (DOMCONSTRAINT))
    {
      RvObject *domain = rv_pg_find_object (r, OBJECT (DOMAIN), s->object, &has_kind);

      object = domain != NULL ? rv_model_find (r->model, RV_KIND_DOMAIN_CHECK, domain->id, s->subname) : NULL;
    }
  else if (s->relation != NULL)
    object = find_renamed (r, s);
  else if (s->object != NULL)
    object = rv_pg_find_object (r, s->rename_type, s->object, &has_kind);
  else
    {
      RvKind kind = s->rename_type == OBJECT (SCHEMA) ? RV_KIND_SCHEMA : s->rename_type == OBJECT (ROLE) ? RV_KIND_ROLE : RV_KIND_DATABASE;

      object = rv_model_find (r->model, kind, 0, s->subname);
    }
  if (object != NULL)
    rename_object (r, object, s->newname);
  else if (!has_kind)
    rv_pg_keep (r, NULL);
  else if (!s->missing_ok)
    rv_pg_fail (r, -1, _("There is nothing of that name to rename."));
}

/* ---- SET SCHEMA ------------------------------------------------------------------------------------------- */

static void
move_owned_sequences (RvPgReader *r, RvObject *table, RvId schema)
{
  g_autoptr (GPtrArray) columns = rv_model_children (r->model, table->id, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    {
      const GPtrArray *referrers = rv_model_referrers (r->model, ((RvObject *) columns->pdata[i])->id);
      g_autoptr (GPtrArray) copy = referrers != NULL ? g_ptr_array_copy ((GPtrArray *) referrers, NULL, NULL) : g_ptr_array_new ();

      for (guint k = 0; k < copy->len; k++)
        if (((RvObject *) copy->pdata[k])->kind == RV_KIND_SEQUENCE)
          rv_sql_move (r->edit, copy->pdata[k], schema);
    }
}

static void
apply_set_schema (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterObjectSchemaStmt *s = statement;
  RvSchema *schema = rv_pg_home (r, s->newschema);
  gboolean has_kind = TRUE;
  RvObject *object;

  object = s->relation != NULL ? rv_pg_find_relation (r, s->relation) : rv_pg_find_object (r, s->object_type, s->object, &has_kind);
  if (object == NULL && !has_kind)
    rv_pg_keep (r, NULL);
  else if (object == NULL && !s->missing_ok)
    rv_pg_fail (r, -1, _("There is nothing of that name to move."));
  if (object == NULL)
    return;
  rv_sql_move (r->edit, object, schema->object.id);
  if (object->kind == RV_KIND_TABLE)
    move_owned_sequences (r, object, schema->object.id);
  rv_pg_made (r, object);
}

/* ---- OWNER TO --------------------------------------------------------------------------------------------- */

static void
apply_owner (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterOwnerStmt *s = statement;
  RvObject *object;
  const RvKindInfo *info;

  if (s->relation != NULL)
    object = rv_pg_need_relation (r, s->relation, NULL);
  else
    object = need_object (r, s->object_type, s->object);
  if (object == NULL)
    return;
  info = rv_kind_info (object->kind);
  if (info->owner < 0)
    rv_pg_keep (r, object);
  else
    rv_edit_set_number (r->edit, object, rv_field_id (object->kind, info->owner), rv_pg_role (r, s->newowner));
}

const RvPgHandler rv_pg_object_handlers[] = {
  { NODE (COMMENT_STMT), "COMMENT", apply_comment },
  { NODE (SEC_LABEL_STMT), "SECURITY LABEL", apply_label },
  { NODE (DROP_STMT), NULL, apply_drop },
  { NODE (RENAME_STMT), NULL, apply_rename },
  { NODE (ALTER_OBJECT_SCHEMA_STMT), NULL, apply_set_schema },
  { NODE (ALTER_OWNER_STMT), NULL, apply_owner },
  { 0 },
};
