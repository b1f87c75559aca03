/* What runs by itself: triggers, event triggers, rules; and policies. */
#include "sql/postgresql/write.h"

/* ---- triggers -------------------------------------------------------------------------------- */

static void
write_update_event (RvWriter *writer, const RvTrigger *trigger)
{
  g_autoptr (GPtrArray) columns = rv_model_children (writer->model, trigger->object.id, RV_KIND_TRIGGER_COLUMN);

  rv_write (writer, "UPDATE");
  for (guint i = 0; i < columns->len; i++)
    {
      rv_write (writer, i == 0 ? " OF " : ", ");
      rv_write_column (writer, ((RvTriggerColumn *) g_ptr_array_index (columns, i))->column_id);
    }
}

static void
write_events (RvWriter *writer, const RvTrigger *trigger)
{
  const struct { gboolean set; const char *word; } events[] = {
    { trigger->on_insert, "INSERT" }, { trigger->on_delete, "DELETE" }, { trigger->on_update, NULL },
    { trigger->on_truncate, "TRUNCATE" },
  };
  const char *separator = " ";

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (events[i].set)
      {
        rv_write (writer, separator);
        if (events[i].word != NULL)
          rv_write (writer, events[i].word);
        else
          write_update_event (writer, trigger);
        separator = " OR ";
      }
}

static void
write_transition_tables (RvWriter *writer, const RvTrigger *trigger)
{
  if (trigger->old_table == NULL && trigger->new_table == NULL)
    return;
  rv_write (writer, "\n  REFERENCING");
  if (trigger->old_table != NULL)
    {
      rv_write (writer, " OLD TABLE AS ");
      rv_write_name (writer, trigger->old_table);
    }
  if (trigger->new_table != NULL)
    {
      rv_write (writer, " NEW TABLE AS ");
      rv_write_name (writer, trigger->new_table);
    }
}

static void
write_trigger_head (RvWriter *writer, const RvTrigger *trigger)
{
  static const char *const timings[] = { " BEFORE", " AFTER", " INSTEAD OF" };

  rv_write (writer, trigger->is_constraint ? "CREATE CONSTRAINT TRIGGER "
                    : writer->options->if_not_exists ? "CREATE OR REPLACE TRIGGER " : "CREATE TRIGGER ");
  rv_write_name (writer, trigger->name);
  rv_write (writer, "\n ");
  rv_write (writer, timings[trigger->timing]);
  write_events (writer, trigger);
  rv_write (writer, " ON ");
  rv_write_object (writer, trigger->relation_id);
}

static void
write_trigger_state (RvWriter *writer, const RvTrigger *trigger)
{
  static const char *const states[] = { NULL, " DISABLE TRIGGER ", " ENABLE REPLICA TRIGGER ", " ENABLE ALWAYS TRIGGER " };
  const RvObject *relation = rv_model_get (writer->model, trigger->relation_id);

  if (trigger->enabled == RvEnabledState_ORIGIN || relation == NULL)
    return;
  rv_write (writer, relation->kind == RV_KIND_TABLE && ((RvTable *) relation)->server_id != 0 ? "ALTER FOREIGN TABLE " : "ALTER TABLE ");
  rv_write_object (writer, trigger->relation_id);
  rv_write (writer, states[trigger->enabled]);
  rv_write_name (writer, trigger->name);
  rv_write (writer, ";\n");
}

void
rv_write_trigger (RvWriter *writer, RvTrigger *trigger)
{
  write_trigger_head (writer, trigger);
  if (trigger->from_table_id != 0)
    {
      rv_write (writer, "\n  FROM ");
      rv_write_object (writer, trigger->from_table_id);
    }
  if (trigger->is_constraint && (trigger->is_deferrable || trigger->initially_deferred))
    {
      rv_write (writer, "\n ");
      rv_write_deferrable (writer, trigger->is_deferrable, trigger->initially_deferred);
    }
  write_transition_tables (writer, trigger);
  rv_write (writer, trigger->for_each_row ? "\n  FOR EACH ROW" : "\n  FOR EACH STATEMENT");
  rv_write_clause (writer, "WHEN", trigger->condition);
  rv_write_format (writer, " EXECUTE FUNCTION %s(%s);\n", trigger->function, trigger->arguments != NULL ? trigger->arguments : "");
  write_trigger_state (writer, trigger);
  rv_write_attachments (writer, &trigger->object);
}

void
rv_write_event_trigger (RvWriter *writer, RvEventTrigger *trigger)
{
  static const char *const states[] = { NULL, " DISABLE;\n", " ENABLE REPLICA;\n", " ENABLE ALWAYS;\n" };

  rv_write (writer, "CREATE EVENT TRIGGER ");
  rv_write_name (writer, trigger->name);
  rv_write_format (writer, " ON %s", trigger->event);
  rv_write_clause (writer, "\n  WHEN TAG IN", trigger->tags);
  rv_write_format (writer, "\n  EXECUTE FUNCTION %s();\n", trigger->function);
  if (trigger->enabled != RvEnabledState_ORIGIN)
    {
      rv_write (writer, "ALTER EVENT TRIGGER ");
      rv_write_name (writer, trigger->name);
      rv_write (writer, states[trigger->enabled]);
    }
  rv_write_attachments (writer, &trigger->object);
}

/* ---- rules -------------------------------------------------------------------------------------- */

static void
write_rule_state (RvWriter *writer, const RvRewriteRule *rule)
{
  static const char *const states[] = { NULL, " DISABLE RULE ", " ENABLE REPLICA RULE ", " ENABLE ALWAYS RULE " };

  if (rule->enabled == RvEnabledState_ORIGIN)
    return;
  rv_write (writer, "ALTER TABLE ");
  rv_write_object (writer, rule->relation_id);
  rv_write (writer, states[rule->enabled]);
  rv_write_name (writer, rule->name);
  rv_write (writer, ";\n");
}

void
rv_write_rule (RvWriter *writer, RvRewriteRule *rule)
{
  static const char *const events[] = { "SELECT", "INSERT", "UPDATE", "DELETE" };

  rv_write (writer, writer->options->if_not_exists ? "CREATE OR REPLACE RULE " : "CREATE RULE ");
  rv_write_name (writer, rule->name);
  rv_write_format (writer, " AS\n  ON %s TO ", events[rule->event]);
  rv_write_object (writer, rule->relation_id);
  if (rule->condition != NULL)
    rv_write_format (writer, "\n  WHERE %s", rule->condition);
  rv_write_format (writer, "\n  DO%s %s;\n", rule->is_instead ? " INSTEAD" : "", rule->commands);
  write_rule_state (writer, rule);
  rv_write_attachments (writer, &rule->object);
}

/* ---- policies -------------------------------------------------------------------------------------- */

void
rv_write_policy (RvWriter *writer, RvPolicy *policy)
{
  static const char *const commands[] = { NULL, "SELECT", "INSERT", "UPDATE", "DELETE" };
  g_autoptr (GPtrArray) roles = rv_model_children (writer->model, policy->object.id, RV_KIND_POLICY_ROLE);

  rv_write (writer, "CREATE POLICY ");
  rv_write_name (writer, policy->name);
  rv_write (writer, " ON ");
  rv_write_object (writer, policy->table_id);
  rv_write (writer, policy->is_permissive ? "" : " AS RESTRICTIVE");
  if (policy->command != RvPolicyCommand_ALL)
    rv_write_format (writer, " FOR %s", commands[policy->command]);
  for (guint i = 0; i < roles->len; i++)
    {
      rv_write (writer, i == 0 ? " TO " : ", ");
      rv_write_role (writer, ((RvPolicyRole *) g_ptr_array_index (roles, i))->role_id);
    }
  rv_write_clause (writer, "\n  USING", policy->using_expression);
  rv_write_clause (writer, "\n  WITH CHECK", policy->check_expression);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &policy->object);
}
