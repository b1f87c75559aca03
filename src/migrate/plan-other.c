/* What stays and is altered, of every kind but tables and columns: one function for each kind that has more to it than an owner,
 * a comment and labels. */
#include "migrate/plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
begin (RvPlanner *p, const RvUnit *unit)
{
  rv_put (p, "ALTER ");
  rv_write_designation (&p->new, unit->after);
}

static char *
head_of (RvPlanner *p, const RvUnit *unit)
{
  GString *head = g_string_new ("ALTER "), *text = p->new.out;

  p->new.out = head;
  rv_write_designation (&p->new, unit->after);
  p->new.out = text;
  return g_string_free (head, FALSE);
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

static void
alter_enum (RvPlanner *p, RvUnit *unit)
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

static void
alter_composite (RvPlanner *p, RvUnit *unit)
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

static void
alter_domain (RvPlanner *p, RvUnit *unit)
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

static void
alter_extension (RvPlanner *p, RvUnit *unit)
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

  if ((of != NULL && rv_unit_comes (of)) || (of == NULL && (owner == NULL || rv_unit_goes (owner))))
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

/* ---- constraints and indexes ------------------------------------------------------------------------------- */

static void
alter_foreign_key (RvPlanner *p, RvUnit *unit)
{
  const RvForeignKey *after = (RvForeignKey *) unit->after;

  if (rv_unit_changed (unit, RvForeignKey_is_deferrable) || rv_unit_changed (unit, RvForeignKey_initially_deferred))
    {
      rv_put (p, "ALTER TABLE ");
      rv_write_object (&p->new, after->table_id);
      rv_put (p, "\n  ALTER CONSTRAINT ");
      rv_write_name (&p->new, after->name);
      rv_put (p, after->is_deferrable || after->initially_deferred ? "" : " NOT DEFERRABLE");
      rv_write_deferrable (&p->new, after->is_deferrable, after->initially_deferred);
      rv_put (p, after->is_deferrable && !after->initially_deferred ? " INITIALLY IMMEDIATE;\n" : ";\n");
    }
  if (rv_unit_changed (unit, RvForeignKey_not_valid))
    {
      rv_put (p, "ALTER TABLE ");
      rv_write_object (&p->new, after->table_id);
      rv_put (p, "\n  VALIDATE CONSTRAINT ");
      rv_write_name (&p->new, after->name);
      rv_put (p, ";\n");
    }
}

static void
set_tablespace (RvPlanner *p, const char *head, const char *tablespace)
{
  rv_put_format (p, "%s SET TABLESPACE ", head);
  if (tablespace != NULL)
    rv_write_name (&p->new, tablespace);
  else
    rv_put (p, "pg_default");
  rv_put (p, ";\n");
}

static void
alter_index_statistics (RvPlanner *p, const RvUnit *unit, const char *head)
{
  g_autoptr (GPtrArray) columns = rv_model_children (p->after, unit->after->id, RV_KIND_INDEX_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    {
      const RvDifference *difference = rv_comparison_of_after (p->comparison, ((RvObject *) columns->pdata[i])->id);

      if (difference != NULL && (difference->fields >> RV_FIELD_INDEX (RvIndexColumn_statistics_target) & 1) != 0)
        rv_put_format (p, "%s ALTER COLUMN %u SET STATISTICS %" G_GINT64_FORMAT ";\n", head, i + 1,
                       ((RvIndexColumn *) columns->pdata[i])->statistics_target);
    }
}

static void
alter_index (RvPlanner *p, RvUnit *unit)
{
  const RvIndex *before = (RvIndex *) unit->before, *after = (RvIndex *) unit->after;
  g_autofree char *head = head_of (p, unit);

  if (rv_unit_changed (unit, RvIndex_storage_parameters))
    rv_put_parameters_change (p, head, before->storage_parameters, after->storage_parameters);
  if (rv_unit_changed (unit, RvIndex_tablespace))
    set_tablespace (p, head, after->tablespace);
  alter_index_statistics (p, unit, head);
  if (rv_unit_changed (unit, RvIndex_attached_to_id) && after->attached_to_id != 0)
    {
      rv_put (p, "ALTER INDEX ");
      rv_write_object (&p->new, after->attached_to_id);
      rv_put (p, " ATTACH PARTITION ");
      rv_write_object (&p->new, after->object.id);
      rv_put (p, ";\n");
    }
}

static void
alter_exclusion (RvPlanner *p, RvUnit *unit)
{
  const RvExclusion *before = (RvExclusion *) unit->before, *after = (RvExclusion *) unit->after;
  const RvTable *table = rv_model_get (p->after, after->table_id);
  g_autoptr (GString) head = g_string_new ("ALTER INDEX ");

  p->new.out = head;
  rv_write_object (&p->new, table->schema_id);
  g_string_append_c (head, '.');
  rv_write_name (&p->new, after->name);
  p->new.out = p->text;
  if (rv_unit_changed (unit, RvExclusion_storage_parameters))
    rv_put_parameters_change (p, head->str, before->storage_parameters, after->storage_parameters);
  if (rv_unit_changed (unit, RvExclusion_tablespace))
    set_tablespace (p, head->str, after->tablespace);
}

static void
alter_statistics (RvPlanner *p, RvUnit *unit)
{
  if (!rv_unit_changed (unit, RvStatistics_statistics_target))
    return;
  begin (p, unit);
  rv_put_format (p, " SET STATISTICS %" G_GINT64_FORMAT ";\n", ((RvStatistics *) unit->after)->statistics_target);
}

/* ---- views and routines ------------------------------------------------------------------------------------------ */

static void
alter_view_columns (RvPlanner *p, const RvUnit *unit, const char *head)
{
  g_autoptr (GPtrArray) columns = rv_model_children (p->after, unit->after->id, RV_KIND_VIEW_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    {
      const RvViewColumn *column = columns->pdata[i];
      const RvDifference *difference = rv_comparison_of_after (p->comparison, column->object.id);
      g_autofree char *name = rv_pg_quote (column->name);

      if (difference == NULL)
        continue;
      if (difference->fields >> RV_FIELD_INDEX (RvViewColumn_default_value) & 1)
        rv_put_format (p, column->default_value != NULL ? "%s ALTER COLUMN %s SET DEFAULT %s;\n" : "%s ALTER COLUMN %s DROP DEFAULT;\n",
                       head, name, column->default_value);
      if (difference->fields >> RV_FIELD_INDEX (RvViewColumn_statistics_target) & 1)
        rv_put_format (p, "%s ALTER COLUMN %s SET STATISTICS %" G_GINT64_FORMAT ";\n", head, name, column->statistics_target);
    }
}

static void
alter_view (RvPlanner *p, RvUnit *unit)
{
  static const char *const checks[] = { NULL, "local", "cascaded" };
  const RvView *before = (RvView *) unit->before, *after = (RvView *) unit->after;
  g_autofree char *head = head_of (p, unit);

  if (rv_unit_changed (unit, RvView_options))
    rv_put_parameters_change (p, head, before->options, after->options);
  if (rv_unit_changed (unit, RvView_check_option) && after->check_option != RvCheckOption_NONE)
    rv_put_format (p, "%s SET (check_option=%s);\n", head, checks[after->check_option]);
  else if (rv_unit_changed (unit, RvView_check_option))
    rv_put_format (p, "%s RESET (check_option);\n", head);
  alter_view_columns (p, unit, head);
}

static void
alter_materialized_view (RvPlanner *p, RvUnit *unit)
{
  const RvMaterializedView *before = (RvMaterializedView *) unit->before, *after = (RvMaterializedView *) unit->after;
  g_autofree char *head = head_of (p, unit);

  if (rv_unit_changed (unit, RvMaterializedView_storage_parameters))
    rv_put_parameters_change (p, head, before->storage_parameters, after->storage_parameters);
  if (rv_unit_changed (unit, RvMaterializedView_access_method))
    rv_put_format (p, "%s SET ACCESS METHOD %s;\n", head, after->access_method != NULL ? after->access_method : "heap");
  if (rv_unit_changed (unit, RvMaterializedView_tablespace))
    set_tablespace (p, head, after->tablespace);
  if (rv_unit_changed (unit, RvMaterializedView_with_data))
    {
      rv_put (p, "REFRESH MATERIALIZED VIEW ");
      rv_write_object (&p->new, unit->after->id);
      rv_put (p, after->with_data ? ";\n" : " WITH NO DATA;\n");
    }
  alter_view_columns (p, unit, head);
}

static void
replace (RvPlanner *p, RvUnit *unit)
{
  RvWriteOptions options = { .no_owners = TRUE, .no_comments = TRUE, .if_not_exists = TRUE };
  RvWriter writer = { p->after, &options, p->text, p->order_after };

  if (unit->is_replaced)
    rv_write_whole (&writer, unit->after);
}

/* ---- what runs by itself ------------------------------------------------------------------------------------------- */

static const char *const states[] = { "ENABLE", "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS" };

static void
alter_state (RvPlanner *p, const RvUnit *unit, RvEnabledState state, const char *word)
{
  const RvObject *relation = rv_model_get (p->after, rv_record_parent (unit->after));

  rv_put (p, relation->kind == RV_KIND_TABLE && ((RvTable *) relation)->server_id != 0 ? "ALTER FOREIGN TABLE " : "ALTER TABLE ");
  rv_write_object (&p->new, relation->id);
  rv_put_format (p, " %s %s ", states[state], word);
  rv_write_name (&p->new, rv_record_name (unit->after));
  rv_put (p, ";\n");
}

static void
alter_trigger (RvPlanner *p, RvUnit *unit)
{
  if (rv_unit_changed (unit, RvTrigger_enabled))
    alter_state (p, unit, ((RvTrigger *) unit->after)->enabled, "TRIGGER");
}

static void
alter_rule (RvPlanner *p, RvUnit *unit)
{
  if (rv_unit_changed (unit, RvRewriteRule_enabled))
    alter_state (p, unit, ((RvRewriteRule *) unit->after)->enabled, "RULE");
}

static void
alter_event_trigger (RvPlanner *p, RvUnit *unit)
{
  if (!rv_unit_changed (unit, RvEventTrigger_enabled))
    return;
  begin (p, unit);
  rv_put_format (p, " %s;\n", states[((RvEventTrigger *) unit->after)->enabled]);
}

static void
alter_policy (RvPlanner *p, RvUnit *unit)
{
  const RvPolicy *after = (RvPolicy *) unit->after;
  g_autoptr (GPtrArray) roles = rv_model_children (p->after, unit->after->id, RV_KIND_POLICY_ROLE);
  gsize start = p->text->len, head;

  begin (p, unit);
  head = p->text->len;
  if (unit->parts_differ)
    {
      rv_put (p, " TO ");
      for (guint i = 0; i < roles->len; i++)
        {
          rv_put (p, i > 0 ? ", " : "");
          rv_write_role (&p->new, ((RvPolicyRole *) roles->pdata[i])->role_id);
        }
      rv_put (p, roles->len == 0 ? "PUBLIC" : "");
    }
  if (rv_unit_changed (unit, RvPolicy_using_expression))
    rv_write_clause (&p->new, "USING", after->using_expression);
  if (rv_unit_changed (unit, RvPolicy_check_expression))
    rv_write_clause (&p->new, "WITH CHECK", after->check_expression);
  if (p->text->len == head)
    g_string_truncate (p->text, start);
  else
    rv_put (p, ";\n");
}

/* ---- replication and foreign data ------------------------------------------------------------------------------------ */

static void
put_published (RvPlanner *p, RvWriter *writer, RvModel *model, const RvPublicationObject *published, gboolean with_clauses)
{
  const RvObject *object = rv_model_get (model, published->object_id);

  if (object != NULL && object->kind == RV_KIND_SCHEMA)
    rv_put (p, "TABLES IN SCHEMA ");
  else
    rv_put (p, published->only_this ? "TABLE ONLY " : "TABLE ");
  rv_write_object (writer, published->object_id);
  if (with_clauses)
    {
      rv_write_clause (writer, "", published->column_names);
      rv_write_clause (writer, "WHERE", published->predicate);
    }
}

static void
alter_publication (RvPlanner *p, RvUnit *unit)
{
  const RvPublication *after = (RvPublication *) unit->after;
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_PUBLICATION_OBJECT);
  g_autoptr (GPtrArray) objects = rv_model_children (p->after, unit->after->id, RV_KIND_PUBLICATION_OBJECT);

  if (rv_unit_changed (unit, RvPublication_options))
    {
      begin (p, unit);
      rv_put_format (p, " SET (%s);\n", after->options != NULL ? after->options
                     : "publish = 'insert, update, delete, truncate', publish_via_partition_root = false");
    }
  if (!unit->parts_differ)
    return;
  for (guint i = 0; i < objects->len; i++)
    {
      if (i == 0)
        begin (p, unit);
      rv_put (p, i == 0 ? " SET " : ", ");
      put_published (p, &p->new, p->after, objects->pdata[i], TRUE);
      rv_put (p, i + 1 == objects->len ? ";\n" : "");
    }
  for (guint i = 0; objects->len == 0 && i < before->len; i++)
    {
      const RvUnit *table = rv_unit_before (p, ((RvPublicationObject *) before->pdata[i])->object_id);

      if (table != NULL && rv_unit_goes (table))
        continue;
      begin (p, unit);
      rv_put (p, " DROP ");
      put_published (p, &p->old, p->before, before->pdata[i], FALSE);
      rv_put (p, ";\n");
    }
}

static void
alter_subscription (RvPlanner *p, RvUnit *unit)
{
  const RvSubscription *after = (RvSubscription *) unit->after;

  if (rv_unit_changed (unit, RvSubscription_connection))
    {
      begin (p, unit);
      rv_put (p, " CONNECTION ");
      rv_write_literal (&p->new, after->connection);
      rv_put (p, ";\n");
    }
  if (rv_unit_changed (unit, RvSubscription_publications))
    {
      begin (p, unit);
      rv_put_format (p, " SET PUBLICATION %s WITH (refresh = false);\n", after->publications);
    }
  if (rv_unit_changed (unit, RvSubscription_options) && after->options != NULL)
    {
      begin (p, unit);
      rv_put_format (p, " SET (%s);\n", after->options);
    }
  if (rv_unit_changed (unit, RvSubscription_is_enabled))
    {
      begin (p, unit);
      rv_put (p, after->is_enabled ? " ENABLE;\n" : " DISABLE;\n");
    }
}

static void
put_options_statement (RvPlanner *p, const char *head, const char *before, const char *after)
{
  gsize start = p->text->len;

  rv_put (p, head);
  if (rv_put_options_change (p, before, after))
    rv_put (p, ";\n");
  else
    g_string_truncate (p->text, start);
}

static void
alter_wrapper (RvPlanner *p, RvUnit *unit)
{
  const RvWrapper *before = (RvWrapper *) unit->before, *after = (RvWrapper *) unit->after;
  g_autofree char *head = head_of (p, unit);

  if (rv_unit_changed (unit, RvWrapper_handler))
    rv_put_format (p, after->handler != NULL ? "%s HANDLER %s;\n" : "%s NO HANDLER;\n", head, after->handler);
  if (rv_unit_changed (unit, RvWrapper_validator))
    rv_put_format (p, after->validator != NULL ? "%s VALIDATOR %s;\n" : "%s NO VALIDATOR;\n", head, after->validator);
  if (rv_unit_changed (unit, RvWrapper_options))
    put_options_statement (p, head, before->options, after->options);
}

static void
alter_server (RvPlanner *p, RvUnit *unit)
{
  const RvServer *before = (RvServer *) unit->before, *after = (RvServer *) unit->after;
  g_autofree char *head = head_of (p, unit);

  if (rv_unit_changed (unit, RvServer_version))
    {
      rv_put_format (p, "%s VERSION ", head);
      if (after->version != NULL)
        rv_write_literal (&p->new, after->version);
      else
        rv_put (p, "NULL");
      rv_put (p, ";\n");
    }
  if (rv_unit_changed (unit, RvServer_options))
    put_options_statement (p, head, before->options, after->options);
}

static void
alter_user_mapping (RvPlanner *p, RvUnit *unit)
{
  const RvUserMapping *before = (RvUserMapping *) unit->before, *after = (RvUserMapping *) unit->after;
  g_autoptr (GString) head = g_string_new ("ALTER USER MAPPING FOR ");

  p->new.out = head;
  if (g_ascii_strcasecmp (after->user_name, "public") == 0 || strcmp (after->user_name, "current_user") == 0)
    g_string_append (head, *after->user_name == 'c' ? "CURRENT_USER" : "PUBLIC");
  else
    rv_write_name (&p->new, after->user_name);
  g_string_append (head, " SERVER ");
  rv_write_object (&p->new, after->server_id);
  p->new.out = p->text;
  put_options_statement (p, head->str, before->options, after->options);
}

/* ---- roles and databases ------------------------------------------------------------------------------------------- */

static void
alter_settings (RvPlanner *p, RvUnit *unit)
{
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_SETTING);

  for (guint i = 0; i < before->len; i++)
    {
      const RvSetting *setting = before->pdata[i];

      if (rv_comparison_after (p->comparison, setting->object.id) != 0)
        continue;
      begin (p, unit);
      rv_put_format (p, " RESET %s;\n", setting->name);
    }
  g_clear_pointer (&before, g_ptr_array_unref);
  before = rv_model_children (p->after, unit->after->id, RV_KIND_SETTING);
  for (guint i = 0; i < before->len; i++)
    if (rv_comparison_of_after (p->comparison, ((RvObject *) before->pdata[i])->id) != NULL)
      {
        rv_write_settings (&p->new, unit->after);
        return;
      }
}

static void
alter_role (RvPlanner *p, RvUnit *unit)
{
  const RvRole *role = (RvRole *) unit->after;
  const struct { int field; gboolean set; const char *word; } flags[] = {
    { RvRole_is_superuser, role->is_superuser, "SUPERUSER" }, { RvRole_can_create_database, role->can_create_database, "CREATEDB" },
    { RvRole_can_create_role, role->can_create_role, "CREATEROLE" }, { RvRole_inherits, role->inherits, "INHERIT" },
    { RvRole_can_login, role->can_login, "LOGIN" }, { RvRole_can_replicate, role->can_replicate, "REPLICATION" },
    { RvRole_bypasses_rls, role->bypasses_rls, "BYPASSRLS" },
  };
  gsize start = p->text->len, head;

  begin (p, unit);
  head = p->text->len;
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (role->is_declared && rv_unit_changed (unit, flags[i].field))
      rv_put_format (p, " %s%s", flags[i].set ? "" : "NO", flags[i].word);
  if (rv_unit_changed (unit, RvRole_connection_limit))
    rv_put_format (p, " CONNECTION LIMIT %" G_GINT64_FORMAT, role->connection_limit);
  if (rv_unit_changed (unit, RvRole_valid_until))
    {
      rv_put (p, " VALID UNTIL ");
      rv_write_literal (&p->new, role->valid_until != NULL ? role->valid_until : "infinity");
    }
  if (p->text->len == head)
    g_string_truncate (p->text, start);
  else
    rv_put (p, ";\n");
  alter_settings (p, unit);
}

static void
alter_database (RvPlanner *p, RvUnit *unit)
{
  const RvDatabase *after = (RvDatabase *) unit->after;

  if (rv_unit_changed (unit, RvDatabase_allow_connections) || rv_unit_changed (unit, RvDatabase_connection_limit) ||
      rv_unit_changed (unit, RvDatabase_is_template))
    {
      begin (p, unit);
      rv_put_format (p, " WITH ALLOW_CONNECTIONS %s CONNECTION LIMIT %" G_GINT64_FORMAT " IS_TEMPLATE %s;\n",
                     after->allow_connections ? "true" : "false", after->connection_limit, after->is_template ? "true" : "false");
    }
  alter_settings (p, unit);
}

/* ---- the table --------------------------------------------------------------------------------------------------------- */

static void (*const alters[RV_N_KINDS]) (RvPlanner *, RvUnit *) = {
  [RV_KIND_ROLE] = alter_role, [RV_KIND_DATABASE] = alter_database, [RV_KIND_EXTENSION] = alter_extension, [RV_KIND_ENUM] = alter_enum,
  [RV_KIND_COMPOSITE] = alter_composite, [RV_KIND_DOMAIN] = alter_domain, [RV_KIND_FOREIGN_KEY] = alter_foreign_key,
  [RV_KIND_EXCLUSION] = alter_exclusion, [RV_KIND_INDEX] = alter_index, [RV_KIND_STATISTICS] = alter_statistics, [RV_KIND_VIEW] = alter_view,
  [RV_KIND_MATERIALIZED_VIEW] = alter_materialized_view, [RV_KIND_ROUTINE] = replace, [RV_KIND_TRIGGER] = alter_trigger,
  [RV_KIND_EVENT_TRIGGER] = alter_event_trigger, [RV_KIND_REWRITE_RULE] = alter_rule, [RV_KIND_POLICY] = alter_policy,
  [RV_KIND_PUBLICATION] = alter_publication, [RV_KIND_SUBSCRIPTION] = alter_subscription, [RV_KIND_WRAPPER] = alter_wrapper,
  [RV_KIND_SERVER] = alter_server, [RV_KIND_USER_MAPPING] = alter_user_mapping,
};

void
rv_alter_other (RvPlanner *p, RvUnit *unit)
{
  if (unit->after->kind == RV_KIND_SEQUENCE)
    {
      rv_alter_sequence (p, unit);
      return;
    }
  if (alters[unit->after->kind] != NULL)
    alters[unit->after->kind] (p, unit);
  rv_alter_attachments (p, unit);
}
