/* I9, I18, I19, I21: unique constraints that do not do what they seem to, or are missing. */
#include "check/integrity/integrity.h"

#include <string.h>

static const RvKind key_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_INDEX, RV_KIND_INDEX_COLUMN, RV_KIND_FOREIGN_KEY,
                                    RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_NONE };

/* ---- I9: unique over nullable columns ------------------------------------------------------------------- */

/* UNIQUE (slug) WHERE parent_id IS NULL closes the hole by another index. */
static gboolean
has_partial_partner (const RvTableFacts *t, const RvColumn *column)
{
  g_autofree char *condition = g_strconcat (column->name, " is null", NULL);

  for (guint i = 0; i < t->indexes->len; i++)
    {
      const RvIndexFacts *index = &g_array_index (t->indexes, RvIndexFacts, i);
      g_autofree char *predicate = index->predicate != NULL ? g_ascii_strdown (index->predicate, -1) : NULL;

      if (index->is_unique && predicate != NULL && strstr (predicate, condition) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
check_nullable (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < t->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (t->keys, RvKeyFacts, i);
      const RvColumn *hole = NULL;
      RvFinding *finding;

      if (key->is_primary || key->is_total || key->nulls_not_distinct || key->n < 2)
        continue;
      for (guint k = 0; k < key->n; k++)
        {
          const RvColumnFacts *column = rv_facts_column_of (t, key->columns[k]);

          if (column != NULL && !column->column->not_null && !column->in_primary && !has_partial_partner (t, column->column))
            hole = column->column;
        }
      if (hole == NULL)
        continue;
      finding = rv_rule_report (run, key->object, _("%s does not hold where %s is null: such rows may repeat %s"), rv_facts_name (run->facts, key->object), hole->name,
                                rv_facts_names (run->facts, key->columns, key->n));
      rv_rule_remedy (finding, _("Make %s not null, or the constraint NULLS NOT DISTINCT"), hole->name);
      rv_rule_show (run, finding, hole, NULL);
    }
}

static gboolean
fix_nullable (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvObject *key = rv_model_get (rv_edit_model (edit), finding->object);

  rv_edit_set_number (edit, key, key->kind == RV_KIND_KEY ? RvKey_nulls_not_distinct : RvIndex_nulls_not_distinct, TRUE);
  return TRUE;
}

/* ---- I18: junction table without its key ------------------------------------------------------------------- */

static gboolean
is_supporting (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const words[] = { "at", "on", "by", "position", "order", "sort", "rank", "primary", "default", "note", "created", "updated", NULL };

  return column->in_primary || column->in_foreign_key || column->is_sequence || rv_words_has_any (column->words, words) != NULL
         || rv_type_is_time (column->type) || column->type->family == RV_TYPE_BOOLEAN;
}

/* The two foreign keys of a table that has little else. */
static gboolean
is_junction (const RvTableFacts *t, const RvForeignKeyFacts **a, const RvForeignKeyFacts **b)
{
  guint n_other = 0;

  if (!rv_is_own_table (t->table) || t->foreign_keys->len != 2 || t->referenced_by->len > 0 || rv_is_log_table (t))
    return FALSE;
  *a = &g_array_index (t->foreign_keys, RvForeignKeyFacts, 0);
  *b = &g_array_index (t->foreign_keys, RvForeignKeyFacts, 1);
  if ((*a)->target == (*b)->target || (*a)->n + (*b)->n > 4)
    return FALSE;
  for (guint i = 0; i < t->columns->len; i++)
    n_other += !is_supporting (t, &g_array_index (t->columns, RvColumnFacts, i));
  return n_other == 0;
}

static gboolean
is_unique_by (const RvTableFacts *t, const RvId *columns, guint n)
{
  for (guint i = 0; i < t->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (t->keys, RvKeyFacts, i);
      guint n_inside = 0;

      for (guint k = 0; k < key->n; k++)
        for (guint c = 0; c < n; c++)
          n_inside += key->columns[k] == columns[c];
      if (n_inside == key->n && key->n > 0)
        return TRUE;
    }
  return FALSE;
}

/* A key that holds the pair and more on purpose: with a role, or a date. */
static gboolean
has_wider_key (const RvTableFacts *t, const RvId *columns, guint n)
{
  for (guint i = 0; i < t->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (t->keys, RvKeyFacts, i);
      guint n_inside = 0;

      for (guint k = 0; k < key->n; k++)
        for (guint c = 0; c < n; c++)
          n_inside += key->columns[k] == columns[c];
      if (n_inside == n && key->n > n)
        return TRUE;
    }
  return FALSE;
}

static void
check_junction (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  const RvForeignKeyFacts *a, *b;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (RvId));
  RvFinding *finding;

  if (!is_junction (t, &a, &b))
    return;
  g_array_append_vals (columns, a->columns, a->n);
  g_array_append_vals (columns, b->columns, b->n);
  if (is_unique_by (t, (RvId *) columns->data, columns->len) || has_wider_key (t, (RvId *) columns->data, columns->len))
    return;
  finding = rv_rule_report (run, t->table, _("%s joins %s and %s, but the same pair can be there twice"), rv_facts_name (run->facts, t->table),
                            rv_facts_name (run->facts, a->target), rv_facts_name (run->facts, b->target));
  rv_rule_remedy (finding, t->primary == NULL ? _("Make (%s) the primary key") : _("Make (%s) unique"),
                  rv_facts_names (run->facts, (RvId *) columns->data, columns->len));
  rv_rule_show (run, finding, a->key, NULL);
  rv_rule_show (run, finding, b->key, NULL);
  finding->has_fix = t->table->partition_strategy == RvPartitionStrategy_NONE;
}

static gboolean
fix_junction (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvTable *table = rv_model_get (model, finding->object);
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  const RvTableFacts *t = rv_facts_table (facts, table->object.id);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (RvId));
  g_autofree char *name = rv_fix_name (model, table), *list = NULL;

  for (guint i = 0; i < t->foreign_keys->len; i++)
    g_array_append_vals (columns, g_array_index (t->foreign_keys, RvForeignKeyFacts, i).columns, g_array_index (t->foreign_keys, RvForeignKeyFacts, i).n);
  list = rv_fix_names (model, (RvId *) columns->data, columns->len);
  return rv_fix_sql (edit, error, "ALTER TABLE %s ADD %s (%s)", name, t->primary == NULL ? "PRIMARY KEY" : "UNIQUE", list);
}

/* ---- I19: no natural key beside the surrogate -------------------------------------------------------------------- */

static gboolean
is_surrogate (const RvTableFacts *t)
{
  const RvColumnFacts *column = t->primary != NULL && t->primary->n == 1 ? rv_facts_column_of (t, t->primary->columns[0]) : NULL;

  return column != NULL && !column->in_foreign_key
         && (column->is_sequence || column->type->family == RV_TYPE_UUID || (rv_type_is_integer (column->type) && rv_words_ends (column->words, "id")));
}

static gboolean
is_natural (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const words[] = { "email", "username", "login", "slug", "sku", "isbn", "iban", "vin", "ean", "upc", "gtin", NULL };
  static const char *const numbers[] = { "number", "code", "no", "nr", NULL };
  g_autofree char *own = NULL;

  if (column->in_foreign_key || !rv_type_is_text (column->type) || column->words->n > 2)
    return FALSE;
  if (rv_words_has_any (column->words, words) != NULL)
    return column->words->n == 1;
  /* order_number of orders; code of countries */
  if (!g_strv_contains (numbers, rv_words_last (column->words)))
    return FALSE;
  return column->words->n == 1 ? g_str_equal (rv_words_last (column->words), "code") : rv_words_has (t->words, column->words->words[0]);
}

static void
check_natural (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  RvFinding *finding;

  if (!rv_is_own_table (t->table) || t->keys->len != 1 || !is_surrogate (t) || rv_is_log_table (t))
    return;
  for (guint i = 0; i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (!is_natural (t, column))
        continue;
      for (guint k = 0; k < t->indexes->len; k++)
        {
          const RvIndexFacts *index = &g_array_index (t->indexes, RvIndexFacts, k);

          /* lower (email), or WHERE deleted_at IS NULL */
          if (index->is_unique && !index->is_constraint)
            return;
        }
      finding = rv_rule_report (run, column->column, _("Only a number tells rows of %s apart: the same %s can be there twice"), rv_facts_name (run->facts, t->table),
                                column->column->name);
      rv_rule_remedy (finding, _("Make %s unique"), rv_facts_name (run->facts, column->column));
      finding->has_fix = t->table->partition_strategy == RvPartitionStrategy_NONE;
      return;
    }
}

static gboolean
fix_natural (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object);
  g_autofree char *name = rv_fix_name (model, rv_model_get (model, column->table_id)), *own = rv_fix_name (model, column);

  return rv_fix_sql (edit, error, "ALTER TABLE %s ADD UNIQUE (%s)", name, own);
}

/* ---- I21: soft delete beside a whole unique constraint --------------------------------------------------------------- */

static gboolean
is_random (const RvColumnFacts *column)
{
  static const char *const words[] = { "token", "uuid", "guid", "hash", "key", "secret", "nonce", NULL };

  return column->type->family == RV_TYPE_UUID || rv_words_has_any (column->words, words) != NULL;
}

static gboolean
is_referenced (RvRuleRun *run, const RvTableFacts *t, const RvKeyFacts *key)
{
  for (guint i = 0; i < t->referenced_by->len; i++)
    {
      const RvForeignKey *reference = t->referenced_by->pdata[i];
      g_autoptr (GPtrArray) parts = rv_model_children (run->model, reference->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
      guint n = 0;

      for (guint p = 0; p < parts->len; p++)
        for (guint k = 0; k < key->n; k++)
          n += ((RvForeignKeyColumn *) parts->pdata[p])->referenced_column_id == key->columns[k];
      if (n == key->n && n == parts->len)
        return TRUE;
    }
  return FALSE;
}

static void
check_soft_delete (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  const RvColumnFacts *deleted = rv_soft_delete_column (t);

  for (guint i = 0; deleted != NULL && i < t->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (t->keys, RvKeyFacts, i);
      gboolean is_fine = key->is_primary;
      RvFinding *finding;

      for (guint k = 0; k < key->n; k++)
        {
          const RvColumnFacts *column = rv_facts_column_of (t, key->columns[k]);

          is_fine |= column == NULL || column->column == deleted->column || is_random (column);
        }
      if (is_fine)
        continue;
      finding = rv_rule_report (run, key->object, _("%s also counts deleted rows of %s: what was deleted cannot be entered again"), rv_facts_name (run->facts, key->object),
                                rv_facts_name (run->facts, t->table));
      rv_rule_remedy (finding, _("Use a unique index WHERE %s"), deleted->type->family == RV_TYPE_BOOLEAN ? _("the row is not deleted") : _("the time of deletion is null"));
      rv_rule_show (run, finding, deleted->column, NULL);
      finding->has_fix = !is_referenced (run, t, key) && t->table->partition_strategy == RvPartitionStrategy_NONE;
      finding->data[0] = deleted->column->object.id;
    }
}

static gboolean
fix_soft_delete (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvObject *key = rv_model_get (model, finding->object);
  RvTable *table = rv_model_get (model, rv_record_parent (key));
  RvColumn *deleted = rv_model_get_kind (model, finding->data[0], RV_KIND_COLUMN);
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  const RvTableFacts *t = rv_facts_table (facts, table->object.id);
  g_autofree char *name = rv_fix_name (model, table), *index = rv_postgresql.quote (rv_record_name (key)), *column = NULL, *list = NULL;

  if (deleted == NULL)
    {
      g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("“%s” is not there any more."), finding->name);
      return FALSE;
    }
  for (guint i = 0; i < t->keys->len; i++)
    if (g_array_index (t->keys, RvKeyFacts, i).object == key)
      list = rv_fix_names (model, g_array_index (t->keys, RvKeyFacts, i).columns, g_array_index (t->keys, RvKeyFacts, i).n);
  column = rv_fix_name (model, deleted);
  rv_edit_remove (edit, key);
  return rv_fix_sql (edit, error, g_ascii_strncasecmp (deleted->type, "bool", 4) == 0 ? "CREATE UNIQUE INDEX %s ON %s (%s) WHERE NOT %s" : "CREATE UNIQUE INDEX %s ON %s (%s) WHERE %s IS NULL",
                     index, name, list, column);
}

#define ROW(Id, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_INTEGRITY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, \
  .subject = RV_KIND_TABLE, .reads = key_kinds, .check = Check

const RvRule rv_rules_keys[] = {
  { ROW ("I9", WARNING, N_("Unique constraint over a nullable column"),
         N_("Two nulls count as different: in a unique constraint over several columns one null makes the row unlike every other, and the others may repeat."),
         check_nullable),
    .many = N_("Unique constraints over nullable columns: %u"), .fix = fix_nullable, .fix_label = N_("Make nulls equal") },
  { ROW ("I18", WARNING, N_("Junction table without the pair as a key"),
         N_("A table that joins two others holds each pair once; only a key over both references keeps that true. It is the index for one of the two ways, too."),
         check_junction),
    .fix = fix_junction, .fix_label = N_("Make the pair a key") },
  { ROW ("I19", INFO, N_("No natural key beside the number"),
         N_("A generated number is always unique, so it keeps nobody from entering the same thing twice. What identifies the thing in the world should be unique, "
         "too."), check_natural),
    .many = N_("Tables with no natural key beside the number: %u"),
    .flags = RV_RULE_DECIDABLE, .fix = fix_natural, .fix_label = N_("Make it unique") },
  { ROW ("I21", WARNING, N_("Soft delete beside a unique constraint over all rows"),
         N_("Deleted rows stay in the table and in its unique constraints: a user who was deleted can never register again. A partial unique index counts the live "
         "rows alone."), check_soft_delete),
    .many = N_("Unique constraints that count deleted rows: %u"),
    .fix = fix_soft_delete, .fix_label = N_("Make the index partial") },
  { NULL },
};
