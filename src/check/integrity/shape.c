/* I14, I15, I17, I27: how the tables of a design hang together. */
#include "check/integrity/integrity.h"

#include <string.h>

static const RvKind shape_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_KEY, RV_KIND_INHERITANCE, RV_KIND_NONE };

/* ---- I14: cycles (Tarjan's strongly connected components) ---------------------------------------------- */

typedef struct {
  guint index, low;
  gboolean is_open;
} Visit;

typedef struct {
  RvRuleRun *run;
  GHashTable *visits;   /* RvTable -> Visit */
  GPtrArray *stack;     /* RvTable */
  guint n;
} Search;

static gboolean
is_member (const GPtrArray *tables, const RvTable *table)
{
  for (guint i = 0; i < tables->len; i++)
    if (tables->pdata[i] == table)
      return TRUE;
  return FALSE;
}

/* A row can be written first if a reference may be null or is checked at the end. */
static gboolean
is_soft (RvRuleRun *run, const RvForeignKeyFacts *key)
{
  for (guint i = 0; i < key->n; i++)
    {
      const RvColumnFacts *column = rv_facts_column (run->facts, key->columns[i]);

      if (column != NULL && !column->column->not_null && !column->in_primary)
        return TRUE;
    }
  return key->key->is_deferrable;
}

static void
report_cycle (RvRuleRun *run, const GPtrArray *tables)
{
  g_autoptr (GString) names = g_string_new (NULL);
  RvFinding *finding;
  gboolean is_soft_cycle = FALSE;

  for (guint i = tables->len; i > 0; i--)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", rv_facts_name (run->facts, tables->pdata[i - 1]));
  finding = rv_rule_report (run, tables->pdata[tables->len - 1], _("Tables refer to each other in a circle: %s"), names->str);
  for (guint i = tables->len; i > 0; i--)
    {
      const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) tables->pdata[i - 1])->id);

      for (guint k = 0; k < t->foreign_keys->len; k++)
        {
          const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, k);

          if (key->target == t->table || !is_member (tables, key->target))
            continue;
          is_soft_cycle |= is_soft (run, key);
          rv_rule_show (run, finding, key->key, NULL);
        }
    }
  if (!is_soft_cycle)
    {
      rv_rule_severity (finding, RV_SEVERITY_WARNING);
      rv_rule_remedy (finding, _("No row can be the first one: make one of the references nullable or deferrable"));
    }
  else
    rv_rule_remedy (finding, _("See whether one of the references can be asked for instead of stored"));
}

static void visit (Search *s, RvTable *table);

static Visit *
open_visit (Search *s, RvTable *table)
{
  Visit *v = g_new (Visit, 1);

  *v = (Visit) { s->n, s->n, TRUE };
  s->n++;
  g_hash_table_insert (s->visits, table, v);
  g_ptr_array_add (s->stack, table);
  return v;
}

static void
visit (Search *s, RvTable *table)
{
  const RvTableFacts *t = rv_facts_table (s->run->facts, table->object.id);
  Visit *v = open_visit (s, table);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      RvTable *target = g_array_index (t->foreign_keys, RvForeignKeyFacts, i).target;
      Visit *seen = g_hash_table_lookup (s->visits, target);

      if (seen == NULL)
        {
          visit (s, target);
          v->low = MIN (v->low, ((Visit *) g_hash_table_lookup (s->visits, target))->low);
        }
      else if (seen->is_open)
        v->low = MIN (v->low, seen->index);
    }
  if (v->low == v->index)
    {
      g_autoptr (GPtrArray) members = g_ptr_array_new ();
      RvTable *last;

      do
        {
          last = g_ptr_array_steal_index (s->stack, s->stack->len - 1);
          ((Visit *) g_hash_table_lookup (s->visits, last))->is_open = FALSE;
          g_ptr_array_add (members, last);
        }
      while (last != table);
      if (members->len > 1)
        report_cycle (s->run, members);
    }
}

static void
check_cycles (RvRuleRun *run, gpointer subject)
{
  const GPtrArray *tables = rv_model_all (run->model, RV_KIND_TABLE);
  g_autoptr (GHashTable) visits = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  Search s = { run, visits, stack, 0 };

  for (guint i = 0; i < tables->len; i++)
    if (!g_hash_table_contains (visits, tables->pdata[i]))
      visit (&s, tables->pdata[i]);
}

/* ---- I15: tables by themselves -------------------------------------------------------------------------- */

static void
check_isolated (RvRuleRun *run, gpointer subject)
{
  static const char *const words[] = { "setting", "config", "configuration", "version", "parameter", "session", "lock", "metadata", "stat", "statistic", "report",
                                       "summary", "dual", "calendar", "schema", "flag", "feature", "token", NULL };
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->partitions->len; i++)
    if (rv_facts_table (run->facts, ((RvObject *) t->partitions->pdata[i])->id)->foreign_keys->len > 0)
      return;
  if (!rv_is_own_table (t->table) || t->foreign_keys->len > 0 || t->referenced_by->len > 0 || t->inherits->len > 0 || t->heirs->len > 0
      || t->columns->len == 0 || rv_model_all (run->model, RV_KIND_FOREIGN_KEY)->len == 0 || rv_model_all (run->model, RV_KIND_TABLE)->len < 4
      || rv_is_log_table (t) || rv_words_has_any (t->words, words) != NULL)
    return;
  rv_rule_report (run, t->table, _("%s refers to nothing and nothing refers to it"), rv_facts_name (run->facts, t->table));
}

/* ---- I17: references to any table ------------------------------------------------------------------------ */

static void
check_polymorphic (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < t->columns->len; i++)
    {
      const RvColumnFacts *type = &g_array_index (t->columns, RvColumnFacts, i), *id;
      g_autofree char *name = NULL;
      RvFinding *finding;

      if (type->words->n < 2 || !g_str_has_suffix (type->column->name, "_type") || type->in_foreign_key || type->column->is_inherited
          || !(rv_type_is_text (type->type) || type->type->family == RV_TYPE_ENUM))
        continue;
      name = g_strdup_printf ("%.*sid", (int) strlen (type->column->name) - 4, type->column->name);
      id = rv_facts_column_named (t, name);
      if (id == NULL || id->in_foreign_key || (id->in_primary && t->primary->n == 1))
        continue;
      finding = rv_rule_report (run, id->column, _("%s refers to whatever %s says: no foreign key can keep that true"), rv_facts_name (run->facts, id->column),
                                type->column->name);
      rv_rule_remedy (finding, _("Use one nullable reference for each target and a check that one of them is set, or a table above all targets"));
      rv_rule_show (run, finding, type->column, NULL);
    }
}

/* ---- I27: no foreign keys at all ----------------------------------------------------------------------------- */

static void
check_coverage (RvRuleRun *run, gpointer subject)
{
  const RvSchema *schema = subject;
  g_autoptr (GPtrArray) tables = rv_model_children (run->model, schema->object.id, RV_KIND_TABLE);
  guint n = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) tables->pdata[i])->id);

      if (t->foreign_keys->len > 0 || t->referenced_by->len > 0)
        return;
      n += rv_is_own_table (t->table) && t->inherits->len == 0;
    }
  if ((double) n >= rv_rule_number (run, "tables"))
    rv_rule_report (run, schema, _("Not one of the %u tables of %s has a foreign key"), n, schema->name);
}

#define ROW(Id, Severity, Title, Explanation, Subject, Check) \
  .id = Id, .group = RV_GROUP_INTEGRITY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = Subject, \
  .reads = shape_kinds, .check = Check

const RvRule rv_rules_shape[] = {
  { ROW ("I14", INFO, N_("Foreign keys in a circle"),
         N_("Tables that refer to each other in a circle cannot be filled, deleted or restored in any order unless one of the references waits."), RV_KIND_PROJECT,
         check_cycles) },
  { ROW ("I15", INFO, N_("Table by itself"),
         N_("A table without any relationship is a settings table, a leftover, or one whose foreign keys were forgotten."), RV_KIND_TABLE, check_isolated),
    .many = N_("Tables by themselves: %u"), .yields_to = "I2", .flags = RV_RULE_DECIDABLE | RV_RULE_ANYWHERE },
  { ROW ("I17", WARNING, N_("Reference to any table"),
         N_("A pair of a type and an id can refer to every table, so to none that a foreign key could check; each join has to guess."), RV_KIND_TABLE,
         check_polymorphic),
    .many = N_("References to any table: %u"),
    .flags = RV_RULE_DECIDABLE },
  { ROW ("I27", WARNING, N_("Schema without foreign keys"),
         N_("A whole schema without one foreign key leaves the relationships to the application and their truth to luck."), RV_KIND_SCHEMA, check_coverage),
    .flags = RV_RULE_ANYWHERE,
    .options = RV_OPTIONS ({ "tables", RV_OPTION_NUMBER, "5", N_("From this many tables on") }) },
  { NULL },
};
