/* M1 to M9: what things are called. */
#include "check/rules.h"
#include "model/naming.h"
#include "sql/dialect.h"

#include <string.h>

static const RvKind name_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_NONE };

static gboolean
is_plain (const char *name)
{
  return name[0] != '\0' && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_$") == strlen (name) && !g_ascii_isdigit (name[0]);
}

static gboolean
has_capital (const char *name)
{
  for (; *name != '\0'; name++)
    if (g_ascii_isupper (*name))
      return TRUE;
  return FALSE;
}

/* ---- M1: one way of writing names --------------------------------------------------------------------- */

/* A design that writes all its names with capitals has a convention, if a costly one. */
static gboolean
writes_capitals (RvModel *model)
{
  const GPtrArray *columns = rv_model_all (model, RV_KIND_COLUMN), *tables = rv_model_all (model, RV_KIND_TABLE);
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    n += has_capital (rv_record_name (columns->pdata[i]));
  for (guint i = 0; i < tables->len; i++)
    n += has_capital (rv_record_name (tables->pdata[i]));
  return n * 2 > columns->len + tables->len;
}

static void
check_case_of (RvRuleRun *run, RvKind kind, gboolean capitals)
{
  const GPtrArray *all = rv_model_all (run->model, kind);

  for (guint i = 0; i < all->len; i++)
    if (has_capital (rv_record_name (all->pdata[i])) && !capitals)
      rv_rule_report (run, all->pdata[i], _("%s has capitals, the other names have none: it must be quoted everywhere"), rv_facts_name (run->facts, all->pdata[i]));
}

static void
check_case (RvRuleRun *run, gpointer subject)
{
  gboolean capitals = writes_capitals (run->model);

  check_case_of (run, RV_KIND_TABLE, capitals);
  check_case_of (run, RV_KIND_COLUMN, capitals);
}

/* ---- M2: one or many ------------------------------------------------------------------------------------- */

static gboolean
is_many (const char *name)
{
  g_autofree char *one = rv_name_singular (name);

  return !g_str_equal (one, name);
}

static void
check_number (RvRuleRun *run, gpointer subject)
{
  const GPtrArray *tables = rv_model_all (run->model, RV_KIND_TABLE);
  guint n_many = 0;

  for (guint i = 0; i < tables->len; i++)
    n_many += is_many (rv_record_name (tables->pdata[i]));
  for (guint i = 0; i < tables->len; i++)
    if (is_many (rv_record_name (tables->pdata[i])) != (n_many * 2 > tables->len))
      rv_rule_report (run, tables->pdata[i], n_many * 2 > tables->len ? _("%s is a singular among plurals") : _("%s is a plural among singulars"),
                      rv_facts_name (run->facts, tables->pdata[i]));
}

/* ---- M3: names that need quotes ------------------------------------------------------------------------------ */

static void
report_quoted (RvRuleRun *run, gpointer object)
{
  const char *name = rv_record_name (object);
  g_autofree char *lower = g_ascii_strdown (name, -1), *quoted = rv_dialect_of (run->model)->quote (lower);

  if (is_plain (lower) && g_str_equal (quoted, lower))
    return;
  rv_rule_report (run, object, is_plain (lower) ? _("%s is a reserved word of SQL: it must be quoted everywhere")
                                                : _("%s has characters that must be quoted everywhere"),
                  rv_facts_name (run->facts, object));
}

static void
check_quoted (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  report_quoted (run, subject);
  for (guint i = 0; i < t->columns->len; i++)
    if (!g_array_index (t->columns, RvColumnFacts, i).column->is_inherited)
      report_quoted (run, g_array_index (t->columns, RvColumnFacts, i).column);
}

/* ---- M4: at the limit ------------------------------------------------------------------------------------------ */

static void
check_limit (RvRuleRun *run, gpointer subject)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_INDEX, RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_VIEW, RV_KIND_ROUTINE,
                                  RV_KIND_TRIGGER, RV_KIND_SEQUENCE };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *all = rv_model_all (run->model, kinds[k]);

      for (guint i = 0; i < all->len; i++)
        if (strlen (rv_record_name (all->pdata[i])) >= 63)
          rv_rule_report (run, all->pdata[i], _("%s has 63 bytes, the most that PostgreSQL keeps: it may have been cut"), rv_facts_name (run->facts, all->pdata[i]));
    }
}

/* ---- M5 to M7: keys -------------------------------------------------------------------------------------------------- */

static void
check_generic_id (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  const RvColumnFacts *column = rv_facts_column_named (t, "id");

  if (column != NULL && column->in_primary)
    rv_rule_report (run, column->column, _("The key of %s is just called id"), rv_facts_name (run->facts, subject));
}

static gboolean
shares_word (RvRuleRun *run, const RvWords *column, const char *name)
{
  const RvWords *words = rv_facts_words (run->facts, name);

  for (guint i = 0; i < words->n; i++)
    {
      g_autofree char *one = rv_name_singular (words->words[i]);

      if (rv_words_has (column, one) || rv_words_has (column, words->words[i]))
        return TRUE;
    }
  return FALSE;
}

static void
check_reference_name (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);
      const RvColumnFacts *column = key->n == 1 ? rv_facts_column (run->facts, key->columns[0]) : NULL;
      const char *referenced = key->n == 1 ? rv_record_name (rv_model_get (run->model, key->referenced[0])) : NULL;

      if (column != NULL && key->target != t->table && !shares_word (run, column->words, key->target->name) && g_strcmp0 (column->column->name, referenced) != 0)
        rv_rule_report (run, column->column, _("%s refers to %s, but its name does not say so"), rv_facts_name (run->facts, column->column),
                        rv_facts_name (run->facts, key->target));
    }
}

static void
check_key_first (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; t->primary != NULL && i < t->primary->n && i < t->columns->len; i++)
    if (!g_array_index (t->columns, RvColumnFacts, i).in_primary)
      {
        rv_rule_report (run, t->table, _("The primary key of %s does not come first"), rv_facts_name (run->facts, t->table));
        return;
      }
}

/* ---- M8, M9, M13: what a house wants ---------------------------------------------------------------------------------- */

static void
check_banned (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  g_auto (GStrv) patterns = g_strsplit_set (rv_rule_text (run, "patterns"), ", ", -1);

  for (guint i = 0; i < t->columns->len; i++)
    {
      const RvColumn *column = g_array_index (t->columns, RvColumnFacts, i).column;

      for (guint p = 0; patterns[p] != NULL; p++)
        if (patterns[p][0] != '\0' && g_pattern_match_simple (patterns[p], column->name))
          rv_rule_report (run, column, _("%s has a name that is not wanted: %s"), rv_facts_name (run->facts, column), patterns[p]);
    }
}

static void
check_environment (RvRuleRun *run, gpointer subject)
{
  /* "production" by itself may be where things are made. */
  static const char *const words[] = { "dev", "development", "prod", "staging", "qa", "uat", NULL };
  const RvSchema *schema = subject;
  const RvWords *w = rv_facts_words (run->facts, schema->name);

  if (w->n > 0 && (g_strv_contains (words, w->words[0]) || g_strv_contains (words, rv_words_last (w))))
    rv_rule_report (run, schema, _("The schema %s is named after an environment: the same script cannot serve another one"), schema->name);
}

static void
check_wanted (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  g_auto (GStrv) names = g_strsplit_set (rv_rule_text (run, "columns"), ", ", -1);

  for (guint i = 0; t->table->partition_of_id == 0 && names[i] != NULL; i++)
    if (names[i][0] != '\0' && rv_facts_column_named (t, names[i]) == NULL)
      rv_rule_report (run, t->table, _("%s has no column %s"), rv_facts_name (run->facts, t->table), names[i])->detail = g_strdup (names[i]);
}

/* ---- M16, M17: policies -------------------------------------------------------------------------------------------------- */

static gboolean
is_default_name (const char *table, const char *name)
{
  static const char *const endings[] = { "_fkey", "_key", "_check", "_pkey", "_excl" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_prefix (name, table) && g_str_has_suffix (name, endings[i]))
      return TRUE;
  return FALSE;
}

static void
check_default_names (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKey *key = g_array_index (t->foreign_keys, RvForeignKeyFacts, i).key;

      if (is_default_name (t->table->name, key->name))
        rv_rule_report (run, key, _("%s has the name that PostgreSQL gave it"), rv_facts_name (run->facts, key));
    }
  for (guint i = 0; i < t->checks->len; i++)
    if (is_default_name (t->table->name, rv_record_name (t->checks->pdata[i])))
      rv_rule_report (run, t->checks->pdata[i], _("%s has the name that PostgreSQL gave it"), rv_facts_name (run->facts, t->checks->pdata[i]));
}

static gboolean
has_surrogate (const RvTableFacts *t)
{
  const RvColumnFacts *column = t->primary != NULL && t->primary->n == 1 ? rv_facts_column_of (t, t->primary->columns[0]) : NULL;

  return column != NULL && (column->is_sequence || column->type->family == RV_TYPE_UUID);
}

static void
check_key_policy (RvRuleRun *run, gpointer subject)
{
  const GPtrArray *tables = rv_model_all (run->model, RV_KIND_TABLE);
  guint n = 0, n_surrogate = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < tables->len; i++)
      {
        const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) tables->pdata[i])->id);

        if (t->primary == NULL || t->primary->n > 1)
          continue;
        if (pass == 0)
          {
            n++;
            n_surrogate += has_surrogate (t);
          }
        else if (has_surrogate (t) != (n_surrogate * 2 > n))
          rv_rule_report (run, t->table, n_surrogate * 2 > n ? _("%s has a natural key, most others a generated one") : _("%s has a generated key, most others a natural one"),
                          rv_facts_name (run->facts, t->table));
      }
}

#define ROW(Id, Severity, Title, Explanation, Subject, Check) \
  .id = Id, .group = RV_GROUP_NAMING, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = Subject, \
  .reads = name_kinds, .check = Check

const RvRule rv_rules_names[] = {
  { ROW ("M1", INFO, N_("Name written in another way"),
         N_("PostgreSQL folds names to lower case unless they are quoted. A name with capitals among names without has to be quoted in every query, and those who forget it "
         "are told that it does not exist."), RV_KIND_PROJECT, check_case),
    .many = N_("Names that are written in another way: %u") },
  { ROW ("M2", INFO, N_("Singular among plurals"),
         N_("Whether tables are called for one row or for all is taste; both at once is guessing. An opinion."), RV_KIND_PROJECT, check_number),
    .flags = RV_RULE_OFF, .many = N_("Tables that are named in another number: %u") },
  { ROW ("M3", INFO, N_("Name that must be quoted"),
         N_("A reserved word, a blank or a sign in a name makes every query quote it, and generated SQL break."), RV_KIND_TABLE, check_quoted),
    .many = N_("Names that must be quoted: %u") },
  { ROW ("M4", INFO, N_("Name at the limit of 63 bytes"),
         N_("PostgreSQL cuts longer names without an error; two that differ behind the limit collide."), RV_KIND_PROJECT, check_limit),
    .many = N_("Names at the limit of 63 bytes: %u") },
  { ROW ("M5", INFO, N_("Key that is just called id"),
         N_("customer_id says what it is in every join and allows USING. An opinion: most frameworks want id."), RV_KIND_TABLE, check_generic_id),
    .flags = RV_RULE_OFF, .many = N_("Keys that are just called id: %u") },
  { ROW ("M6", INFO, N_("Reference that is not named after its target"),
         N_("A column that refers to customers and is called after something else has to be looked up each time. Roles such as author_id are the exception. An opinion."),
         RV_KIND_TABLE, check_reference_name),
    .flags = RV_RULE_OFF, .many = N_("References that are not named after their targets: %u") },
  { ROW ("M7", INFO, N_("Primary key that does not come first"), N_("Who reads a table looks for its key at the top. An opinion."), RV_KIND_TABLE, check_key_first),
    .flags = RV_RULE_OFF, .many = N_("Primary keys that do not come first: %u") },
  { ROW ("M8", INFO, N_("Column name that is not wanted"), N_("Names that a house has decided against, as patterns. Which those are the house says."), RV_KIND_TABLE, check_banned),
    .flags = RV_RULE_OFF, .options = RV_OPTIONS ({ "patterns", RV_OPTION_TEXT, "tmp*, *_old, *_bak, field[0-9]*", N_("Patterns") }) },
  { ROW ("M9", INFO, N_("Schema named after an environment"),
         N_("A schema that is called dev or prod makes every script different for every environment. Databases are for that."), RV_KIND_SCHEMA, check_environment) },
  { ROW ("M13", INFO, N_("Column that every table should have"), N_("A house may want created_at in every table. Which columns those are it says itself."), RV_KIND_TABLE,
         check_wanted),
    .flags = RV_RULE_OFF, .many = N_("Wanted columns that are missing: %u"), .options = RV_OPTIONS ({ "columns", RV_OPTION_TEXT, "created_at", N_("Columns") }) },
  { ROW ("M16", INFO, N_("Constraint with a default name"),
         N_("A name that says what a constraint forbids makes its error message readable. An opinion."), RV_KIND_TABLE, check_default_names),
    .flags = RV_RULE_OFF, .many = N_("Constraints with default names: %u") },
  { ROW ("M17", INFO, N_("Key of another sort than the others"),
         N_("Generated and natural keys both have their case; a design that mixes them without a reason makes each join a surprise. An opinion."), RV_KIND_PROJECT,
         check_key_policy),
    .flags = RV_RULE_OFF, .many = N_("Keys of another sort than the others: %u") },
  { NULL },
};
