/* I22 to I24: columns that somebody has to keep true, and triggers that do not run. */
#include "check/integrity/integrity.h"

static const RvKind upkeep_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_TRIGGER, RV_KIND_ROUTINE, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_NONE };

/* The function in the schema of @table that sets @column, and the trigger that calls it. */
static gboolean
add_trigger (RvEdit *edit, RvColumn *column, const char *function_prefix, const char *value, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvTable *table = rv_model_get (model, column->table_id);
  g_autofree char *schema = rv_postgresql.quote (rv_record_name (rv_model_get (model, table->schema_id)));
  g_autofree char *plain = g_strconcat (function_prefix, column->name, NULL), *function = rv_postgresql.quote (plain);
  g_autofree char *name = rv_fix_name (model, table), *own = rv_fix_name (model, column);
  g_autofree char *wanted = g_strconcat (table->name, "_", plain, NULL), *cut = g_strndup (wanted, 63), *trigger = rv_postgresql.quote (cut);
  RvRoutine *there = rv_model_find (model, RV_KIND_ROUTINE, table->schema_id, plain);
  g_autofree char *new_value = g_strdup_printf (value, own);

  if (there == NULL
      && !rv_fix_sql (edit, error, "CREATE FUNCTION %s.%s() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.%s := %s;\n  RETURN NEW;\nEND;\n$$", schema,
                      function, own, new_value))
    return FALSE;
  return rv_fix_sql (edit, error, "CREATE TRIGGER %s BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION %s.%s()", trigger, name, schema, function);
}

/* ---- I22: updated_at --------------------------------------------------------------------------------- */

static void
check_updated (RvRuleRun *run, gpointer subject)
{
  static const char *const names[] = { "updated_at", "updatedAt", "modified_at", "last_modified", "last_update", "last_updated", "updated_on", "modified_on",
                                       "modified_date", "last_modified_at", "last_updated_at" };
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < G_N_ELEMENTS (names); i++)
    {
      const RvColumnFacts *column = rv_facts_column_named (t, names[i]);

      if (column == NULL || !rv_type_is_time (column->type) || column->column->is_inherited || column->column->generated != NULL
          || rv_is_kept_by_trigger (run, t, column->column))
        continue;
      rv_rule_remedy (rv_rule_report (run, column->column, _("No trigger sets %s when a row changes"), rv_facts_name (run->facts, column->column)),
                      _("Add a trigger before update that sets it to now ()"));
    }
}

static gboolean
fix_updated (RvEdit *edit, const RvFinding *finding, GError **error)
{
  return add_trigger (edit, rv_model_get (rv_edit_model (edit), finding->object), "set_", "now()%.0s", error);
}

/* ---- I23: version ------------------------------------------------------------------------------------------ */

static gboolean
is_lock_version (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const names[] = { "version", "lock_version", "row_version", "lockversion", "rowversion", NULL };
  static const char *const others[] = { "version", "release", "revision", "migration", "schema", "package", "document", "template", "policy", "app", "api", NULL };
  g_autofree char *lower = g_ascii_strdown (column->column->name, -1);

  return g_strv_contains (names, lower) && rv_type_is_integer (column->type) && !column->type->is_array && !column->in_primary && !column->in_foreign_key
         && !column->is_unique && rv_words_has_any (t->words, others) == NULL;
}

static gboolean
is_in_key (const RvTableFacts *t, const RvColumn *column)
{
  for (guint i = 0; i < t->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (t->keys, RvKeyFacts, i);

      for (guint k = 0; k < key->n; k++)
        if (key->columns[k] == column->object.id)
          return TRUE;
    }
  return FALSE;
}

static void
check_version (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->column->is_inherited || !is_lock_version (t, column) || is_in_key (t, column->column) || rv_is_kept_by_trigger (run, t, column->column))
        continue;
      rv_rule_remedy (rv_rule_report (run, column->column, _("Nothing raises %s when a row changes: a writer who forgets it overwrites others unseen"),
                                      rv_facts_name (run->facts, column->column)),
                      _("Add a trigger before update that sets it to OLD.%s + 1"), column->column->name);
    }
}

static gboolean
fix_version (RvEdit *edit, const RvFinding *finding, GError **error)
{
  return add_trigger (edit, rv_model_get (rv_edit_model (edit), finding->object), "raise_", "OLD.%s + 1", error);
}

/* ---- I24: triggers that do not run ------------------------------------------------------------------------------- */

static void
check_disabled (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->triggers->len; i++)
    if (((RvTrigger *) t->triggers->pdata[i])->enabled == RvEnabledState_DISABLED)
      rv_rule_report (run, t->triggers->pdata[i], _("%s is disabled: what it keeps true is not kept"), rv_facts_name (run->facts, t->triggers->pdata[i]));
}

static gboolean
fix_disabled (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_set_number (edit, rv_model_get (rv_edit_model (edit), finding->object), RvTrigger_enabled, RvEnabledState_ORIGIN);
  return TRUE;
}

#define ROW(Id, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_INTEGRITY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, \
  .subject = RV_KIND_TABLE, .reads = upkeep_kinds, .check = Check

const RvRule rv_rules_upkeep[] = {
  { ROW ("I22", INFO, N_("Time of the last change that nothing sets"),
         N_("A default fills the column once, when the row is made. Without a trigger each writer has to remember it, and the first repair by hand does not."),
         check_updated),
    .many = N_("Times of the last change that nothing sets: %u"), .flags = RV_RULE_DECIDABLE, .fix = fix_updated, .fix_label = N_("Add the trigger") },
  { ROW ("I23", INFO, N_("Version that nothing raises"),
         N_("Optimistic locking compares the version that was read with the one that is there. It protects only if every update raises it, which a trigger sees to."),
         check_version),
    .flags = RV_RULE_DECIDABLE, .fix = fix_version, .fix_label = N_("Add the trigger") },
  { ROW ("I24", WARNING, N_("Disabled trigger"), N_("A trigger that was switched off, often for an import, and not switched on again."), check_disabled),
    .fix = fix_disabled, .fix_label = N_("Enable it") },
  { NULL },
};
