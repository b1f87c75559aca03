/* Types, extensions and sequences that stay. */
#include "migrate/plan-private.h"

static void
begin (RvPlanner *p, const RvUnit *unit)
{
  rv_put (p, "ALTER ");
  rv_write_designation (&p->new, unit->after);
}

/* ---- types --------------------------------------------------------------------------------------------- */

static gboolean
is_new (RvPlanner *p, const RvObject *object)
{
  return rv_comparison_before (p->comparison, object->id) == 0;
}

/* Returns: the next value after @i that is there already, or NULL. */
static const RvObject *
next_old (RvPlanner *p, const GPtrArray *values, guint i)
{
  for (i++; i < values->len; i++)
    if (!is_new (p, values->pdata[i]))
      return values->pdata[i];
  return NULL;
}

void
rv_alter_enum (RvPlanner *p, RvUnit *unit)
{
  g_autoptr (GPtrArray) values = rv_model_children (p->after, unit->after->id, RV_KIND_ENUM_VALUE);

  for (guint i = 0; i < values->len; i++)
    {
      const RvObject *next = next_old (p, values, i);

      if (!is_new (p, values->pdata[i]))
        continue;
      begin (p, unit);
      rv_put (p, " ADD VALUE ");
      rv_write_literal (&p->new, rv_record_name (values->pdata[i]));
      if (next != NULL && i > 0)
        {
          rv_put (p, " AFTER ");
          rv_write_literal (&p->new, rv_record_name (values->pdata[i - 1]));
        }
      else if (next != NULL)
        {
          rv_put (p, " BEFORE ");
          rv_write_literal (&p->new, rv_record_name (next));
        }
      rv_put (p, ";\n");
    }
}

void
rv_alter_composite (RvPlanner *p, RvUnit *unit)
{
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_ATTRIBUTE);
  g_autoptr (GPtrArray) after = rv_model_children (p->after, unit->after->id, RV_KIND_ATTRIBUTE);

  for (guint i = 0; i < before->len; i++)
    if (rv_comparison_after (p->comparison, ((RvObject *) before->pdata[i])->id) == 0)
      {
        begin (p, unit);
        rv_put (p, " DROP ATTRIBUTE ");
        rv_write_name (&p->new, rv_record_name (before->pdata[i]));
        rv_put (p, " CASCADE;\n");
      }
  for (guint i = 0; i < after->len; i++)
    {
      const RvAttribute *attribute = after->pdata[i];

      if (!is_new (p, &attribute->object))
        continue;
      begin (p, unit);
      rv_put (p, " ADD ATTRIBUTE ");
      rv_write_name (&p->new, attribute->name);
      rv_put_format (p, " %s", attribute->type);
      if (attribute->collation != NULL)
        rv_put_format (p, " COLLATE %s", attribute->collation);
      rv_put (p, " CASCADE;\n");
    }
}

void
rv_alter_domain (RvPlanner *p, RvUnit *unit)
{
  const RvDomain *before = (RvDomain *) unit->before, *after = (RvDomain *) unit->after;
  g_autoptr (GPtrArray) checks = rv_model_children (p->after, unit->after->id, RV_KIND_DOMAIN_CHECK);

  if ((rv_unit_changed (unit, RvDomain_default_value) || unit->loses_default) && !rv_order_is_late (p->order_after, after) &&
      (after->default_value != NULL || (before->default_value != NULL && !unit->loses_default)))
    {
      begin (p, unit);
      rv_put_format (p, after->default_value != NULL ? " SET DEFAULT %s;\n" : " DROP DEFAULT;\n", after->default_value);
    }
  if (rv_unit_changed (unit, RvDomain_not_null))
    {
      begin (p, unit);
      rv_put (p, after->not_null ? " SET NOT NULL;\n" : " DROP NOT NULL;\n");
    }
  for (guint i = 0; i < checks->len; i++)
    {
      RvUnit *check = g_hash_table_lookup (p->unit_of, checks->pdata[i]);

      if (rv_unit_comes (check) && !rv_order_is_late (p->order_after, check->after))
        {
          rv_write_late_part (&p->new, check->after);
          rv_write_attachments (&p->new, check->after);
        }
      else if (check->fate == RV_FATE_ALTER && rv_unit_changed (check, RvDomainCheck_not_valid))
        {
          begin (p, unit);
          rv_put (p, " VALIDATE CONSTRAINT ");
          rv_write_name (&p->new, rv_record_name (check->after));
          rv_put (p, ";\n");
        }
      if (check->fate == RV_FATE_ALTER)
        rv_alter_attachments (p, check);
    }
}

/* ---- extensions, sequences ------------------------------------------------------------------------------- */

void
rv_alter_extension (RvPlanner *p, RvUnit *unit)
{
  const RvExtension *after = (RvExtension *) unit->after;

  if (rv_unit_changed (unit, RvExtension_schema_id) && after->schema_id != 0)
    {
      begin (p, unit);
      rv_put (p, " SET SCHEMA ");
      rv_write_object (&p->new, after->schema_id);
      rv_put (p, ";\n");
    }
  if (rv_unit_changed (unit, RvExtension_version) && after->version != NULL)
    {
      begin (p, unit);
      rv_put (p, " UPDATE TO ");
      rv_write_literal (&p->new, after->version);
      rv_put (p, ";\n");
    }
}

static void
put_bound (RvPlanner *p, const RvUnit *unit, int field, const char *words, const char *without, const char *value)
{
  if (!rv_unit_changed (unit, field))
    return;
  if (value != NULL)
    rv_put_format (p, " %s %s", words, value);
  else
    rv_put_format (p, " %s", without);
}

/* Where a sequence has got to must be between its bounds. */
static void
move_between (RvPlanner *p, const RvUnit *unit, int field, const char *function, const char *bound)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!rv_unit_changed (unit, field) || bound == NULL)
    return;
  p->new.out = name;
  rv_write_object (&p->new, unit->after->id);
  p->new.out = p->text;
  rv_put (p, "SELECT pg_catalog.setval(");
  rv_pg_append_literal (p->text, name->str);
  rv_put_format (p, "::regclass, %s(last_value, %s), is_called) FROM %s;\n", function, bound, name->str);
}

void
rv_alter_sequence (RvPlanner *p, RvUnit *unit)
{
  const RvSequence *after = (RvSequence *) unit->after;
  gsize start, head;

  move_between (p, unit, RvSequence_min_value, "greatest", after->min_value);
  move_between (p, unit, RvSequence_max_value, "least", after->max_value);
  start = p->text->len;
  rv_put (p, "ALTER SEQUENCE ");
  rv_write_object (&p->new, after->object.id);
  head = p->text->len;
  put_bound (p, unit, RvSequence_type, "AS", "AS bigint", after->type);
  put_bound (p, unit, RvSequence_increment, "INCREMENT BY", "INCREMENT BY 1", after->increment);
  put_bound (p, unit, RvSequence_min_value, "MINVALUE", "NO MINVALUE", after->min_value);
  put_bound (p, unit, RvSequence_max_value, "MAXVALUE", "NO MAXVALUE", after->max_value);
  put_bound (p, unit, RvSequence_start, "START WITH", "START WITH 1", after->start);
  put_bound (p, unit, RvSequence_cache, "CACHE", "CACHE 1", after->cache);
  if (rv_unit_changed (unit, RvSequence_cycles))
    rv_put (p, after->cycles ? " CYCLE" : " NO CYCLE");
  if (p->text->len == head)
    g_string_truncate (p->text, start);
  else
    rv_put (p, ";\n");
  if (rv_unit_changed (unit, RvSequence_persistence))
    {
      rv_put (p, "ALTER SEQUENCE ");
      rv_write_object (&p->new, after->object.id);
      rv_put (p, after->persistence == RvPersistence_UNLOGGED ? " SET UNLOGGED;\n" : " SET LOGGED;\n");
    }
  rv_alter_attachments (p, unit);
}

void
rv_own_sequence (RvPlanner *p, RvUnit *unit)
{
  const RvColumn *column = rv_model_get (p->after, ((RvSequence *) unit->after)->owned_by_id);
  RvUnit *of = column != NULL ? g_hash_table_lookup (p->unit_of, column) : NULL;
  RvUnit *owner = unit->before != NULL ? rv_unit_before (p, ((RvSequence *) unit->before)->owned_by_id) : NULL;

  if ((of != NULL && (rv_unit_comes (of) || rv_column_converts (of))) || (of == NULL && (owner == NULL || rv_unit_goes (owner))))
    return;
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  if (column != NULL || unit->before != NULL)
    {
      rv_put (p, "ALTER SEQUENCE ");
      rv_write_object (&p->new, unit->after->id);
      rv_put (p, " OWNED BY ");
    }
  if (column != NULL)
    {
      rv_write_object (&p->new, column->table_id);
      rv_put (p, ".");
      rv_write_name (&p->new, column->name);
      rv_put (p, ";\n");
    }
  else if (unit->before != NULL)
    rv_put (p, "NONE;\n");
  rv_step_end (p);
}
