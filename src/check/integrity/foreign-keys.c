/* I2 to I8, I16, I25, I26, I28, I29: foreign keys that are missing, double, wrong or undecided. */
#include "check/integrity/integrity.h"

#include <string.h>

#include "model/naming.h"

static const RvKind foreign_key_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN,
                                            RV_KIND_CHECK, RV_KIND_TRIGGER, RV_KIND_NONE };

/* ---- I2: a column that refers without a foreign key ------------------------------------------------------ */

/* The table that is called like the words of a column before its "id", from word @first on; of the same schema first. */
static RvTable *
table_called (RvRuleRun *run, const RvTable *table, const RvWords *words, guint first)
{
  const GPtrArray *tables = rv_facts_tables_called (run->facts, words->words + first, words->n - 1 - first);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (((RvTable *) tables->pdata[i])->schema_id == table->schema_id)
      return tables->pdata[i];
  return tables != NULL ? tables->pdata[tables->len - 1] : NULL;
}

static RvTable *
referred_table (RvRuleRun *run, const RvTableFacts *t, const RvColumnFacts *column)
{
  const RvWords *words = column->words;

  if (words->n < 2 || !g_str_equal (rv_words_last (words), "id"))
    return NULL;
  if (words->n == 2 && g_str_equal (words->words[0], "parent"))
    return t->table;
  for (guint first = 0; first + 1 < words->n; first++)
    {
      RvTable *found = table_called (run, t->table, words, first);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* order_type beside order_id: which table is meant differs from row to row. */
static gboolean
has_type_beside (const RvTableFacts *t, const RvColumn *column)
{
  g_autofree char *stem = g_strndup (column->name, strlen (column->name) - 2);
  g_autofree char *lower = g_strconcat (stem, "type", NULL), *kind = g_strconcat (stem, "kind", NULL);

  return rv_facts_column_named (t, lower) != NULL || rv_facts_column_named (t, kind) != NULL;
}

/* Before version 12 a partitioned table could have no foreign key; its partitions have them instead. */
static gboolean
is_kept_by_partitions (RvRuleRun *run, const RvTableFacts *t, const RvColumn *column)
{
  for (guint i = 0; i < t->partitions->len; i++)
    {
      const RvTableFacts *partition = rv_facts_table (run->facts, ((RvObject *) t->partitions->pdata[i])->id);
      const RvColumnFacts *own = partition != NULL ? rv_facts_column_named (partition, column->name) : NULL;

      if (own == NULL || !own->in_foreign_key)
        return FALSE;
    }
  return t->partitions->len > 0;
}

static void
check_missing (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);
      RvTable *target = column->in_foreign_key || column->column->is_inherited ? NULL : referred_table (run, t, column);
      const RvTableFacts *o = target != NULL ? rv_facts_table (run->facts, target->object.id) : NULL;
      const RvColumnFacts *key = o != NULL && o->primary != NULL && o->primary->n == 1 ? rv_facts_column (run->facts, o->primary->columns[0]) : NULL;
      RvFinding *finding;

      if (key == NULL || key->column == column->column || key->type->family != column->type->family || column->type->is_array
          || (t->primary != NULL && t->primary->n == 1 && t->primary->columns[0] == column->column->object.id && column->is_sequence)
          || has_type_beside (t, column->column) || is_kept_by_partitions (run, t, column->column))
        continue;
      finding = rv_rule_report (run, column->column, _("%s looks like a reference to %s, but no foreign key keeps it true"),
                                rv_facts_name (run->facts, column->column), rv_facts_name (run->facts, target));
      rv_rule_remedy (finding, _("Add a foreign key to %s"), rv_facts_name (run->facts, key->column));
      rv_rule_show (run, finding, key->column, NULL);
      finding->data[0] = key->column->object.id;
      finding->weight = o->rows;
    }
}

static gboolean
fix_missing (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object), *key = rv_model_get_kind (model, finding->data[0], RV_KIND_COLUMN);
  RvTable *table = rv_model_get (model, column->table_id);
  g_autofree char *name = rv_fix_name (model, table), *own = rv_fix_name (model, column), *constraint = NULL, *other = NULL, *other_column = NULL;

  if (key == NULL)
    {
      g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("“%s” is not there any more."), finding->name);
      return FALSE;
    }
  constraint = rv_fix_constraint_name (model, table, column->name, "fkey");
  other = rv_fix_name (model, rv_model_get (model, key->table_id));
  other_column = rv_fix_name (model, key);
  return rv_fix_sql (edit, error, "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s) ON DELETE RESTRICT", name, constraint, own, other,
                     other_column);
}

/* ---- I3, I4: ON DELETE that nobody chose --------------------------------------------------------------------- */

static gboolean
is_undecided (const RvForeignKey *key)
{
  return key->on_delete == RvReferentialAction_NO_ACTION && !key->is_deferrable;
}

static void
report_undecided (RvRuleRun *run, const RvTableFacts *t, gboolean of_itself)
{
  for (guint i = 0; rv_is_own_table (t->table) && i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);

      if (is_undecided (key->key) && (key->target == t->table) == of_itself)
        rv_rule_remedy (rv_rule_report (run, key->key, of_itself ? _("%s does not say what becomes of the rows below a deleted row of %s")
                                                                 : _("%s does not say what becomes of its rows when a row of %s is deleted"),
                                        rv_facts_name (run->facts, key->key), rv_facts_name (run->facts, key->target)),
                        _("Choose RESTRICT, CASCADE or SET NULL"));
    }
}

static void
check_on_delete (RvRuleRun *run, gpointer subject)
{
  report_undecided (run, rv_facts_table (run->facts, ((RvTable *) subject)->object.id), FALSE);
}

static void
check_self_on_delete (RvRuleRun *run, gpointer subject)
{
  report_undecided (run, rv_facts_table (run->facts, ((RvTable *) subject)->object.id), TRUE);
}

/* What NO ACTION does anyway, said aloud. */
static gboolean
fix_on_delete (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_set_number (edit, rv_model_get (rv_edit_model (edit), finding->object), RvForeignKey_on_delete, RvReferentialAction_RESTRICT);
  return TRUE;
}

/* ---- I5: types that differ ---------------------------------------------------------------------------------------- */

static void
check_types (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);

      for (guint k = 0; k < key->n; k++)
        {
          const RvColumnFacts *own = rv_facts_column (run->facts, key->columns[k]), *other = rv_facts_column (run->facts, key->referenced[k]);
          RvFinding *finding;

          if (own == NULL || other == NULL || own->type->family == other->type->family
              || (rv_type_is_text (own->type) && rv_type_is_text (other->type) && own->type->family != RV_TYPE_CHAR && other->type->family != RV_TYPE_CHAR))
            continue;
          finding = rv_rule_report (run, own->column, _("%s is %s, but the %s that it refers to is %s"), rv_facts_name (run->facts, own->column),
                                    own->column->type, rv_facts_name (run->facts, other->column), other->column->type);
          rv_rule_remedy (finding, _("Give it the type %s"), other->column->type);
          rv_rule_show (run, finding, other->column, NULL);
          finding->text = g_strdup (other->column->type);
          finding->has_fix = own->column->identity == RvIdentity_NONE && own->column->default_value == NULL && own->column->generated == NULL
                             && other->type->domain == 0;
        }
    }
}

static gboolean
fix_type (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_sql_set_text (edit, rv_model_get (rv_edit_model (edit), finding->object), RvColumn_type, finding->text);
  return TRUE;
}

/* ---- I6, I7: double and overlapping ------------------------------------------------------------------------------------ */

static gboolean
has_pair (const RvForeignKeyFacts *key, RvId column, RvId referenced)
{
  for (guint i = 0; i < key->n; i++)
    if (key->columns[i] == column && key->referenced[i] == referenced)
      return TRUE;
  return FALSE;
}

static guint
n_shared (const RvForeignKeyFacts *a, const RvForeignKeyFacts *b)
{
  guint n = 0;

  for (guint i = 0; i < a->n; i++)
    n += has_pair (b, a->columns[i], a->referenced[i]);
  return n;
}

static void
check_pairs (RvRuleRun *run, const RvTableFacts *t, gboolean same)
{
  for (guint i = 0; i < t->foreign_keys->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const RvForeignKeyFacts *a = &g_array_index (t->foreign_keys, RvForeignKeyFacts, k), *b = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);
        guint n = a->target == b->target ? n_shared (a, b) : 0;

        if (n == 0 || (n == a->n && n == b->n) != same)
          continue;
        rv_rule_show (run, rv_rule_report (run, b->key, same ? _("%s says the same as %s: every change is checked twice") : _("%s overlaps %s: both refer to the same table by shared columns"),
                                           rv_facts_name (run->facts, b->key), rv_facts_name (run->facts, a->key)),
                      a->key, NULL);
      }
}

static void
check_duplicate (RvRuleRun *run, gpointer subject)
{
  check_pairs (run, rv_facts_table (run->facts, ((RvTable *) subject)->object.id), TRUE);
}

static void
check_overlap (RvRuleRun *run, gpointer subject)
{
  check_pairs (run, rv_facts_table (run->facts, ((RvTable *) subject)->object.id), FALSE);
}

static gboolean
fix_remove (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_remove (edit, rv_model_get (rv_edit_model (edit), finding->object));
  return TRUE;
}

/* ---- I8: composite and nullable ------------------------------------------------------------------------------------------- */

static void
check_partly_null (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);
      guint n_nullable = 0, n_checked = 0;
      RvFinding *finding;

      for (guint k = 0; k < key->n; k++)
        {
          const RvColumnFacts *column = rv_facts_column (run->facts, key->columns[k]);

          n_nullable += column != NULL && !column->column->not_null && !column->in_primary;
          n_checked += column != NULL && rv_check_names (run, t, column);
        }
      /* One nullable column switches the whole reference off, which is what an optional reference does. */
      if (key->n < 2 || n_nullable < 2 || n_checked == key->n || key->key->match_type == RvMatchType_FULL)
        continue;
      finding = rv_rule_report (run, key->key, _("%s is not checked as soon as one of %s is null: half a reference passes"),
                                rv_facts_name (run->facts, key->key), rv_facts_names (run->facts, key->columns, key->n));
      rv_rule_remedy (finding, _("Make the columns not null, or the foreign key MATCH FULL"));
      finding->has_fix = n_nullable == key->n;
    }
}

static gboolean
fix_match_full (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_set_number (edit, rv_model_get (rv_edit_model (edit), finding->object), RvForeignKey_match_type, RvMatchType_FULL);
  return TRUE;
}

/* ---- I16: not validated ------------------------------------------------------------------------------------------------------ */

static void
report_not_valid (RvRuleRun *run, gconstpointer constraint)
{
  rv_rule_report (run, constraint, _("%s was never validated: old rows may break it, and the planner does not trust it"), rv_facts_name (run->facts, constraint));
}

static void
check_validated (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKey *key = g_array_index (t->foreign_keys, RvForeignKeyFacts, i).key;

      if (key->not_valid)
        report_not_valid (run, key);
    }
  for (guint i = 0; i < t->checks->len; i++)
    if (((RvCheck *) t->checks->pdata[i])->not_valid)
      report_not_valid (run, t->checks->pdata[i]);
}

static gboolean
fix_validate (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvObject *constraint = rv_model_get (rv_edit_model (edit), finding->object);

  rv_edit_set_number (edit, constraint, constraint->kind == RV_KIND_CHECK ? RvCheck_not_valid : RvForeignKey_not_valid, FALSE);
  return TRUE;
}

/* ---- I25, I28: across schemas --------------------------------------------------------------------------------------------------- */

static void
check_schemas (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);

      if (key->target->schema_id != t->table->schema_id)
        rv_rule_report (run, key->key, _("%s refers to %s in another schema"), rv_facts_name (run->facts, key->key), rv_facts_name (run->facts, key->target));
    }
}

static void
check_managed (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);
      const RvTableFacts *o = rv_facts_table (run->facts, key->target->object.id);
      const char *schema = rv_record_name (rv_model_get (run->model, key->target->schema_id));

      if (key->target->schema_id == t->table->schema_id || !(g_str_equal (schema, "auth") || g_str_equal (schema, "storage"))
          || (o->primary != NULL && rv_facts_key_on (o, key->referenced, key->n) == o->primary))
        continue;
      rv_rule_remedy (rv_rule_report (run, key->key, _("%s refers to a unique index of %s, which its owner may drop"), rv_facts_name (run->facts, key->key),
                                      rv_facts_name (run->facts, key->target)),
                      _("Refer to its primary key"));
    }
}

/* ---- I26, I29: to itself ------------------------------------------------------------------------------------------------------------ */

static gboolean
is_own_key (const RvTableFacts *t, const RvForeignKeyFacts *key)
{
  if (key->target != t->table)
    return FALSE;
  for (guint i = 0; i < key->n; i++)
    if (key->columns[i] != key->referenced[i])
      return FALSE;
  return key->n > 0;
}

static void
check_itself (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);

      if (is_own_key (t, key))
        rv_rule_report (run, key->key, _("%s lets every row refer to itself by its own key: it forbids nothing"), rv_facts_name (run->facts, key->key));
    }
}

static gboolean
has_row_trigger (const RvTableFacts *t)
{
  for (guint i = 0; i < t->triggers->len; i++)
    {
      const RvTrigger *trigger = t->triggers->pdata[i];

      if (trigger->for_each_row && trigger->on_insert && trigger->on_update && trigger->timing == RvTriggerTiming_BEFORE)
        return TRUE;
    }
  return FALSE;
}

static void
check_tree (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);

  for (guint i = 0; rv_is_own_table (t->table) && i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);
      const RvColumnFacts *column = key->n == 1 ? rv_facts_column (run->facts, key->columns[0]) : NULL;

      if (key->target != t->table || column == NULL || is_own_key (t, key) || rv_check_names (run, t, column) || has_row_trigger (t))
        continue;
      rv_rule_remedy (rv_rule_report (run, key->key, _("Nothing keeps a row of %s from being its own ancestor"), rv_facts_name (run->facts, t->table)),
                      _("Add CHECK (%s <> %s), and bound the depth in queries or by a trigger"), column->column->name,
                      rv_record_name (rv_model_get (run->model, key->referenced[0])));
    }
}

static gboolean
fix_tree (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvForeignKey *key = rv_model_get (model, finding->object);
  RvTable *table = rv_model_get (model, key->table_id);
  g_autoptr (GPtrArray) parts = rv_model_children (model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  RvForeignKeyColumn *part = parts->pdata[0];
  RvColumn *column = rv_model_get (model, part->column_id);
  g_autofree char *name = rv_fix_name (model, table), *own = rv_fix_name (model, column);
  g_autofree char *other = rv_fix_name (model, rv_model_get (model, part->referenced_column_id));
  g_autofree char *constraint = rv_fix_constraint_name (model, table, column->name, "check");

  return rv_fix_sql (edit, error, "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s <> %s)", name, constraint, own, other);
}

#define ROW(Id, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_INTEGRITY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, \
  .subject = RV_KIND_TABLE, .reads = foreign_key_kinds, .check = Check

const RvRule rv_rules_foreign_keys[] = {
  { ROW ("I2", WARNING, N_("Reference without a foreign key"),
         N_("A column that is called like a reference and has the type of a key there, but no foreign key: rows that refer to nothing will come, and nobody "
         "who reads the design sees the relationship."), check_missing),
    .flags = RV_RULE_DECIDABLE | RV_RULE_ANYWHERE, .many = N_("References without a foreign key: %u"), .fix = fix_missing, .fix_label = N_("Add the foreign key") },
  { ROW ("I3", INFO, N_("Foreign key that leaves ON DELETE open"),
         N_("What becomes of the rows that refer is a decision about the business: forbid, delete them, too, or forget the reference. Without a word "
         "PostgreSQL forbids, and readers cannot tell whether that is meant."), check_on_delete),
    .many = N_("Foreign keys that leave ON DELETE open: %u"), .fix = fix_on_delete, .fix_label = N_("Say RESTRICT") },
  { ROW ("I4", INFO, N_("Tree that leaves ON DELETE open"),
         N_("In a tree a deleted row has others below it: they forbid it, go with it, or become roots. Which of these has to be said."), check_self_on_delete),
    .many = N_("Trees that leave ON DELETE open: %u"),
    .fix = fix_on_delete, .fix_label = N_("Say RESTRICT") },
  { ROW ("I5", WARNING, N_("Foreign key of another type than its target"),
         N_("Values that exist on one side may not fit the other, and every join casts one of them."), check_types),
    .many = N_("Foreign keys of another type than their targets: %u"),
    .fix = fix_type, .fix_label = N_("Take the type of the target") },
  { ROW ("I6", WARNING, N_("Foreign key that is there twice"), N_("Two foreign keys that say the same are checked twice for every row."), check_duplicate),
    .fix = fix_remove, .fix_label = N_("Remove the second one") },
  { ROW ("I7", INFO, N_("Overlapping foreign keys"),
         N_("Two foreign keys to the same table that share columns usually mean that one of them was forgotten when the key grew."), check_overlap),
    .yields_to = "I6" },
  { ROW ("I8", WARNING, N_("Composite foreign key over nullable columns"),
         N_("With MATCH SIMPLE, the default, one null among the columns switches the whole check off: a reference that is half there passes."), check_partly_null),
    .fix = fix_match_full, .fix_label = N_("Use MATCH FULL") },
  { ROW ("I16", WARNING, N_("Constraint that was left NOT VALID"),
         N_("NOT VALID checks new rows alone. Until it is validated old rows may break the rule, and the planner must not rely on it."), check_validated),
    .fix = fix_validate, .fix_label = N_("Validate it") },
  { ROW ("I25", INFO, N_("Foreign key that leaves its schema"),
         N_("Where schemas are modules that may be deployed apart, a foreign key ties them together."), check_schemas),
    .flags = RV_RULE_OFF },
  { ROW ("I26", ERROR, N_("Foreign key of a row to itself"), N_("A foreign key whose columns are those that it refers to is true of every row."), check_itself),
    .fix = fix_remove, .fix_label = N_("Remove it") },
  { ROW ("I28", WARNING, N_("Foreign key to an index of a managed schema"),
         N_("A schema that belongs to a service (auth, storage) may change its unique indexes; its primary keys are what it promises."), check_managed) },
  { ROW ("I29", INFO, N_("Tree without a guard against cycles"),
         N_("A reference to the table itself allows a row to be its own ancestor, and a recursive query over that never ends. A check keeps a row from "
         "being its own parent; longer cycles need a trigger or a bound in the query."), check_tree),
    .many = N_("Trees without a guard against cycles: %u"),
    .yields_to = "I26", .fix = fix_tree, .fix_label = N_("Forbid a row to be its own parent") },
  { NULL },
};
