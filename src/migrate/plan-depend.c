/* Fates: what cannot be altered is made anew, and with it what uses it. */
#include "migrate/plan-private.h"

#include <string.h>

/* ---- texts ------------------------------------------------------------------------------------------ */

static gboolean
is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
has_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = strstr (text, word); p != NULL && length > 0; p = strstr (p + 1, word))
    if ((p == text || !is_name_byte (p[-1])) && !is_name_byte (p[length]))
      return TRUE;
  return FALSE;
}

/* All columns at once: a star, or a join over equal names. */
gboolean
rv_text_may_use (const char *text, const char *name)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  /* INSERT without a list of columns means them all. */
  return strchr (text, '*') != NULL || has_word (lower, "insert") || has_word (text, name) || has_word (lower, name) || has_word (lower, "natural");
}

/* Texts that read whole relations. */
static gboolean
is_query (int field)
{
  static const int queries[] = { RvView_query, RvMaterializedView_query, RvRewriteRule_commands, RvRewriteRule_condition,
                                 RvPolicy_using_expression, RvPolicy_check_expression, RvRoutine_body };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (queries[i] == field)
      return TRUE;
  return FALSE;
}

static gboolean
is_binding (const RvObject *part, int field)
{
  return field != RvRoutine_body || ((const RvRoutine *) part)->is_sql_standard_body;
}

/* ---- what uses something that goes -------------------------------------------------------------------- */

typedef struct {
  RvUnit *gone;
  RvUnit *user;
  RvObject *part;   /* of the user */
  int field;
} Use;

static void
lose_default (RvUnit *user)
{
  user->loses_default = TRUE;
  if (user->fate == RV_FATE_KEEP)
    user->fate = RV_FATE_ALTER;
}

/* A column keeps its values: its type moves aside until they are in the new one. */
/* Whether the new design has another thing under the name of a type that goes. */
static gboolean
is_name_needed (RvPlanner *p, const RvUnit *gone)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_SEQUENCE, RV_KIND_COMPOSITE, RV_KIND_ENUM,
                                  RV_KIND_DOMAIN, RV_KIND_RANGE };
  RvId schema = rv_comparison_after (p->comparison, rv_record_parent (gone->before));

  for (guint i = 0; schema != 0 && i < G_N_ELEMENTS (kinds); i++)
    if (rv_model_find (p->after, kinds[i], schema, rv_record_name (gone->before)) != NULL)
      return TRUE;
  return FALSE;
}

static void
swap_type (RvPlanner *p, RvUnit *user, RvUnit *gone)
{
  if (rv_unit_goes (user))
    return;
  user->is_text |= gone->before->kind == RV_KIND_RANGE && gone->fate == RV_FATE_RECREATE;
  gone->is_late = !user->is_text;
  gone->is_moved_aside = !user->is_text && (gone->fate == RV_FATE_RECREATE || is_name_needed (p, gone));
  if (gone->fate == RV_FATE_RECREATE || gone->is_moved_aside)
    user->fields |= G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvColumn_type);
  if (user->fate == RV_FATE_KEEP)
    user->fate = RV_FATE_ALTER;
}

static void
mark (RvUnit *user, int field)
{
  user->fields |= G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (field);
  if (user->fate == RV_FATE_KEEP)
    user->fate = RV_FATE_ALTER;
}

static void
lose (RvPlanner *p, const Use *use)
{
  switch (use->field)
    {
    case RvColumn_default_value: case RvDomain_default_value:
      lose_default (use->user);
      break;
    case RvColumn_type: case RvColumn_collation:
      swap_type (p, use->user, use->gone);
      break;
    case RvTable_replica_index_id: case RvTable_cluster_index_id: case RvMaterializedView_cluster_index_id: case RvTable_of_type:
    case RvSequence_owned_by_id:
      mark (use->user, use->field);
      break;
    case RvTable_partition_of_id:
      mark (use->user, RvTable_partition_of_id);
      mark (use->user, RvTable_partition_bound);
      break;
    case RvInheritance_inherited_id: case RvPublicationObject_object_id:
      use->user->parts_differ = TRUE;
      if (use->user->fate == RV_FATE_KEEP)
        use->user->fate = RV_FATE_ALTER;
      break;
    case RvForeignKey_referenced_table_id: case RvForeignKeyColumn_referenced_column_id: case RvExtension_schema_id: case RvKept_object_id:
    default:
      if (use->field != RvKept_object_id && use->field != RvReference_target_id)
        rv_unit_recreate (p, use->user);
      break;
    }
}

typedef void (*ForUse) (RvPlanner *p, const Use *use);

static void
follow_reference (RvPlanner *p, RvUnit *gone, const RvReference *reference, ForUse function)
{
  RvObject *part = rv_model_get (p->before, reference->object_id);
  int field = part != NULL && reference->field != NULL ? rv_field_by_name (part->kind, reference->field) : -1;
  Use use = { gone, part != NULL ? rv_unit_of (p, p->before, part) : NULL, part, field };

  if (use.user != NULL && field >= 0 && use.user != gone && is_binding (part, field))
    function (p, &use);
}

static void
follow_fields (RvPlanner *p, RvUnit *gone, RvObject *part, RvId target, ForUse function)
{
  const RvKindInfo *info = rv_kind_info (part->kind);
  Use use = { gone, rv_unit_of (p, p->before, part), part, -1 };

  for (guint i = 0; use.user != NULL && use.user != gone && i < info->n_fields; i++)
    if (info->fields[i].type == RV_FIELD_REF && (gint64) rv_record_number (part, &info->fields[i]) == (gint64) target)
      {
        use.field = rv_field_id (part->kind, i);
        function (p, &use);
      }
}

static gboolean
is_attachment (RvKind kind)
{
  return kind == RV_KIND_GRANT || kind == RV_KIND_DEFAULT_PRIVILEGE || kind == RV_KIND_SECURITY_LABEL || kind == RV_KIND_SETTING ||
         (rv_kind_info (kind)->flags & (RV_KIND_DRAWING | RV_KIND_RECORD)) != 0;
}

static void
for_each_use (RvPlanner *p, RvUnit *gone, RvObject *target, ForUse function)
{
  for (guint i = 0; target->referrers != NULL && i < target->referrers->len; i++)
    {
      RvObject *referrer = target->referrers->pdata[i];

      if (referrer->kind == RV_KIND_REFERENCE)
        {
          if (((RvReference *) referrer)->target_id == target->id)
            follow_reference (p, gone, (RvReference *) referrer, function);
        }
      else if (!is_attachment (referrer->kind))
        follow_fields (p, gone, referrer, target->id, function);
    }
}

/* Texts that read the relation of @column may mean it without a Reference row that says so. */
static void
for_each_silent_use (RvPlanner *p, RvUnit *column, ForUse function)
{
  RvObject *relation = rv_model_get (p->before, rv_record_parent (column->before));

  for (guint i = 0; relation != NULL && relation->referrers != NULL && i < relation->referrers->len; i++)
    {
      const RvReference *reference = relation->referrers->pdata[i];
      RvObject *part = ((RvObject *) reference)->kind == RV_KIND_REFERENCE ? rv_model_get (p->before, reference->object_id) : NULL;
      int field = part != NULL && reference->field != NULL ? rv_field_by_name (part->kind, reference->field) : -1;

      if (field >= 0 && is_query (field) && is_binding (part, field) && reference->target_id == relation->id &&
          rv_text_may_use (rv_record_text (part, rv_field_info (field)), rv_record_name (column->before)))
        {
          Use use = { column, rv_unit_of (p, p->before, part), part, field };

          if (use.user != NULL)
            function (p, &use);
        }
    }
}

/* ---- keys that foreign keys and views lean on ----------------------------------------------------------- */

static GPtrArray *
columns_of_key (RvPlanner *p, const RvObject *key)
{
  RvKind kind = key->kind == RV_KIND_KEY ? RV_KIND_KEY_COLUMN : RV_KIND_INDEX_COLUMN;
  g_autoptr (GPtrArray) parts = rv_model_children (p->before, key->id, kind);
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const RvKeyColumn *key_column = parts->pdata[i];
      const RvIndexColumn *index_column = parts->pdata[i];

      if (kind == RV_KIND_KEY_COLUMN ? !key_column->is_included : !index_column->is_included)
        g_ptr_array_add (columns, GSIZE_TO_POINTER (kind == RV_KIND_KEY_COLUMN ? key_column->column_id : index_column->column_id));
    }
  return columns;
}

static gboolean
leans_on (RvPlanner *p, const RvForeignKey *foreign_key, const GPtrArray *columns)
{
  g_autoptr (GPtrArray) parts = rv_model_children (p->before, foreign_key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);

  for (guint i = 0; i < parts->len; i++)
    if (!g_ptr_array_find ((GPtrArray *) columns, GSIZE_TO_POINTER (((RvForeignKeyColumn *) parts->pdata[i])->referenced_column_id), NULL))
      return FALSE;
  return parts->len == columns->len;
}

static void
release_key (RvPlanner *p, RvUnit *key)
{
  RvObject *table = rv_model_get (p->before, rv_record_parent (key->before));
  g_autoptr (GPtrArray) columns = columns_of_key (p, key->before);

  for (guint i = 0; table != NULL && table->referrers != NULL && i < table->referrers->len; i++)
    {
      RvObject *referrer = table->referrers->pdata[i];
      RvObject *part = referrer->kind == RV_KIND_REFERENCE ? rv_model_get (p->before, ((RvReference *) referrer)->object_id) : NULL;
      const char *query = part != NULL && part->kind == RV_KIND_VIEW ? ((RvView *) part)->query
        : part != NULL && part->kind == RV_KIND_MATERIALIZED_VIEW ? ((RvMaterializedView *) part)->query : NULL;
      g_autofree char *lower = query != NULL ? g_ascii_strdown (query, -1) : NULL;

      if (referrer->kind == RV_KIND_FOREIGN_KEY && ((RvForeignKey *) referrer)->referenced_table_id == table->id &&
          leans_on (p, (RvForeignKey *) referrer, columns))
        rv_unit_recreate (p, g_hash_table_lookup (p->unit_of, referrer));
      else if (lower != NULL && has_word (lower, "group"))
        rv_unit_recreate (p, g_hash_table_lookup (p->unit_of, part));
    }
}

/* ---- columns that change their type ------------------------------------------------------------------------ */

gboolean
rv_column_is_retyped (const RvUnit *column)
{
  return column->fate == RV_FATE_ALTER && (rv_unit_changed (column, RvColumn_type) || rv_unit_changed (column, RvColumn_collation));
}

/* Whether only the length or precision differs. */
static gboolean
same_base_type (const RvUnit *column)
{
  const char *before = ((RvColumn *) column->before)->type, *after = ((RvColumn *) column->after)->type;
  gsize length = strcspn (before, "(");

  return length == strcspn (after, "(") && g_ascii_strncasecmp (before, after, length) == 0 && strcmp (before, after) != 0;
}

static void
retype (RvPlanner *p, const Use *use)
{
  switch (use->field)
    {
    case RvKeyColumn_column_id: case RvIndexColumn_column_id: case RvExclusionElement_column_id: case RvStatistics_expressions:
    case RvColumn_table_id: case RvSequence_owned_by_id: case RvColumn_default_value:
      break;
    case RvForeignKeyColumn_column_id: case RvForeignKeyColumn_referenced_column_id: case RvCheck_expression: case RvIndexColumn_expression:
    case RvIndex_predicate: case RvExclusionElement_expression: case RvExclusion_predicate:
      if (!same_base_type (use->gone))
        rv_unit_recreate (p, use->user);
      break;
    default:
      lose (p, use);
      break;
    }
}

static gboolean
is_in_partition_key (RvPlanner *p, const RvUnit *column)
{
  const RvTable *table = rv_model_get (p->before, rv_record_parent (column->before));

  return table != NULL && table->partition_key != NULL && has_word (table->partition_key, rv_record_name (column->before));
}

static void
release_retyped (RvPlanner *p)
{
  for (guint i = 0; i < p->units->len; i++)
    {
      RvUnit *unit = p->units->pdata[i];

      if (unit->before == NULL || unit->before->kind != RV_KIND_COLUMN || unit->is_done || !rv_column_is_retyped (unit))
        continue;
      unit->is_done = TRUE;
      if (((RvColumn *) unit->before)->default_value != NULL)
        lose_default (unit);
      if (is_in_partition_key (p, unit))
        rv_unit_recreate (p, rv_unit_before (p, rv_record_parent (unit->before)));
      for_each_use (p, unit, unit->before, retype);
      for_each_silent_use (p, unit, retype);
    }
}

static void
remake_view (RvPlanner *p, const Use *use)
{
  if (use->user->before->kind == RV_KIND_VIEW || use->user->before->kind == RV_KIND_MATERIALIZED_VIEW)
    rv_unit_recreate (p, use->user);
}

void
rv_release_views (RvPlanner *p, RvUnit *column)
{
  for_each_use (p, column, column->before, remake_view);
  for_each_silent_use (p, column, remake_view);
}

/* ---- the walk --------------------------------------------------------------------------------------------- */

/* What belongs to a table that is made anew is made anew with it. */
static void
recreate_children (RvPlanner *p, RvUnit *unit)
{
  RvObject *object = unit->before;

  for (guint i = 0; object->referrers != NULL && i < object->referrers->len; i++)
    {
      RvObject *child = object->referrers->pdata[i];
      RvUnit *user = rv_record_parent (child) == object->id ? g_hash_table_lookup (p->unit_of, child) : NULL;

      if (user != NULL)
        rv_unit_recreate (p, user);
    }
}

/* Which of several routines of one name a text calls, only a server knows. */
static void
release_homonyms (RvPlanner *p, RvUnit *unit)
{
  RvObject *other = rv_model_find (p->before, RV_KIND_ROUTINE, rv_record_parent (unit->before), rv_record_name (unit->before));

  for (; other != NULL; other = other->next_homonym)
    if (other != unit->before)
      for_each_use (p, unit, other, lose);
}

static void
release (RvPlanner *p, RvUnit *unit)
{
  g_autoptr (GPtrArray) columns = NULL;

  if (unit->before->kind == RV_KIND_ROLE || unit->before->kind == RV_KIND_DATABASE)
    return;  /* these never go */
  for_each_use (p, unit, unit->before, lose);
  if (unit->before->kind == RV_KIND_KEPT)
    rv_kept_release (p, unit);
  if (unit->before->kind == RV_KIND_ROUTINE)
    release_homonyms (p, unit);
  if (unit->before->kind == RV_KIND_INDEX && ((RvIndex *) unit->before)->attached_to_id != 0 && rv_unit_before (p, ((RvIndex *) unit->before)->attached_to_id) != NULL)
    rv_unit_recreate (p, rv_unit_before (p, ((RvIndex *) unit->before)->attached_to_id));
  if (unit->before->kind == RV_KIND_VIEW || unit->before->kind == RV_KIND_MATERIALIZED_VIEW)
    {
      columns = rv_model_children (p->before, unit->before->id, RV_KIND_VIEW_COLUMN);
      for (guint i = 0; i < columns->len; i++)
        for_each_use (p, unit, columns->pdata[i], lose);
    }
  if (unit->before->kind == RV_KIND_COLUMN)
    for_each_silent_use (p, unit, lose);
  if (unit->before->kind == RV_KIND_KEY || (unit->before->kind == RV_KIND_INDEX && ((RvIndex *) unit->before)->is_unique))
    release_key (p, unit);
  if (unit->fate == RV_FATE_RECREATE && unit->before->kind != RV_KIND_COLUMN)
    recreate_children (p, unit);
}

static void
release_pending (RvPlanner *p)
{
  while (p->pending->len > 0)
    release (p, g_ptr_array_steal_index (p->pending, p->pending->len - 1));
}

/* What is dropped late keeps what it uses. */
static void
delay (RvPlanner *p)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < p->units->len; i++)
        {
          RvUnit *unit = p->units->pdata[i], *needed;
          g_autoptr (GPtrArray) rows = NULL;

          if (!unit->is_late || unit->before == NULL)
            continue;
          rows = rv_model_children (p->before, unit->before->id, RV_KIND_REFERENCE);
          for (guint j = 0; j < rows->len; j++)
            if ((needed = rv_unit_before (p, ((RvReference *) rows->pdata[j])->target_id)) != NULL && needed->fate == RV_FATE_DROP &&
                !needed->is_late)
              needed->is_late = again = TRUE;
        }
    }
}

/* A column that becomes an identity takes its sequence away from other defaults. */
static void
release_converted (RvPlanner *p)
{
  const GPtrArray *sequences = rv_model_all (p->before, RV_KIND_SEQUENCE);

  for (guint i = 0; i < sequences->len; i++)
    {
      RvSequence *sequence = sequences->pdata[i];
      RvUnit *column = rv_unit_before (p, sequence->owned_by_id);

      if (!sequence->is_identity && rv_column_converts (column))
        for_each_use (p, g_hash_table_lookup (p->unit_of, sequence), &sequence->object, lose);
    }
}

void
rv_plan_decide (RvPlanner *p)
{
  for (guint i = 0; i < p->units->len; i++)
    {
      RvUnit *unit = p->units->pdata[i];

      if (unit->fate == RV_FATE_DROP)
        g_ptr_array_add (p->pending, unit);
      else if (unit->fate == RV_FATE_ALTER && !rv_can_alter (p, unit))
        rv_unit_recreate (p, unit);
      if (unit->fate == RV_FATE_DROP && (unit->before->kind == RV_KIND_EXTENSION || unit->before->kind == RV_KIND_SCHEMA))
        unit->is_late = TRUE;
    }
  rv_kept_decide (p);
  release_converted (p);
  /* Types that go retype columns, whose users go, too. */
  do
    {
      release_pending (p);
      release_retyped (p);
    }
  while (p->pending->len > 0);
  delay (p);
  for (guint i = 0; i < p->units->len; i++)
    ((RvUnit *) p->units->pdata[i])->is_done = FALSE;
}
