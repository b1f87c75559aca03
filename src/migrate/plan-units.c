/* What can be made, altered and dropped by itself, paired over both designs. */
#include "migrate/plan-private.h"

static gboolean
is_unit_kind (RvKind kind)
{
  static const RvKind kinds[] = {
    RV_KIND_ROLE, RV_KIND_MEMBERSHIP, RV_KIND_DATABASE, RV_KIND_SCHEMA, RV_KIND_EXTENSION, RV_KIND_ENUM, RV_KIND_COMPOSITE, RV_KIND_RANGE,
    RV_KIND_DOMAIN, RV_KIND_DOMAIN_CHECK, RV_KIND_COLLATION, RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK,
    RV_KIND_EXCLUSION, RV_KIND_INDEX, RV_KIND_STATISTICS, RV_KIND_SEQUENCE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_ROUTINE,
    RV_KIND_AGGREGATE, RV_KIND_OPERATOR, RV_KIND_CAST, RV_KIND_TRIGGER, RV_KIND_EVENT_TRIGGER, RV_KIND_REWRITE_RULE, RV_KIND_POLICY,
    RV_KIND_PUBLICATION, RV_KIND_SUBSCRIPTION, RV_KIND_WRAPPER, RV_KIND_SERVER, RV_KIND_USER_MAPPING, RV_KIND_KEPT,
  };
  static gboolean is_unit[RV_N_KINDS], is_known;

  for (guint i = 0; !is_known && i < G_N_ELEMENTS (kinds); i++)
    is_unit[kinds[i]] = TRUE;
  is_known = TRUE;
  return is_unit[kind];
}

/* What no statement says, or what says nothing of a difference by itself. */
static const int silent_fields[] = {
  RvRole_is_declared, RvSchema_is_predefined, RvExtension_cascade, RvTable_logical_name, RvColumn_position, RvColumn_logical_name,
  RvColumn_sensitivity, RvColumn_is_inherited, RvForeignKey_verb, RvForeignKey_inverse_verb, RvView_logical_name,
  RvMaterializedView_logical_name, RvKept_position, RvKept_name, RvKept_reason, RvKept_message, RvKept_object_id, RvWrapper_is_declared,
  RvView_is_temporary, RvKey_attached_to_id,
};

static guint64
spoken_fields (RvPlanner *p, RvKind kind)
{
  const RvKindInfo *info = rv_kind_info (kind);
  int comment = rv_field_by_name (kind, "comment");
  guint64 mask = ~G_GUINT64_CONSTANT (0);

  for (guint i = 0; i < G_N_ELEMENTS (silent_fields); i++)
    if (RV_FIELD_KIND (silent_fields[i]) == kind)
      mask &= ~(G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (silent_fields[i]));
  if (comment >= 0 && p->options->no_comments)
    mask &= ~(G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (comment));
  if (info->owner >= 0 && p->options->no_owners)
    mask &= ~(G_GUINT64_CONSTANT (1) << info->owner);
  return mask;
}

gboolean
rv_unit_goes (const RvUnit *unit)
{
  return unit->fate == RV_FATE_DROP || unit->fate == RV_FATE_RECREATE;
}

gboolean
rv_unit_comes (const RvUnit *unit)
{
  return unit->fate == RV_FATE_CREATE || unit->fate == RV_FATE_RECREATE;
}

gboolean
rv_unit_changed (const RvUnit *unit, int field)
{
  return (unit->fields >> RV_FIELD_INDEX (field) & 1) != 0;
}

RvUnit *
rv_unit_of (RvPlanner *p, const RvModel *model, RvObject *object)
{
  for (guint depth = 0; object != NULL && depth < 8; depth++)
    {
      if (is_unit_kind (object->kind))
        return g_hash_table_lookup (p->unit_of, object);
      object = rv_model_get ((RvModel *) model, rv_record_parent (object));
    }
  return NULL;
}

RvUnit *
rv_unit_before (RvPlanner *p, RvId before)
{
  return rv_unit_of (p, p->before, rv_model_get (p->before, before));
}

RvUnit *
rv_unit_after (RvPlanner *p, RvId after)
{
  return rv_unit_of (p, p->after, rv_model_get (p->after, after));
}

void
rv_unit_recreate (RvPlanner *p, RvUnit *unit)
{
  if (rv_unit_goes (unit) || unit->before == NULL)
    return;
  unit->fate = RV_FATE_RECREATE;
  g_ptr_array_add (p->pending, unit);
}

/* ---- gathering -------------------------------------------------------------------------------------- */

static RvUnit *
add_unit (RvPlanner *p, RvObject *before, RvObject *after, RvFate fate)
{
  RvUnit *unit = g_new0 (RvUnit, 1);

  unit->before = before;
  unit->after = after;
  unit->fate = fate;
  g_ptr_array_add (p->units, unit);
  if (before != NULL)
    g_hash_table_insert (p->unit_of, before, unit);
  if (after != NULL)
    g_hash_table_insert (p->unit_of, after, unit);
  return unit;
}

static void
gather_kind (RvPlanner *p, RvKind kind)
{
  const GPtrArray *before = rv_model_all (p->before, kind), *after = rv_model_all (p->after, kind);
  guint64 mask = spoken_fields (p, kind);

  for (guint i = 0; i < before->len; i++)
    {
      RvObject *object = before->pdata[i];
      RvObject *other = rv_model_get (p->after, rv_comparison_after (p->comparison, object->id));
      const RvDifference *difference = rv_comparison_of_before (p->comparison, object->id);
      RvUnit *unit = add_unit (p, object, other, other == NULL ? RV_FATE_DROP : RV_FATE_KEEP);

      if (other != NULL && difference != NULL)
        unit->fields = difference->fields & mask;
      if (unit->fields != 0)
        unit->fate = RV_FATE_ALTER;
    }
  for (guint i = 0; i < after->len; i++)
    if (rv_comparison_before (p->comparison, ((RvObject *) after->pdata[i])->id) == 0)
      add_unit (p, NULL, after->pdata[i], RV_FATE_CREATE);
}

/* Fields of view columns that a view need not be made anew for. */
static gboolean
is_slight (const RvDifference *difference)
{
  static const int slight[] = { RvViewColumn_default_value, RvViewColumn_statistics_target, RvViewColumn_storage, RvViewColumn_compression,
                                RvViewColumn_comment, RvIndexColumn_statistics_target, RvAttribute_comment };
  guint64 fields = difference->fields;

  if (difference->type != RV_DIFFERENCE_CHANGED)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (slight); i++)
    if (RV_FIELD_KIND (slight[i]) == difference->kind)
      fields &= ~(G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (slight[i]));
  return fields == 0;
}

/* Privileges have a phase of their own. */
static void
note_part (RvPlanner *p, const RvDifference *difference)
{
  RvUnit *unit;

  if (is_unit_kind (difference->kind) || difference->kind == RV_KIND_GRANT || difference->kind == RV_KIND_DEFAULT_PRIVILEGE)
    return;
  if (difference->before != NULL)
    unit = rv_unit_before (p, rv_record_parent (difference->before));
  else
    unit = rv_unit_after (p, rv_record_parent (difference->after));
  if (unit == NULL || unit->before == NULL || unit->after == NULL)
    return;
  if (difference->kind != RV_KIND_SETTING && difference->kind != RV_KIND_SECURITY_LABEL && !is_slight (difference))
    unit->parts_differ = TRUE;
  unit->fate = RV_FATE_ALTER;
}

void
rv_units_gather (RvPlanner *p)
{
  const GPtrArray *differences = rv_comparison_differences (p->comparison);

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (is_unit_kind (kind))
      gather_kind (p, kind);
  for (guint i = 0; i < differences->len; i++)
    note_part (p, differences->pdata[i]);
}
