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

/* ---- the table --------------------------------------------------------------------------------------------------------- */

static void (*const alters[RV_N_KINDS]) (RvPlanner *, RvUnit *) = {
  [RV_KIND_ROLE] = rv_alter_role, [RV_KIND_DATABASE] = rv_alter_database, [RV_KIND_EXTENSION] = rv_alter_extension, [RV_KIND_ENUM] = rv_alter_enum,
  [RV_KIND_COMPOSITE] = rv_alter_composite, [RV_KIND_DOMAIN] = rv_alter_domain, [RV_KIND_FOREIGN_KEY] = alter_foreign_key,
  [RV_KIND_EXCLUSION] = alter_exclusion, [RV_KIND_INDEX] = alter_index, [RV_KIND_STATISTICS] = alter_statistics, [RV_KIND_VIEW] = alter_view,
  [RV_KIND_MATERIALIZED_VIEW] = alter_materialized_view, [RV_KIND_ROUTINE] = replace, [RV_KIND_TRIGGER] = alter_trigger,
  [RV_KIND_EVENT_TRIGGER] = alter_event_trigger, [RV_KIND_REWRITE_RULE] = alter_rule, [RV_KIND_POLICY] = alter_policy,
  [RV_KIND_PUBLICATION] = rv_alter_publication, [RV_KIND_SUBSCRIPTION] = rv_alter_subscription, [RV_KIND_WRAPPER] = rv_alter_wrapper,
  [RV_KIND_SERVER] = rv_alter_server, [RV_KIND_USER_MAPPING] = rv_alter_user_mapping,
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
