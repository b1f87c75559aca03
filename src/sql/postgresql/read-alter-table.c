/* ALTER TABLE, and the same for views, materialized views, indexes, sequences and foreign tables. */
#include "sql/postgresql/reader.h"

/* One command of the statement: its tree and its tokens. */
typedef struct {
  const PgQuery__AlterTableStmt *statement;
  const PgQuery__AlterTableCmd *cmd;
  RvObject *relation;
  RvTable *table;   /* the same, if it is one */
  int from, to;
} Command;

typedef void (*Apply) (RvPgReader *r, const Command *c);

static RvObject *
need_column (RvPgReader *r, const Command *c)
{
  RvObject *column = rv_pg_column (r, c->relation, c->cmd->name);

  if (column == NULL && !c->cmd->missing_ok)
    rv_pg_fail (r, (int) rv_pg_token (r, c->from)->start, _("“%s” has no column “%s”."), rv_record_name (c->relation), c->cmd->name);
  return column;
}

/* ---- columns ----------------------------------------------------------------------------------- */

static void
add_to_children (RvPgReader *r, RvTable *table)
{
  const GPtrArray *referrers = rv_model_referrers (r->model, table->object.id);
  g_autoptr (GPtrArray) children = g_ptr_array_new ();

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *o = referrers->pdata[i];

      if (o->kind == RV_KIND_TABLE && ((RvTable *) o)->partition_of_id == table->object.id)
        g_ptr_array_add (children, o);
      else if (o->kind == RV_KIND_INHERITANCE && ((RvInheritance *) o)->inherited_id == table->object.id)
        g_ptr_array_add (children, rv_model_get (r->model, ((RvInheritance *) o)->table_id));
    }
  for (guint i = 0; i < children->len; i++)
    {
      rv_pg_inherit_columns (r, children->pdata[i], table);
      add_to_children (r, children->pdata[i]);
    }
}

static void
add_column (RvPgReader *r, const Command *c)
{
  const PgQuery__ColumnDef *def = c->cmd->def->column_def;
  g_autoptr (GArray) constraints = g_array_new (FALSE, FALSE, sizeof (RvPgConstraint));

  if (c->table == NULL)
    {
      if (c->relation->kind == RV_KIND_COMPOSITE)
        rv_pg_attribute (r, (RvComposite *) c->relation, def, NULL);
      return;
    }
  if (c->cmd->missing_ok && rv_pg_column (r, c->table, def->colname) != NULL)
    return;
  if (rv_pg_read_column (r, c->table, def, constraints) == NULL)
    return;
  rv_pg_add_constraints (r, c->table, constraints);
  add_to_children (r, c->table);
}

static void
drop_inherited (RvPgReader *r, RvTable *table, const char *name)
{
  const GPtrArray *all = rv_model_all (r->model, RV_KIND_TABLE);

  for (guint i = 0; i < all->len; i++)
    {
      RvTable *child = all->pdata[i];
      RvColumn *column = child != table && rv_pg_inherits_from (r, child, table) ? rv_pg_column (r, child, name) : NULL;

      if (column != NULL && column->is_inherited)
        rv_edit_remove (r->edit, column);
    }
}

static void
drop_column (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);

  if (column == NULL)
    return;
  if (c->table != NULL)
    drop_inherited (r, c->table, c->cmd->name);
  rv_edit_remove (r->edit, column);
}

static void
set_default (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);
  int field = c->table != NULL ? (int) RvColumn_default_value : (int) RvViewColumn_default_value;
  int word = rv_pg_find (r, c->from, c->to, "DEFAULT");

  if (column == NULL || column->kind == RV_KIND_ATTRIBUTE)
    return;
  if (c->cmd->def == NULL)
    rv_pg_clear_text (r, column, field);
  else
    rv_pg_set_sql (r, column, field, word + 1, c->to, c->cmd->def, NULL);
}

static void
set_not_null (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);

  if (column != NULL && c->table != NULL)
    rv_edit_set_number (r->edit, column, RvColumn_not_null, c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull);
}

/* A bare constant as default keeps the type that it was declared for: 'a' becomes 'a'::old. */
static void
fix_default (RvPgReader *r, RvColumn *column)
{
  const char *text = column->default_value;
  gsize length = text != NULL ? strlen (text) : 0;
  RvPgToken token;
  g_autofree char *type = NULL, *value = NULL;

  if (text == NULL || !rv_pg_token_next (text, length, 0, &token) || token.end != length
      || (token.type != RV_PG_TOKEN_STRING && !rv_pg_token_is (text, &token, "NULL")))
    return;
  type = g_strndup (column->type, strcspn (column->type, "("));
  value = g_strdup_printf ("%s::%s", text, g_strchomp (type));
  rv_edit_set_text (r->edit, column, RvColumn_default_value, value);
}

static void
set_type (RvPgReader *r, const Command *c)
{
  const PgQuery__ColumnDef *def = c->cmd->def->column_def;
  RvObject *column = need_column (r, c);
  int from = rv_pg_at (r, def->type_name->location);
  gboolean is_attribute = c->relation->kind == RV_KIND_COMPOSITE;
  int collation = is_attribute ? (int) RvAttribute_collation : (int) RvColumn_collation;

  if (column == NULL || (c->table == NULL && !is_attribute))
    return;
  if (!is_attribute)
    fix_default (r, (RvColumn *) column);
  rv_pg_set_type (r, column, is_attribute ? (int) RvAttribute_type : (int) RvColumn_type, from, rv_pg_type_end (r, from), def->type_name);
  if (def->coll_clause == NULL)
    rv_pg_clear_text (r, column, collation);
  else
    {
      int word = rv_pg_at (r, def->coll_clause->location);

      rv_pg_set_sql (r, column, collation, word + 1, rv_pg_name_end (r, word + 1), &def->coll_clause->base, NULL);
    }
}

static void
drop_expression (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);

  if (column != NULL && c->table != NULL)
    rv_pg_clear_text (r, column, RvColumn_generated);
}

static void
set_statistics (RvPgReader *r, const Command *c)
{
  gint64 target = c->cmd->def != NULL && c->cmd->def->node_case == NODE (INTEGER) ? c->cmd->def->integer->ival : -1;
  RvObject *column;

  if (c->relation->kind == RV_KIND_INDEX)
    {
      g_autoptr (GPtrArray) parts = rv_model_children (r->model, c->relation->id, RV_KIND_INDEX_COLUMN);

      if (c->cmd->num > 0 && (guint) c->cmd->num <= parts->len)
        rv_edit_set_number (r->edit, parts->pdata[c->cmd->num - 1], RvIndexColumn_statistics_target, target);
      return;
    }
  column = need_column (r, c);
  if (column != NULL && column->kind == RV_KIND_COLUMN)
    rv_edit_set_number (r->edit, column, RvColumn_statistics_target, target);
  else if (column != NULL && column->kind == RV_KIND_VIEW_COLUMN)
    rv_edit_set_number (r->edit, column, RvViewColumn_statistics_target, target);
}

static void
set_storage (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);
  const char *word = rv_pg_string (c->cmd->def);
  g_autofree char *lower = g_ascii_strdown (word != NULL ? word : "", -1);
  int field = c->table != NULL ? (int) RvColumn_storage : (int) RvViewColumn_storage;
  int value = rv_field_word (rv_field_info (field), lower);

  if (column != NULL && column->kind != RV_KIND_ATTRIBUTE && value >= 0)
    rv_edit_set_number (r->edit, column, field, value);
}

static void
set_compression (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);
  const char *word = rv_pg_string (c->cmd->def);

  if (g_strcmp0 (word, "default") == 0)
    word = NULL;
  if (column != NULL && column->kind != RV_KIND_ATTRIBUTE)
    rv_edit_set_text (r->edit, column, c->table != NULL ? (int) RvColumn_compression : (int) RvViewColumn_compression, word);
}

static void
change_column_options (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);
  gboolean is_foreign = c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnGenericOptions;

  if (column != NULL && c->table != NULL)
    rv_pg_change_options (r, column, is_foreign ? RvColumn_foreign_options : RvColumn_options, rv_pg_find_sign (r, c->from, c->to, '('),
                          c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions);
}

static void
add_identity (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);
  const PgQuery__Constraint *constraint = c->cmd->def->constraint;

  if (column == NULL || c->table == NULL)
    return;
  rv_edit_set_number (r->edit, column, RvColumn_identity,
                      constraint->generated_when[0] == 'a' ? RvIdentity_ALWAYS : RvIdentity_BY_DEFAULT);
  rv_pg_sequence_options (r, rv_pg_make_sequence (r, c->table, (RvColumn *) column, TRUE), constraint->options, constraint->n_options);
}

static void
set_identity (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);
  RvSequence *sequence = column != NULL && c->table != NULL ? rv_pg_sequence_of (r, (RvColumn *) column) : NULL;

  if (sequence == NULL)
    return;
  for (gsize i = 0; i < c->cmd->def->list->n_items; i++)
    {
      const PgQuery__DefElem *option = c->cmd->def->list->items[i]->def_elem;

      if (g_str_equal (option->defname, "generated"))
        rv_edit_set_number (r->edit, column, RvColumn_identity,
                            option->arg->integer->ival == 'a' ? RvIdentity_ALWAYS : RvIdentity_BY_DEFAULT);
    }
  rv_pg_sequence_options (r, sequence, c->cmd->def->list->items, c->cmd->def->list->n_items);
}

static void
drop_identity (RvPgReader *r, const Command *c)
{
  RvObject *column = need_column (r, c);
  RvSequence *sequence = column != NULL && c->table != NULL ? rv_pg_sequence_of (r, (RvColumn *) column) : NULL;

  if (column != NULL && c->table != NULL)
    rv_edit_set_number (r->edit, column, RvColumn_identity, RvIdentity_NONE);
  if (sequence != NULL)
    rv_edit_remove (r->edit, sequence);
}

/* ---- constraints --------------------------------------------------------------------------------- */

static const RvKind constraint_kinds[] = { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION, RV_KIND_NONE };

static gpointer
need_constraint (RvPgReader *r, const Command *c)
{
  gpointer found = rv_pg_find_part (r, c->relation, c->cmd->name, constraint_kinds);

  if (found == NULL && !c->cmd->missing_ok)
    rv_pg_fail (r, (int) rv_pg_token (r, c->from)->start, _("“%s” has no constraint “%s”."), rv_record_name (c->relation), c->cmd->name);
  return found;
}

static void
add_constraint (RvPgReader *r, const Command *c)
{
  const PgQuery__Constraint *constraint = c->cmd->def->constraint;
  RvPgConstraint added = { constraint, NULL, rv_pg_at (r, constraint->location), c->to, constraint->deferrable, constraint->initdeferred };

  if (rv_pg_is (r, added.from, "CONSTRAINT"))
    added.from += 2;
  if (c->table != NULL)
    rv_pg_add_constraint (r, c->table, &added);
}

static void
drop_constraint (RvPgReader *r, const Command *c)
{
  gpointer found = need_constraint (r, c);

  if (found != NULL)
    rv_edit_remove (r->edit, found);
}

static void
validate_constraint (RvPgReader *r, const Command *c)
{
  RvObject *found = need_constraint (r, c);

  if (found != NULL && found->kind == RV_KIND_CHECK)
    rv_edit_set_number (r->edit, found, RvCheck_not_valid, FALSE);
  else if (found != NULL && found->kind == RV_KIND_FOREIGN_KEY)
    rv_edit_set_number (r->edit, found, RvForeignKey_not_valid, FALSE);
}

static void
alter_constraint (RvPgReader *r, const Command *c)
{
  const PgQuery__Constraint *constraint = c->cmd->def->constraint;
  RvObject *found = rv_pg_find_part (r, c->relation, constraint->conname, constraint_kinds);

  if (found == NULL || found->kind != RV_KIND_FOREIGN_KEY)
    {
      rv_pg_fail (r, constraint->location, _("“%s” has no foreign key “%s”."), rv_record_name (c->relation), constraint->conname);
      return;
    }
  rv_edit_set_number (r->edit, found, RvForeignKey_is_deferrable, constraint->deferrable);
  rv_edit_set_number (r->edit, found, RvForeignKey_initially_deferred, constraint->initdeferred);
}

/* ---- the relation itself ------------------------------------------------------------------------- */

static void
change_owner (RvPgReader *r, const Command *c)
{
  const RvKindInfo *info = rv_kind_info (c->relation->kind);

  if (info->owner >= 0)
    rv_edit_set_number (r->edit, c->relation, rv_field_id (c->relation->kind, info->owner), rv_pg_role (r, c->cmd->newowner));
}

static void
cluster_on (RvPgReader *r, const Command *c)
{
  RvSchema *schema = rv_model_get (r->model, rv_pg_schema_of (r, c->relation));
  RvObject *index = rv_pg_given (c->cmd->name) != NULL ? rv_pg_find_index (r, schema->name, c->cmd->name) : NULL;

  if (index == NULL && rv_pg_given (c->cmd->name) != NULL)
    rv_pg_fail (r, -1, _("There is no index “%s”."), c->cmd->name);
  else if (c->table != NULL)
    rv_edit_set_number (r->edit, c->table, RvTable_cluster_index_id, index != NULL ? index->id : 0);
  else if (c->relation->kind == RV_KIND_MATERIALIZED_VIEW)
    rv_edit_set_number (r->edit, c->relation, RvMaterializedView_cluster_index_id, index != NULL ? index->id : 0);
}

static void
set_logged (RvPgReader *r, const Command *c)
{
  gboolean unlogged = c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged;
  int value = unlogged ? RvPersistence_UNLOGGED : RvPersistence_PERMANENT;

  if (c->table != NULL)
    rv_edit_set_number (r->edit, c->table, RvTable_persistence, value);
  else if (c->relation->kind == RV_KIND_SEQUENCE)
    rv_edit_set_number (r->edit, c->relation, RvSequence_persistence, value);
}

static void
set_access_method (RvPgReader *r, const Command *c)
{
  if (c->table != NULL)
    rv_edit_set_text (r->edit, c->table, RvTable_access_method, rv_pg_given (c->cmd->name));
  else if (c->relation->kind == RV_KIND_MATERIALIZED_VIEW)
    rv_edit_set_text (r->edit, c->relation, RvMaterializedView_access_method, rv_pg_given (c->cmd->name));
}

static void
set_tablespace (RvPgReader *r, const Command *c)
{
  static const int fields[] = { RvTable_tablespace, RvMaterializedView_tablespace, RvIndex_tablespace, RvKey_tablespace, RvExclusion_tablespace };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (RV_FIELD_KIND (fields[i]) == c->relation->kind)
      rv_edit_set_text (r->edit, c->relation, fields[i], c->cmd->name);
}

static void
change_storage_parameters (RvPgReader *r, const Command *c)
{
  static const int fields[] = { RvTable_storage_parameters, RvMaterializedView_storage_parameters, RvIndex_storage_parameters,
                                RvKey_storage_parameters, RvExclusion_storage_parameters, RvView_options };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (RV_FIELD_KIND (fields[i]) == c->relation->kind)
      rv_pg_change_options (r, c->relation, fields[i], rv_pg_find_sign (r, c->from, c->to, '('),
                            c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions);
}

static void
change_foreign_options (RvPgReader *r, const Command *c)
{
  if (c->table != NULL)
    rv_pg_change_options (r, c->table, RvTable_foreign_options, rv_pg_find_sign (r, c->from, c->to, '('), FALSE);
}

static void
set_row_security (RvPgReader *r, const Command *c)
{
  PgQuery__AlterTableType type = c->cmd->subtype;
  gboolean forced = type == PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity || type == PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity;
  gboolean on = type == PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity || type == PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity;

  if (c->table != NULL)
    rv_edit_set_number (r->edit, c->table, forced ? RvTable_rls_forced : RvTable_rls_enabled, on);
}

static void
set_replica_identity (RvPgReader *r, const Command *c)
{
  const PgQuery__ReplicaIdentityStmt *s = c->cmd->def->replica_identity_stmt;
  static const struct {
    char code;
    RvReplicaIdentity value;
  } codes[] = { { 'd', RvReplicaIdentity_DEFAULT }, { 'f', RvReplicaIdentity_FULL }, { 'n', RvReplicaIdentity_NOTHING }, { 'i', RvReplicaIdentity_INDEX } };
  RvSchema *schema = rv_model_get (r->model, rv_pg_schema_of (r, c->relation));
  RvObject *index = rv_pg_given (s->name) != NULL ? rv_pg_find_index (r, schema->name, s->name) : NULL;

  if (c->table == NULL)
    return;
  if (s->identity_type[0] == 'i' && index == NULL)
    {
      rv_pg_fail (r, -1, _("There is no index “%s”."), s->name);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].code == s->identity_type[0])
      rv_edit_set_number (r->edit, c->table, RvTable_replica_identity, codes[i].value);
  rv_edit_set_number (r->edit, c->table, RvTable_replica_index_id, index != NULL ? index->id : 0);
}

/* ---- triggers and rules ----------------------------------------------------------------------------- */

static RvEnabledState
enabled_state (PgQuery__AlterTableType type)
{
  switch ((int) type)
    {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule:
      return RvEnabledState_ALWAYS;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule:
      return RvEnabledState_REPLICA;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule:
      return RvEnabledState_DISABLED;
    default:
      return RvEnabledState_ORIGIN;
    }
}

static void
enable_trigger (RvPgReader *r, const Command *c)
{
  RvEnabledState state = enabled_state (c->cmd->subtype);
  const char *name = rv_pg_given (c->cmd->name);
  g_autoptr (GPtrArray) triggers = rv_model_children (r->model, c->relation->id, RV_KIND_TRIGGER);
  gboolean found = name == NULL;

  for (guint i = 0; i < triggers->len; i++)
    if (name == NULL || g_str_equal (((RvTrigger *) triggers->pdata[i])->name, name))
      {
        rv_edit_set_number (r->edit, triggers->pdata[i], RvTrigger_enabled, state);
        found = TRUE;
      }
  if (!found)
    rv_pg_fail (r, -1, _("“%s” has no trigger “%s”."), rv_record_name (c->relation), name);
}

static void
enable_rule (RvPgReader *r, const Command *c)
{
  RvObject *rule = rv_model_find (r->model, RV_KIND_REWRITE_RULE, c->relation->id, c->cmd->name);

  if (rule != NULL)
    rv_edit_set_number (r->edit, rule, RvRewriteRule_enabled, enabled_state (c->cmd->subtype));
  else
    rv_pg_fail (r, -1, _("“%s” has no rule “%s”."), rv_record_name (c->relation), c->cmd->name);
}

/* ---- parents ------------------------------------------------------------------------------------------- */

static void
change_inheritance (RvPgReader *r, const Command *c)
{
  RvTable *parent = rv_pg_need_relation (r, c->cmd->def->range_var, rv_pg_table_kind);
  g_autoptr (GPtrArray) parents = NULL;

  if (parent == NULL || c->table == NULL)
    return;
  if (c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit)
    {
      RvInheritance *row;

      if (rv_pg_inherits_from (r, parent, c->table))
        {
          rv_pg_fail (r, c->cmd->def->range_var->location, _("“%s” inherits from “%s” itself: that would be a circle."), parent->name, c->table->name);
          return;
        }
      row = rv_edit_insert (r->edit, RV_KIND_INHERITANCE, c->table->object.id);
      rv_edit_set_number (r->edit, row, RvInheritance_inherited_id, parent->object.id);
      return;
    }
  parents = rv_model_children (r->model, c->table->object.id, RV_KIND_INHERITANCE);
  for (guint i = 0; i < parents->len; i++)
    if (((RvInheritance *) parents->pdata[i])->inherited_id == parent->object.id)
      rv_edit_remove (r->edit, parents->pdata[i]);
}

static void
attach_index (RvPgReader *r, const Command *c, const PgQuery__RangeVar *name)
{
  RvObject *part = rv_pg_find_index (r, name->schemaname, name->relname);

  if (part == NULL)
    rv_pg_fail (r, name->location, _("There is no index “%s”."), name->relname);
  else if (part->kind == RV_KIND_INDEX)
    rv_edit_set_number (r->edit, part, RvIndex_attached_to_id, c->relation->id);
  else if (part->kind == RV_KIND_KEY && c->relation->kind == RV_KIND_KEY)
    rv_edit_set_number (r->edit, part, RvKey_attached_to_id, c->relation->id);
}

static void
attach_partition (RvPgReader *r, const Command *c)
{
  const PgQuery__PartitionCmd *command = c->cmd->def->partition_cmd;
  RvTable *part;
  int bound;

  if (c->table == NULL)
    {
      attach_index (r, c, command->name);
      return;
    }
  part = rv_pg_need_relation (r, command->name, rv_pg_table_kind);
  if (part == NULL)
    return;
  if (rv_pg_inherits_from (r, c->table, part))
    {
      rv_pg_fail (r, command->name->location, _("“%s” inherits from “%s” itself: that would be a circle."), c->table->name, part->name);
      return;
    }
  bound = rv_pg_find (r, c->from, c->to, command->bound->is_default ? "DEFAULT" : "FOR");
  rv_edit_set_number (r->edit, part, RvTable_partition_of_id, c->table->object.id);
  rv_pg_set_slice (r, part, RvTable_partition_bound, bound, rv_pg_bound_end (r, bound));
}

static void
detach_partition (RvPgReader *r, const Command *c)
{
  RvTable *part = rv_pg_need_relation (r, c->cmd->def->partition_cmd->name, rv_pg_table_kind);
  g_autoptr (GPtrArray) columns = NULL;

  if (part == NULL)
    return;
  rv_edit_set_number (r->edit, part, RvTable_partition_of_id, 0);
  rv_edit_set_text (r->edit, part, RvTable_partition_bound, NULL);
  columns = rv_model_children (r->model, part->object.id, RV_KIND_COLUMN);
  for (guint i = 0; i < columns->len; i++)
    rv_edit_set_number (r->edit, columns->pdata[i], RvColumn_is_inherited, FALSE);
}

static void
set_of_type (RvPgReader *r, const Command *c)
{
  if (c->table == NULL)
    return;
  if (c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf)
    rv_pg_clear_text (r, c->table, RvTable_of_type);
  else
    {
      const PgQuery__TypeName *type = c->cmd->def->type_name;
      int from = rv_pg_at (r, type->location);

      rv_pg_set_type (r, c->table, RvTable_of_type, from, rv_pg_type_end (r, from), type);
    }
}

static void
change_nothing (RvPgReader *r, const Command *c)
{
}

#define AT(Name) PG_QUERY__ALTER_TABLE_TYPE__AT_##Name

static const struct {
  PgQuery__AlterTableType type;
  Apply apply;
} commands[] = {
  { AT (AddColumn), add_column },
  { AT (DropColumn), drop_column },
  { AT (ColumnDefault), set_default },
  { AT (DropNotNull), set_not_null },
  { AT (SetNotNull), set_not_null },
  { AT (DropExpression), drop_expression },
  { AT (SetStatistics), set_statistics },
  { AT (SetOptions), change_column_options },
  { AT (ResetOptions), change_column_options },
  { AT (AlterColumnGenericOptions), change_column_options },
  { AT (SetStorage), set_storage },
  { AT (SetCompression), set_compression },
  { AT (AlterColumnType), set_type },
  { AT (AddIdentity), add_identity },
  { AT (SetIdentity), set_identity },
  { AT (DropIdentity), drop_identity },
  { AT (AddConstraint), add_constraint },
  { AT (AlterConstraint), alter_constraint },
  { AT (ValidateConstraint), validate_constraint },
  { AT (DropConstraint), drop_constraint },
  { AT (ChangeOwner), change_owner },
  { AT (ClusterOn), cluster_on },
  { AT (DropCluster), cluster_on },
  { AT (SetLogged), set_logged },
  { AT (SetUnLogged), set_logged },
  { AT (SetAccessMethod), set_access_method },
  { AT (SetTableSpace), set_tablespace },
  { AT (SetRelOptions), change_storage_parameters },
  { AT (ResetRelOptions), change_storage_parameters },
  { AT (GenericOptions), change_foreign_options },
  { AT (EnableTrig), enable_trigger },
  { AT (EnableAlwaysTrig), enable_trigger },
  { AT (EnableReplicaTrig), enable_trigger },
  { AT (DisableTrig), enable_trigger },
  { AT (EnableTrigAll), enable_trigger },
  { AT (DisableTrigAll), enable_trigger },
  { AT (EnableTrigUser), enable_trigger },
  { AT (DisableTrigUser), enable_trigger },
  { AT (EnableRule), enable_rule },
  { AT (EnableAlwaysRule), enable_rule },
  { AT (EnableReplicaRule), enable_rule },
  { AT (DisableRule), enable_rule },
  { AT (AddInherit), change_inheritance },
  { AT (DropInherit), change_inheritance },
  { AT (AddOf), set_of_type },
  { AT (DropOf), set_of_type },
  { AT (ReplicaIdentity), set_replica_identity },
  { AT (EnableRowSecurity), set_row_security },
  { AT (DisableRowSecurity), set_row_security },
  { AT (ForceRowSecurity), set_row_security },
  { AT (NoForceRowSecurity), set_row_security },
  { AT (AttachPartition), attach_partition },
  { AT (DetachPartition), detach_partition },
  { AT (DetachPartitionFinalize), change_nothing },
  { AT (DropOids), change_nothing },
};

static Apply
find_command (PgQuery__AlterTableType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].type == type)
      return commands[i].apply;
  return NULL;
}

static RvObject *
find_altered (RvPgReader *r, const PgQuery__AlterTableStmt *s)
{
  RvObject *found = NULL;

  if (s->objtype == OBJECT (INDEX) || s->objtype == OBJECT (TABLE))
    found = rv_pg_find_index (r, s->relation->schemaname, s->relation->relname);
  if (found == NULL || s->objtype != OBJECT (INDEX))
    {
      RvObject *relation = rv_pg_find_relation (r, s->relation);

      found = relation != NULL ? relation : found;
    }
  if (found == NULL && !s->missing_ok)
    rv_pg_need_relation (r, s->relation, NULL);
  return found;
}

static int
command_end (RvPgReader *r, int from)
{
  int i = from, n = rv_pg_n_tokens (r);

  while (i < n && !rv_pg_is_sign (r, i, ','))
    i = rv_pg_after (r, i);
  return i;
}

static void
apply_alter (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterTableStmt *s = statement;
  RvObject *relation = find_altered (r, s);
  Command c = { s, NULL, relation, NULL, 0, 0 };

  if (relation == NULL)
    return;
  c.table = relation->kind == RV_KIND_TABLE ? (RvTable *) relation : NULL;
  c.from = rv_pg_name_end (r, rv_pg_at (r, s->relation->location));
  for (gsize i = 0; i < s->n_cmds && r->failure == NULL; i++)
    {
      Apply apply = find_command (s->cmds[i]->alter_table_cmd->subtype);

      c.cmd = s->cmds[i]->alter_table_cmd;
      c.to = command_end (r, c.from);
      if (apply != NULL)
        apply (r, &c);
      else
        rv_pg_fail (r, -1, _("This form of ALTER is not known."));
      c.from = c.to + 1;
    }
}

const RvPgHandler rv_pg_alter_handlers[] = {
  { NODE (ALTER_TABLE_STMT), NULL, apply_alter },
  { 0 },
};
