/* Columns: added, dropped and altered where they are, so that what they hold stays. */
#include "migrate/plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "migrate/cast.h"

static const RvColumn *
old_column (const RvUnit *unit)
{
  return (const RvColumn *) unit->before;
}

static const RvColumn *
new_column (const RvUnit *unit)
{
  return (const RvColumn *) unit->after;
}

static void
alter_table (RvPlanner *p, const RvColumn *column, const char *only)
{
  const RvTable *table = rv_model_get (p->after, column->table_id);

  rv_put_format (p, "ALTER %s %s", table->server_id != 0 ? "FOREIGN TABLE" : "TABLE", only);
  rv_write_object (&p->new, table->object.id);
}

static void
alter (RvPlanner *p, const RvUnit *unit, const char *only)
{
  alter_table (p, new_column (unit), only);
  rv_put (p, " ALTER COLUMN ");
  rv_write_name (&p->new, new_column (unit)->name);
}

/* ---- what comes down from a parent table ------------------------------------------------------------------- */

static gboolean
was_child_of (RvPlanner *p, const RvTable *table, RvId parent_before)
{
  g_autoptr (GPtrArray) rows = rv_model_children (p->before, table->object.id, RV_KIND_INHERITANCE);

  if (parent_before == 0)
    return FALSE;
  if (table->partition_of_id == parent_before)
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    if (((RvInheritance *) rows->pdata[i])->inherited_id == parent_before)
      return TRUE;
  return FALSE;
}

static const RvColumn *
column_in (RvPlanner *p, RvId parent, const char *name)
{
  return rv_model_find (p->after, RV_KIND_COLUMN, parent, name);
}

/* Returns: (nullable): the unit of the parent's column that @column has come from all along. */
static RvUnit *
parent_column (RvPlanner *p, const RvColumn *column)
{
  const RvTable *table = rv_model_get (p->after, column->table_id);
  RvUnit *unit = table != NULL ? g_hash_table_lookup (p->unit_of, table) : NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (RvId));

  if (!column->is_inherited || unit == NULL || unit->before == NULL || rv_partition_is_moved (unit))
    return NULL;
  rows = rv_model_children (p->after, table->object.id, RV_KIND_INHERITANCE);
  if (table->partition_of_id != 0)
    g_array_append_val (parents, table->partition_of_id);
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (parents, ((RvInheritance *) rows->pdata[i])->inherited_id);
  for (guint i = 0; i < parents->len; i++)
    {
      RvId parent = g_array_index (parents, RvId, i);
      const RvColumn *found = column_in (p, parent, column->name);

      if (found != NULL && was_child_of (p, (RvTable *) unit->before, rv_comparison_before (p->comparison, parent)))
        return g_hash_table_lookup (p->unit_of, found);
    }
  return NULL;
}

static gboolean
follows_parent (RvPlanner *p, const RvUnit *unit, int field)
{
  const RvUnit *parent = parent_column (p, new_column (unit));

  return parent != NULL && parent->fate == RV_FATE_ALTER && rv_unit_changed (parent, field);
}

/* ---- new columns -------------------------------------------------------------------------------------------- */

static gboolean
needs_placeholder (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = new_column (unit);
  const RvTable *table = rv_model_get (p->after, column->table_id);

  return column->not_null && column->default_value == NULL && column->generated == NULL && column->identity == RvIdentity_NONE &&
         table->server_id == 0;
}

/* The first value of an enum, what the domain's own type takes, or what a built-in type does. Returns: (transfer full) (nullable). */
static char *
placeholder (RvPlanner *p, const RvObject *of, const char *type, guint depth)
{
  const GPtrArray *rows = of->referrers;
  const char *constant = rv_type_placeholder (type);

  for (guint i = 0; constant == NULL && depth < 8 && rows != NULL && i < rows->len; i++)
    {
      const RvReference *row = rows->pdata[i];
      RvObject *target = row->object.kind == RV_KIND_REFERENCE && row->object_id == of->id && g_strcmp0 (row->field, "type") == 0 ?
        rv_model_get (p->after, row->target_id) : NULL;

      if (target != NULL && target->kind == RV_KIND_ENUM)
        {
          g_autoptr (GPtrArray) values = rv_model_children (p->after, target->id, RV_KIND_ENUM_VALUE);
          GString *literal = g_string_new (NULL);

          if (values->len > 0)
            rv_pg_append_literal (literal, rv_record_name (values->pdata[0]));
          return g_string_free (literal, FALSE);
        }
      if (target != NULL && target->kind == RV_KIND_DOMAIN)
        return placeholder (p, target, ((RvDomain *) target)->type, depth + 1);
    }
  return g_strdup (constant);
}

static void
put_definition (RvPlanner *p, const RvUnit *unit, const char *filler)
{
  const RvColumn *column = new_column (unit);

  alter_table (p, column, "");
  rv_put (p, "\n  ADD COLUMN ");
  rv_write_name (&p->new, column->name);
  rv_write_column_type (&p->new, column);
  if (filler != NULL)
    rv_put_format (p, " DEFAULT %s", filler);
  rv_write_column_constraints (&p->new, column);
  rv_put (p, ";\n");
}

void
rv_add_column (RvPlanner *p, RvUnit *unit)
{
  const RvColumn *column = new_column (unit);
  const RvUnit *parent = parent_column (p, column);
  g_autofree char *filler = NULL;

  if (parent != NULL && rv_unit_comes (parent))
    return;
  if (needs_placeholder (p, unit))
    filler = placeholder (p, unit->after, column->type, 0);
  put_definition (p, unit, filler);
  if (filler != NULL)
    {
      alter (p, unit, "");
      rv_put (p, " DROP DEFAULT;\n");
      rv_step_hazard (p, FALSE, g_strdup_printf (_("Rows that exist get %s in the new column “%s”: it must hold something and has no default"),
                                                 filler, column->name));
    }
  else if (needs_placeholder (p, unit))
    rv_step_hazard (p, FALSE, g_strdup_printf (_("Fails where the table has rows: the new column “%s” must hold something and has no default"),
                                               column->name));
  rv_write_column_settings (&p->new, column);
  rv_write_owned_sequences (&p->new, column);
  rv_write_attachments (&p->new, unit->after);
  rv_write_identity_attachments (&p->new, column);
}

/* ---- types ---------------------------------------------------------------------------------------------------- */

/* Rows of a composite type are put together anew from the attributes that both have. */
static gboolean
put_row (RvPlanner *p, const RvUnit *unit)
{
  const GPtrArray *rows = unit->before->referrers;
  RvUnit *type = NULL;
  g_autoptr (GPtrArray) attributes = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RvReference *row = rows->pdata[i];

      if (row->object.kind == RV_KIND_REFERENCE && row->object_id == unit->before->id && g_strcmp0 (row->field, "type") == 0 &&
          rv_model_get_kind (p->before, row->target_id, RV_KIND_COMPOSITE) != NULL)
        type = rv_unit_before (p, row->target_id);
    }
  if (type == NULL || type->after == NULL || strchr (new_column (unit)->type, '[') != NULL)
    return FALSE;
  attributes = rv_model_children (p->after, type->after->id, RV_KIND_ATTRIBUTE);
  rv_put (p, " USING CASE WHEN ");
  rv_write_name (&p->new, new_column (unit)->name);
  rv_put (p, " IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(");
  for (guint i = 0; i < attributes->len; i++)
    {
      const RvAttribute *attribute = attributes->pdata[i];
      const RvAttribute *old = rv_model_get (p->before, rv_comparison_before (p->comparison, attribute->object.id));

      rv_put (p, i > 0 ? ", " : "");
      if (old == NULL)
        rv_put (p, "NULL");
      else
        {
          rv_put (p, "(");
          rv_write_name (&p->new, new_column (unit)->name);
          rv_put (p, ").");
          rv_write_name (&p->new, old->name);
          if (!rv_type_is_known (attribute->type) || rv_cast_way (old->type, attribute->type) == RV_CAST_TEXT)
            rv_put_format (p, "::text::%s", attribute->type);
          else if (strcmp (old->type, attribute->type) != 0)
            rv_put_format (p, "::%s", attribute->type);
        }
    }
  rv_put_format (p, ")::%s END", new_column (unit)->type);
  return TRUE;
}

static void
put_using (RvPlanner *p, const RvUnit *unit, RvCastWay way)
{
  const RvColumn *column = new_column (unit);

  if (way == RV_CAST_ASSIGNMENT || put_row (p, unit))
    return;
  rv_put (p, " USING ");
  rv_write_name (&p->new, column->name);
  if (way == RV_CAST_TEXT)
    rv_put (p, strchr (old_column (unit)->type, '[') != NULL ? "::text[]" : "::text");
  if (way == RV_CAST_TEXT && strchr (old_column (unit)->type, '[') != NULL && strchr (column->type, '[') == NULL)
    rv_put (p, "::text");
  rv_put_format (p, "::%s", column->type);
}

/* Whether the type itself is another one under the same name. */
static gboolean
is_swapped (RvPlanner *p, const RvUnit *unit)
{
  const GPtrArray *rows = unit->before->referrers;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RvReference *row = rows->pdata[i];
      const RvUnit *type = row->object.kind == RV_KIND_REFERENCE && row->object_id == unit->before->id && g_strcmp0 (row->field, "type") == 0 ?
        rv_unit_before (p, row->target_id) : NULL;

      if (type != NULL && type->is_moved_aside)
        return TRUE;
    }
  return FALSE;
}

static void
alter_type (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = new_column (unit);
  RvCastWay way = unit->is_text ? RV_CAST_EXPLICIT : is_swapped (p, unit) ? RV_CAST_TEXT : rv_cast_way (old_column (unit)->type, column->type);

  if (follows_parent (p, unit, RvColumn_type) || follows_parent (p, unit, RvColumn_collation))
    return;
  alter (p, unit, "");
  rv_put_format (p, " TYPE %s", column->type);
  if (column->collation != NULL)
    rv_put_format (p, " COLLATE %s", column->collation);
  put_using (p, unit, way);
  rv_put (p, ";\n");
  if (way != RV_CAST_ASSIGNMENT)
    rv_step_hazard (p, FALSE, g_strdup_printf (_("Fails where a value of “%s” cannot be read as %s"), column->name, column->type));
}

/* ---- identity and the sequence behind a column ------------------------------------------------------------------ */

static RvSequence *
sequence_of (const RvObject *column)
{
  for (guint i = 0; column->referrers != NULL && i < column->referrers->len; i++)
    {
      RvSequence *sequence = column->referrers->pdata[i];

      if (sequence->object.kind == RV_KIND_SEQUENCE && sequence->owned_by_id == column->id)
        return sequence;
    }
  return NULL;
}

static char *
aside_name (const RvSequence *sequence)
{
  return g_strconcat (sequence->name, "__old", NULL);
}

static void
put_old_sequence (RvPlanner *p, const RvSequence *sequence, const char *name)
{
  const RvSchema *schema = rv_model_get (p->before, sequence->schema_id);

  if (schema != NULL)
    {
      rv_write_name (&p->new, schema->name);
      rv_put (p, ".");
    }
  rv_write_name (&p->new, name);
}

/* The new sequence goes on where the old one is. */
static void
continue_sequence (RvPlanner *p, const RvSequence *old, const char *old_name, const RvSequence *sequence)
{
  g_autoptr (GString) name = g_string_new (NULL);

  p->new.out = name;
  rv_write_object (&p->new, sequence->object.id);
  p->new.out = p->text;
  rv_put (p, "SELECT pg_catalog.setval(");
  rv_pg_append_literal (p->text, name->str);
  rv_put (p, "::regclass, last_value, is_called) FROM ");
  put_old_sequence (p, old, old_name);
  rv_put (p, ";\n");
}

/* From a sequence of its own to one behind GENERATED … AS IDENTITY, or back. */
static void
convert_sequence (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = new_column (unit);
  RvSequence *old = sequence_of (unit->before), *sequence = sequence_of (unit->after);
  g_autofree char *aside = old != NULL ? aside_name (old) : NULL;

  if (old != NULL)
    {
      rv_put (p, "ALTER SEQUENCE ");
      put_old_sequence (p, old, old->name);
      rv_put (p, " RENAME TO ");
      rv_write_name (&p->new, aside);
      rv_put (p, ";\n");
    }
  if (column->identity != RvIdentity_NONE)
    {
      alter (p, unit, "");
      rv_put (p, " ADD");
      rv_write_identity (&p->new, column);
      rv_put (p, ";\n");
    }
  else if (sequence != NULL)
    rv_write_sequence (&p->new, sequence);
  if (old != NULL && sequence != NULL)
    continue_sequence (p, old, aside, sequence);
  if (old_column (unit)->identity != RvIdentity_NONE)
    {
      alter (p, unit, "");
      rv_put (p, " DROP IDENTITY;\n");
    }
  else if (old != NULL)
    {
      rv_put (p, "DROP SEQUENCE ");
      put_old_sequence (p, old, aside);
      rv_put (p, ";\n");
    }
  rv_write_identity_attachments (&p->new, column);
  if (column->identity == RvIdentity_NONE)
    rv_write_owned_sequences (&p->new, column);
}

static void
alter_identity (RvPlanner *p, const RvUnit *unit)
{
  RvSequence *old = sequence_of (unit->before), *sequence = sequence_of (unit->after);
  RvUnit *of = sequence != NULL ? g_hash_table_lookup (p->unit_of, sequence) : NULL;

  if (rv_unit_changed (unit, RvColumn_identity))
    {
      alter (p, unit, "");
      rv_put_format (p, " SET GENERATED %s;\n", new_column (unit)->identity == RvIdentity_ALWAYS ? "ALWAYS" : "BY DEFAULT");
    }
  if (of != NULL && of->before != NULL)
    rv_alter_sequence (p, of);
  else if (of != NULL && old != NULL && strcmp (old->name, sequence->name) != 0)
    {
      rv_put (p, "ALTER SEQUENCE ");
      put_old_sequence (p, old, old->name);
      rv_put (p, " RENAME TO ");
      rv_write_name (&p->new, sequence->name);
      rv_put (p, ";\n");
    }
}

/* ---- the rest ------------------------------------------------------------------------------------------------------- */

static void
alter_default (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = new_column (unit);

  if (!rv_unit_changed (unit, RvColumn_default_value) && !unit->loses_default)
    return;
  if (column->default_value == NULL && (unit->loses_default || old_column (unit)->default_value == NULL))
    return;
  if (column->default_value != NULL && rv_order_is_late (p->order_after, column))
    return;
  alter (p, unit, "ONLY ");
  if (column->default_value == NULL)
    rv_put (p, " DROP DEFAULT;\n");
  else
    rv_put_format (p, " SET DEFAULT %s;\n", column->default_value);
}

static void
alter_not_null (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = new_column (unit);
  const RvTable *table = rv_model_get (p->after, column->table_id);

  if (!rv_unit_changed (unit, RvColumn_not_null) || follows_parent (p, unit, RvColumn_not_null))
    return;
  if (column->not_null && column->default_value != NULL && table->server_id == 0 && !rv_order_is_late (p->order_after, column))
    {
      rv_put (p, "UPDATE ");
      rv_write_object (&p->new, table->object.id);
      rv_put (p, " SET ");
      rv_write_name (&p->new, column->name);
      rv_put_format (p, " = %s WHERE ", column->default_value);
      rv_write_name (&p->new, column->name);
      rv_put (p, " IS NULL;\n");
      rv_step_hazard (p, FALSE, g_strdup_printf (_("Rows without “%s” get its default"), column->name));
    }
  else if (column->not_null)
    rv_step_hazard (p, FALSE, g_strdup_printf (_("Fails where a row has nothing in “%s”"), column->name));
  alter (p, unit, "");
  rv_put (p, column->not_null ? " SET NOT NULL;\n" : " DROP NOT NULL;\n");
}

static const char *const storages[] = { NULL, "PLAIN", "EXTERNAL", "EXTENDED", "MAIN" };

static void
alter_settings (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = new_column (unit);
  g_autoptr (GString) head = g_string_new (NULL);

  if (rv_unit_changed (unit, RvColumn_storage) || (rv_column_is_retyped (unit) && column->storage != RvStorage_DEFAULT))
    {
      alter (p, unit, "ONLY ");
      rv_put_format (p, " SET STORAGE %s;\n", column->storage != RvStorage_DEFAULT ? storages[column->storage] : rv_type_storage (column->type));
    }
  if (rv_unit_changed (unit, RvColumn_compression))
    {
      alter (p, unit, "ONLY ");
      rv_put_format (p, " SET COMPRESSION %s;\n", column->compression != NULL ? column->compression : "default");
    }
  if (rv_unit_changed (unit, RvColumn_statistics_target))
    {
      alter (p, unit, "ONLY ");
      rv_put_format (p, " SET STATISTICS %" G_GINT64_FORMAT ";\n", column->statistics_target);
    }
  if (rv_unit_changed (unit, RvColumn_options))
    {
      GString *text = p->text;

      p->text = p->new.out = head;
      alter (p, unit, "ONLY ");
      p->text = p->new.out = text;
      rv_put_parameters_change (p, head->str, old_column (unit)->options, column->options);
    }
}

static void
alter_foreign_options (RvPlanner *p, const RvUnit *unit)
{
  gsize start = p->text->len;

  if (!rv_unit_changed (unit, RvColumn_foreign_options))
    return;
  alter (p, unit, "");
  if (rv_put_options_change (p, old_column (unit)->foreign_options, new_column (unit)->foreign_options))
    rv_put (p, ";\n");
  else
    g_string_truncate (p->text, start);
}

gboolean
rv_column_converts (const RvUnit *unit)
{
  return unit != NULL && unit->fate == RV_FATE_ALTER && unit->before->kind == RV_KIND_COLUMN && rv_unit_changed (unit, RvColumn_identity) &&
         (old_column (unit)->identity == RvIdentity_NONE || new_column (unit)->identity == RvIdentity_NONE);
}

void
rv_alter_column (RvPlanner *p, RvUnit *unit)
{
  const RvColumn *after = new_column (unit);
  gboolean converts = rv_column_converts (unit);

  if (rv_unit_changed (unit, RvColumn_generated))
    {
      alter (p, unit, "");
      rv_put (p, " DROP EXPRESSION;\n");
    }
  if (rv_column_is_retyped (unit))
    alter_type (p, unit);
  if (converts && after->identity != RvIdentity_NONE)
    {
      alter_default (p, unit);
      alter_not_null (p, unit);
    }
  if (converts)
    convert_sequence (p, unit);
  else if (after->identity != RvIdentity_NONE)
    alter_identity (p, unit);
  if (!converts || after->identity == RvIdentity_NONE)
    {
      alter_default (p, unit);
      alter_not_null (p, unit);
    }
  alter_settings (p, unit);
  alter_foreign_options (p, unit);
  rv_alter_attachments (p, unit);
}
