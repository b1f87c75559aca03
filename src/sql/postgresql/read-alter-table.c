/* ALTER TABLE, and the same for views, materialized views, indexes, sequences and foreign tables. */
#include "sql/postgresql/read-alter.h"

/* ---- constraints --------------------------------------------------------------------------------- */

static const RvKind constraint_kinds[] = { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION, RV_KIND_NONE };

static gpointer
need_constraint (RvPgReader *r, const RvPgCommand *c)
{
  gpointer found = rv_pg_find_part (r, c->relation, c->cmd->name, constraint_kinds);

  if (found == NULL && !c->cmd->missing_ok)
    rv_pg_fail (r, (int) rv_pg_token (r, c->from)->start, _("“%s” has no constraint “%s”."), rv_record_name (c->relation), c->cmd->name);
  return found;
}

static void
add_constraint (RvPgReader *r, const RvPgCommand *c)
{
  const PgQuery__Constraint *constraint = c->cmd->def->constraint;
  RvPgConstraint added = { constraint, NULL, rv_pg_at (r, constraint->location), c->to, constraint->deferrable, constraint->initdeferred };

  if (rv_pg_is (r, added.from, "CONSTRAINT"))
    added.from += 2;
  if (c->table != NULL)
    rv_pg_add_constraint (r, c->table, &added);
}

static void
drop_constraint (RvPgReader *r, const RvPgCommand *c)
{
  gpointer found = need_constraint (r, c);

  if (found != NULL)
    rv_edit_remove (r->edit, found);
}

static void
validate_constraint (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *found = need_constraint (r, c);

  if (found != NULL && found->kind == RV_KIND_CHECK)
    rv_edit_set_number (r->edit, found, RvCheck_not_valid, FALSE);
  else if (found != NULL && found->kind == RV_KIND_FOREIGN_KEY)
    rv_edit_set_number (r->edit, found, RvForeignKey_not_valid, FALSE);
}

static void
alter_constraint (RvPgReader *r, const RvPgCommand *c)
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
change_owner (RvPgReader *r, const RvPgCommand *c)
{
  const RvKindInfo *info = rv_kind_info (c->relation->kind);

  if (info->owner >= 0)
    rv_edit_set_number (r->edit, c->relation, rv_field_id (c->relation->kind, info->owner), rv_pg_role (r, c->cmd->newowner));
}

static void
cluster_on (RvPgReader *r, const RvPgCommand *c)
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
set_logged (RvPgReader *r, const RvPgCommand *c)
{
  gboolean unlogged = c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged;
  int value = unlogged ? RvPersistence_UNLOGGED : RvPersistence_PERMANENT;

  if (c->table != NULL)
    rv_edit_set_number (r->edit, c->table, RvTable_persistence, value);
  else if (c->relation->kind == RV_KIND_SEQUENCE)
    rv_edit_set_number (r->edit, c->relation, RvSequence_persistence, value);
}

static void
set_access_method (RvPgReader *r, const RvPgCommand *c)
{
  if (c->table != NULL)
    rv_edit_set_text (r->edit, c->table, RvTable_access_method, rv_pg_given (c->cmd->name));
  else if (c->relation->kind == RV_KIND_MATERIALIZED_VIEW)
    rv_edit_set_text (r->edit, c->relation, RvMaterializedView_access_method, rv_pg_given (c->cmd->name));
}

static void
set_tablespace (RvPgReader *r, const RvPgCommand *c)
{
  static const int fields[] = { RvTable_tablespace, RvMaterializedView_tablespace, RvIndex_tablespace, RvKey_tablespace, RvExclusion_tablespace };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (RV_FIELD_KIND (fields[i]) == c->relation->kind)
      rv_edit_set_text (r->edit, c->relation, fields[i], c->cmd->name);
}

static void
change_storage_parameters (RvPgReader *r, const RvPgCommand *c)
{
  static const int fields[] = { RvTable_storage_parameters, RvMaterializedView_storage_parameters, RvIndex_storage_parameters,
                                RvKey_storage_parameters, RvExclusion_storage_parameters, RvView_options };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (RV_FIELD_KIND (fields[i]) == c->relation->kind)
      rv_pg_change_options (r, c->relation, fields[i], rv_pg_find_sign (r, c->from, c->to, '('),
                            c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions);
}

static void
change_foreign_options (RvPgReader *r, const RvPgCommand *c)
{
  if (c->table != NULL)
    rv_pg_change_options (r, c->table, RvTable_foreign_options, rv_pg_find_sign (r, c->from, c->to, '('), FALSE);
}

static void
set_row_security (RvPgReader *r, const RvPgCommand *c)
{
  PgQuery__AlterTableType type = c->cmd->subtype;
  gboolean forced = type == PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity || type == PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity;
  gboolean on = type == PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity || type == PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity;

  if (c->table != NULL)
    rv_edit_set_number (r->edit, c->table, forced ? RvTable_rls_forced : RvTable_rls_enabled, on);
}

static void
set_replica_identity (RvPgReader *r, const RvPgCommand *c)
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
enable_trigger (RvPgReader *r, const RvPgCommand *c)
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
enable_rule (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *rule = rv_model_find (r->model, RV_KIND_REWRITE_RULE, c->relation->id, c->cmd->name);

  if (rule != NULL)
    rv_edit_set_number (r->edit, rule, RvRewriteRule_enabled, enabled_state (c->cmd->subtype));
  else
    rv_pg_fail (r, -1, _("“%s” has no rule “%s”."), rv_record_name (c->relation), c->cmd->name);
}

/* ---- parents ------------------------------------------------------------------------------------------- */

static void
change_inheritance (RvPgReader *r, const RvPgCommand *c)
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
attach_index (RvPgReader *r, const RvPgCommand *c, const PgQuery__RangeVar *name)
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
attach_partition (RvPgReader *r, const RvPgCommand *c)
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
detach_partition (RvPgReader *r, const RvPgCommand *c)
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
set_of_type (RvPgReader *r, const RvPgCommand *c)
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
change_nothing (RvPgReader *r, const RvPgCommand *c)
{
}

#define AT(Name) PG_QUERY__ALTER_TABLE_TYPE__AT_##Name

static const struct {
  PgQuery__AlterTableType type;
  RvPgApplyCommand apply;
} commands[] = {
  { AT (AddColumn), rv_pg_alter_add_column },
  { AT (DropColumn), rv_pg_alter_drop_column },
  { AT (ColumnDefault), rv_pg_alter_set_default },
  { AT (DropNotNull), rv_pg_alter_set_not_null },
  { AT (SetNotNull), rv_pg_alter_set_not_null },
  { AT (DropExpression), rv_pg_alter_drop_expression },
  { AT (SetStatistics), rv_pg_alter_set_statistics },
  { AT (SetOptions), rv_pg_alter_change_column_options },
  { AT (ResetOptions), rv_pg_alter_change_column_options },
  { AT (AlterColumnGenericOptions), rv_pg_alter_change_column_options },
  { AT (SetStorage), rv_pg_alter_set_storage },
  { AT (SetCompression), rv_pg_alter_set_compression },
  { AT (AlterColumnType), rv_pg_alter_set_type },
  { AT (AddIdentity), rv_pg_alter_add_identity },
  { AT (SetIdentity), rv_pg_alter_set_identity },
  { AT (DropIdentity), rv_pg_alter_drop_identity },
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

static RvPgApplyCommand
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
  RvPgCommand c = { s, NULL, relation, NULL, 0, 0 };

  if (relation == NULL)
    return;
  c.table = relation->kind == RV_KIND_TABLE ? (RvTable *) relation : NULL;
  c.from = rv_pg_name_end (r, rv_pg_at (r, s->relation->location));
  for (gsize i = 0; i < s->n_cmds && r->failure == NULL; i++)
    {
      RvPgApplyCommand apply = find_command (s->cmds[i]->alter_table_cmd->subtype);

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
