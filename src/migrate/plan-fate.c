/* Which differences PostgreSQL can alter in place. */
#include "migrate/plan-private.h"

/* Fields that an ALTER can change; a kind that is not here can have its comment and owner changed. */
static const int alterable[] = {
  RvRole_can_login, RvRole_is_superuser, RvRole_inherits, RvRole_can_create_role, RvRole_can_create_database, RvRole_can_replicate,
  RvRole_bypasses_rls, RvRole_connection_limit, RvRole_valid_until,
  RvDatabase_template, RvDatabase_encoding, RvDatabase_locale_provider, RvDatabase_lc_collate, RvDatabase_lc_ctype, RvDatabase_icu_locale,
  RvDatabase_tablespace, RvDatabase_allow_connections, RvDatabase_is_template, RvDatabase_connection_limit, RvDatabase_name,
  RvExtension_version, RvExtension_schema_id,
  RvDomain_default_value, RvDomain_not_null, RvDomainCheck_not_valid, RvCollation_version,
  RvTable_persistence, RvTable_partition_of_id, RvTable_partition_bound, RvTable_of_type, RvTable_foreign_options, RvTable_access_method,
  RvTable_storage_parameters, RvTable_tablespace, RvTable_rls_enabled, RvTable_rls_forced, RvTable_replica_identity,
  RvTable_replica_index_id, RvTable_cluster_index_id,
  RvColumn_type, RvColumn_not_null, RvColumn_default_value, RvColumn_generated, RvColumn_identity, RvColumn_collation, RvColumn_storage,
  RvColumn_compression, RvColumn_statistics_target, RvColumn_options, RvColumn_foreign_options,
  RvKey_storage_parameters, RvKey_tablespace,
  RvForeignKey_is_deferrable, RvForeignKey_initially_deferred, RvForeignKey_not_valid,
  RvCheck_not_valid, RvExclusion_storage_parameters, RvExclusion_tablespace,
  RvIndex_storage_parameters, RvIndex_tablespace, RvIndex_attached_to_id,
  RvStatistics_statistics_target,
  RvSequence_type, RvSequence_start, RvSequence_increment, RvSequence_min_value, RvSequence_max_value, RvSequence_cache, RvSequence_cycles,
  RvSequence_owned_by_id, RvSequence_is_identity, RvSequence_persistence,
  RvView_options, RvView_check_option,
  RvMaterializedView_storage_parameters, RvMaterializedView_tablespace, RvMaterializedView_access_method,
  RvMaterializedView_cluster_index_id, RvMaterializedView_with_data,
  RvTrigger_enabled, RvEventTrigger_enabled, RvRewriteRule_enabled,
  RvPolicy_using_expression, RvPolicy_check_expression,
  RvPublication_options,
  RvSubscription_connection, RvSubscription_publications, RvSubscription_options, RvSubscription_is_enabled,
  RvWrapper_handler, RvWrapper_validator, RvWrapper_options, RvServer_version, RvServer_options, RvUserMapping_options,
};

static gboolean
is_alterable (RvKind kind, guint index)
{
  const RvKindInfo *info = rv_kind_info (kind);
  int id = rv_field_id (kind, index);

  if ((int) index == info->owner || id == rv_field_by_name (kind, "comment"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (alterable); i++)
    if (alterable[i] == id)
      return TRUE;
  return FALSE;
}

static gboolean
fields_are_alterable (const RvUnit *unit)
{
  for (guint i = 0; i < rv_kind_info (unit->before->kind)->n_fields; i++)
    if ((unit->fields >> i & 1) != 0 && !is_alterable (unit->before->kind, i))
      return FALSE;
  return TRUE;
}

/* ---- kinds with a say of their own ------------------------------------------------------------------------ */

/* Values can be added anywhere and renamed in place; they cannot go or change places. */
static gboolean
can_alter_enum (RvPlanner *p, const RvUnit *unit)
{
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_ENUM_VALUE);
  g_autoptr (GPtrArray) after = rv_model_children (p->after, unit->after->id, RV_KIND_ENUM_VALUE);
  guint next = 0;

  for (guint i = 0; i < before->len; i++)
    {
      RvId id = rv_comparison_after (p->comparison, ((RvObject *) before->pdata[i])->id);

      while (next < after->len && ((RvObject *) after->pdata[next])->id != id)
        next++;
      if (next == after->len)
        return FALSE;
    }
  return TRUE;
}

/* Attributes can go and be added at the end. Where columns hold the type, none can change its own type. */
static gboolean
can_alter_composite (RvPlanner *p, const RvUnit *unit)
{
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_ATTRIBUTE);
  g_autoptr (GPtrArray) after = rv_model_children (p->after, unit->after->id, RV_KIND_ATTRIBUTE);
  guint next = 0;

  for (guint i = 0; i < before->len; i++)
    {
      const RvAttribute *attribute = before->pdata[i];
      RvId id = rv_comparison_after (p->comparison, attribute->object.id);
      const RvDifference *difference = rv_comparison_of_before (p->comparison, attribute->object.id);

      if (id == 0)
        continue;
      if (difference != NULL && (difference->fields & ((guint64) 1 << RV_FIELD_INDEX (RvAttribute_type) | (guint64) 1 << RV_FIELD_INDEX (RvAttribute_collation))))
        return FALSE;
      if (next >= after->len || ((RvObject *) after->pdata[next])->id != id)
        return FALSE;
      next++;
    }
  for (; next < after->len; next++)
    if (rv_comparison_before (p->comparison, ((RvObject *) after->pdata[next])->id) != 0)
      return FALSE;
  return TRUE;
}

/* CREATE OR REPLACE takes no other result, and no other names or fewer defaults of arguments. */
static gboolean
can_replace_routine (RvPlanner *p, const RvUnit *unit)
{
  static const int fixed[] = { RvRoutine_name, RvRoutine_schema_id, RvRoutine_type, RvRoutine_returns, RvRoutine_returns_set, RvRoutine_is_window };
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_ARGUMENT);
  g_autoptr (GPtrArray) after = rv_model_children (p->after, unit->after->id, RV_KIND_ARGUMENT);

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (rv_unit_changed (unit, fixed[i]))
      return FALSE;
  if (before->len != after->len)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    {
      const RvArgument *one = before->pdata[i], *other = after->pdata[i];

      if (one->mode != other->mode || g_strcmp0 (one->name, other->name) != 0 || g_strcmp0 (one->type, other->type) != 0 ||
          (one->default_value != NULL && other->default_value == NULL))
        return FALSE;
    }
  return TRUE;
}

/* Its owner or its comment is all that differs. */
static gboolean
is_only_attached (const RvUnit *unit)
{
  guint64 attached = (guint64) 1 << RV_FIELD_INDEX (RvRoutine_owner_id) | (guint64) 1 << RV_FIELD_INDEX (RvRoutine_comment);

  return !unit->parts_differ && (unit->fields & ~attached) == 0;
}

/* A policy cannot lose an expression. */
static gboolean
can_alter_policy (const RvUnit *unit)
{
  const RvPolicy *before = (RvPolicy *) unit->before, *after = (RvPolicy *) unit->after;

  return (before->using_expression == NULL || after->using_expression != NULL) &&
         (before->check_expression == NULL || after->check_expression != NULL);
}

static gboolean
can_alter_column (const RvUnit *unit)
{
  return !rv_unit_changed (unit, RvColumn_generated) || ((RvColumn *) unit->after)->generated == NULL;
}

static gboolean
can_alter_table (const RvUnit *unit)
{
  const RvTable *before = (RvTable *) unit->before, *after = (RvTable *) unit->after;

  return !rv_unit_changed (unit, RvTable_persistence) ||
         (before->persistence != RvPersistence_TEMPORARY && after->persistence != RvPersistence_TEMPORARY);
}

/* Constraints can be validated, but not the other way round. */
static gboolean
loses_validity (const RvUnit *unit)
{
  const RvObject *after = unit->after;

  return (after->kind == RV_KIND_FOREIGN_KEY && rv_unit_changed (unit, RvForeignKey_not_valid) && ((RvForeignKey *) after)->not_valid) ||
         (after->kind == RV_KIND_CHECK && rv_unit_changed (unit, RvCheck_not_valid) && ((RvCheck *) after)->not_valid) ||
         (after->kind == RV_KIND_DOMAIN_CHECK && rv_unit_changed (unit, RvDomainCheck_not_valid) && ((RvDomainCheck *) after)->not_valid);
}

gboolean
rv_can_alter (RvPlanner *p, RvUnit *unit)
{
  gboolean own_parts = unit->before->kind == RV_KIND_TABLE || unit->before->kind == RV_KIND_PUBLICATION || unit->before->kind == RV_KIND_POLICY;

  if (unit->before->kind == RV_KIND_ROUTINE)
    return is_only_attached (unit) || (unit->is_replaced = can_replace_routine (p, unit));
  if (!fields_are_alterable (unit) || loses_validity (unit))
    return FALSE;
  switch ((int) unit->before->kind)
    {
    case RV_KIND_ENUM:
      return can_alter_enum (p, unit);
    case RV_KIND_COMPOSITE:
      return can_alter_composite (p, unit);
    case RV_KIND_POLICY:
      return can_alter_policy (unit);
    case RV_KIND_COLUMN:
      return can_alter_column (unit);
    case RV_KIND_TABLE:
      return can_alter_table (unit);
    default:
      return own_parts || !unit->parts_differ;
    }
}
