/* X6 to X11, X14, X25, X26, X29: indexes that cannot do much, whatever is asked. */
#include "check/expressions.h"
#include "check/fix.h"
#include "check/rules.h"
#include "sql/rename.h"

#include <string.h>

static const RvKind index_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_INDEX, RV_KIND_INDEX_COLUMN, RV_KIND_VOLUME,
                                      RV_KIND_COLUMN_VOLUME, RV_KIND_ENUM, RV_KIND_ENUM_VALUE, RV_KIND_DOMAIN, RV_KIND_NONE };

#define EACH_INDEX(run, subject, t, each) \
  const RvTableFacts *t = rv_facts_table ((run)->facts, ((RvObject *) (subject))->id); \
  for (guint each_i = 0; t->table->partition_of_id == 0 && each_i < t->indexes->len; each_i++) \
    for (const RvIndexFacts *each = &g_array_index (t->indexes, RvIndexFacts, each_i); each != NULL; each = NULL) \
      if (each->object->kind == RV_KIND_INDEX)

static gboolean
is_btree (const RvIndexFacts *index)
{
  return g_str_equal (index->method, "btree");
}

static const RvColumnFacts *
only_column (const RvTableFacts *t, const RvIndexFacts *index)
{
  return index->n == 1 && index->columns[0] != 0 ? rv_facts_column_of (t, index->columns[0]) : NULL;
}

/* ---- X6, X29: too many --------------------------------------------------------------------------------- */

static void
check_many (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) subject)->id);

  if ((double) t->indexes->len > rv_rule_number (run, "most") && t->table->partition_of_id == 0)
    rv_rule_report (run, t->table, _("%s has %u indexes: each row that is written is written that many times"), rv_facts_name (run->facts, t->table), t->indexes->len);
}

static void
check_writes (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) subject)->id);

  if (t->volume != NULL && t->volume->writes_per_hour >= rv_rule_number (run, "writes") && t->indexes->len > 4)
    rv_rule_report (run, t->table, _("%s is written %.0f times an hour and has %u indexes"), rv_facts_name (run->facts, t->table), t->volume->writes_per_hour,
                    t->indexes->len);
}

/* ---- X7, X10: hardly selective ---------------------------------------------------------------------------- */

static void
check_selective (RvRuleRun *run, gpointer subject)
{
  EACH_INDEX (run, subject, t, index)
    {
      const RvColumnFacts *column = only_column (t, index);

      if (column != NULL && is_btree (index) && index->predicate == NULL && index->n_included == 0 && column->type->family == RV_TYPE_BOOLEAN && !column->type->is_array)
        rv_rule_remedy (rv_rule_report (run, index->object, _("%s is on one boolean: either value is too much of the table"), rv_facts_name (run->facts, index->object)),
                        _("Drop it, or make it partial on the rare value with the columns that are looked for"));
    }
}

static double
null_share (RvModel *model, RvId column)
{
  g_autoptr (GPtrArray) rows = rv_model_children (model, column, RV_KIND_COLUMN_VOLUME);

  return rows->len > 0 ? ((RvColumnVolume *) rows->pdata[0])->null_fraction : 0;
}

static void
check_nulls (RvRuleRun *run, gpointer subject)
{
  EACH_INDEX (run, subject, t, index)
    {
      const RvColumnFacts *column = only_column (t, index);

      if (column == NULL || !is_btree (index) || index->predicate != NULL || column->column->not_null || null_share (run->model, column->column->object.id) < 0.5)
        continue;
      rv_rule_remedy (rv_rule_report (run, index->object, _("%s is mostly an index of nulls"), rv_facts_name (run->facts, index->object)),
                      _("Make it partial: WHERE %s IS NOT NULL"), column->column->name);
    }
}

static gboolean
fix_nulls (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvIndex *index = rv_model_get (model, finding->object);
  g_autoptr (GPtrArray) parts = rv_model_children (model, index->object.id, RV_KIND_INDEX_COLUMN);
  g_autofree char *name = rv_fix_name (model, rv_model_get (model, ((RvIndexColumn *) parts->pdata[0])->column_id));
  g_autofree char *predicate = g_strdup_printf ("(%s IS NOT NULL)", name);

  rv_sql_set_text (edit, index, RvIndex_predicate, predicate);
  return TRUE;
}

/* ---- X8, X9: orders and arrays -------------------------------------------------------------------------------- */

static void
check_middle (RvRuleRun *run, gpointer subject)
{
  EACH_INDEX (run, subject, t, index)
    for (guint k = 0; is_btree (index) && !index->is_unique && k + 1 < index->n; k++)
      {
        const RvColumnFacts *column = index->columns[k] != 0 ? rv_facts_column_of (t, index->columns[k]) : NULL;

        if (column == NULL || !(column->type->family == RV_TYPE_TIMESTAMP || column->type->family == RV_TYPE_TIMESTAMPTZ) || k == 0)
          continue;
        rv_rule_remedy (rv_rule_report (run, index->object, _("%s has a time in the middle: behind a range the columns after it narrow nothing"),
                                        rv_facts_name (run->facts, index->object)),
                        _("Put %s last"), column->column->name);
        break;
      }
}

static void
check_array (RvRuleRun *run, gpointer subject)
{
  EACH_INDEX (run, subject, t, index)
    {
      const RvColumnFacts *column = only_column (t, index);

      if (column != NULL && is_btree (index) && !index->is_unique && column->type->is_array)
        rv_rule_report (run, index->object, _("%s is a B-tree on an array: it finds whole arrays, not elements"), rv_facts_name (run->facts, index->object));
    }
}

static void
set_method (RvEdit *edit, RvIndex *index, const char *method)
{
  g_autoptr (GPtrArray) parts = rv_model_children (rv_edit_model (edit), index->object.id, RV_KIND_INDEX_COLUMN);

  rv_edit_set_text (edit, index, RvIndex_method, method);
  for (guint i = 0; i < parts->len; i++)
    {
      rv_edit_set_number (edit, parts->pdata[i], RvIndexColumn_is_descending, FALSE);
      rv_edit_set_number (edit, parts->pdata[i], RvIndexColumn_nulls, RvNullsOrder_DEFAULT);
    }
}

static gboolean
fix_array (RvEdit *edit, const RvFinding *finding, GError **error)
{
  set_method (edit, rv_model_get (rv_edit_model (edit), finding->object), "gin");
  return TRUE;
}

/* ---- X11: a condition that is always true -------------------------------------------------------------------------- */

static void
check_predicate (RvRuleRun *run, gpointer subject)
{
  EACH_INDEX (run, subject, t, index)
    {
      const PgQuery__Node *node = index->predicate != NULL ? rv_facts_expression (run->facts, index->predicate) : NULL;
      const PgQuery__NullTest *test = node != NULL && node->node_case == PG_QUERY__NODE__NODE_NULL_TEST ? node->null_test : NULL;
      const PgQuery__ColumnRef *ref = test != NULL && test->arg != NULL && test->arg->node_case == PG_QUERY__NODE__NODE_COLUMN_REF ? test->arg->column_ref : NULL;
      const RvColumnFacts *column;

      if (ref == NULL || test->nulltesttype != PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL || ref->n_fields != 1
          || ref->fields[0]->node_case != PG_QUERY__NODE__NODE_STRING)
        continue;
      column = rv_facts_column_named (t, ref->fields[0]->string->sval);
      if (column != NULL && (column->column->not_null || column->in_primary))
        rv_rule_report (run, index->object, _("%s is partial on %s being there, which it always is"), rv_facts_name (run->facts, index->object), column->column->name);
    }
}

static gboolean
fix_predicate (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_sql_set_text (edit, rv_model_get (rv_edit_model (edit), finding->object), RvIndex_predicate, NULL);
  return TRUE;
}

/* ---- X14: none at all ------------------------------------------------------------------------------------------------- */

static void
check_none (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) subject)->id);

  if (t->indexes->len == 0 && t->table->partition_of_id == 0 && t->table->server_id == 0 && t->columns->len > 0)
    rv_rule_report (run, t->table, _("%s has no index: finding one row reads them all"), rv_facts_name (run->facts, t->table));
}

/* ---- X25, X26: other methods ---------------------------------------------------------------------------------------------- */

static gboolean
wants_gist (const RvTypeFacts *type)
{
  return !type->is_array && (type->family == RV_TYPE_RANGE || type->family == RV_TYPE_GEOMETRIC || g_str_equal (type->name, "ltree") || g_str_equal (type->name, "geometry")
                             || g_str_equal (type->name, "geography"));
}

static gboolean
has_gist (const RvTableFacts *t, RvId column)
{
  for (guint i = 0; i < t->indexes->len; i++)
    {
      const RvIndexFacts *index = &g_array_index (t->indexes, RvIndexFacts, i);

      for (guint k = 0; k < index->n; k++)
        if (index->columns[k] == column && (g_str_equal (index->method, "gist") || g_str_equal (index->method, "spgist") || g_str_equal (index->method, "gin")))
          return TRUE;
    }
  return FALSE;
}

static void
check_gist (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) subject)->id);

  for (guint i = 0; t->table->partition_of_id == 0 && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (!wants_gist (column->type) || has_gist (t, column->column->object.id))
        continue;
      rv_rule_remedy (rv_rule_report (run, column->column, _("%s has no GiST index: what contains or overlaps is found by reading everything"),
                                      rv_facts_name (run->facts, column->column)),
                      _("Create an index USING gist (%s)"), column->column->name);
    }
}

static gboolean
fix_gist (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object);
  g_autofree char *table = rv_fix_name (model, rv_model_get (model, column->table_id)), *own = rv_fix_name (model, column);

  return rv_fix_sql (edit, error, "CREATE INDEX ON %s USING gist (%s)", table, own);
}

static void
check_hash (RvRuleRun *run, gpointer subject)
{
  EACH_INDEX (run, subject, t, index)
    if (g_str_equal (index->method, "hash"))
      rv_rule_report (run, index->object, _("%s is a hash index: it serves equality alone, neither order, ranges, several columns nor uniqueness"),
                      rv_facts_name (run->facts, index->object));
}

static gboolean
fix_hash (RvEdit *edit, const RvFinding *finding, GError **error)
{
  set_method (edit, rv_model_get (rv_edit_model (edit), finding->object), "btree");
  return TRUE;
}

#define ROW(Id, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_INDEXING, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = RV_KIND_TABLE, \
  .reads = index_kinds, .check = Check

const RvRule rv_rules_kinds_of_index[] = {
  { ROW ("X6", INFO, N_("Very many indexes"),
         N_("Every index is written with every row, kept in the cache and vacuumed. Beyond a handful each one should name the queries that it serves."), check_many),
    .options = RV_OPTIONS ({ "most", RV_OPTION_NUMBER, "10", N_("Indexes at most") }) },
  { ROW ("X7", INFO, N_("Index on one boolean"),
         N_("An index pays where it finds few rows. Half of a table is read faster without it; a partial index on the rare value is small and exact."), check_selective) },
  { ROW ("X8", INFO, N_("Time in the middle of an index"),
         N_("Times are asked for by ranges, and behind a range a B-tree cannot narrow by further columns: equality first, the range last."), check_middle) },
  { ROW ("X9", WARNING, N_("B-tree on an array"), N_("A B-tree compares whole arrays. What contains an element is found by GIN."), check_array),
    .fix = fix_array, .fix_label = N_("Make it GIN") },
  { ROW ("X10", INFO, N_("Index of nulls"),
         N_("Where most rows have no value, an index with a condition leaves them out: smaller, and not written when such rows are."), check_nulls),
    .fix = fix_nulls, .fix_label = N_("Make it partial") },
  { ROW ("X11", INFO, N_("Partial index on what is always so"), N_("A condition that all rows meet leaves none out, and queries have to repeat it for the index to be used."), check_predicate),
    .fix = fix_predicate, .fix_label = N_("Remove the condition") },
  { ROW ("X14", INFO, N_("Table without any index"), N_("Without an index, not even of a key, every lookup reads the whole table."), check_none),
    .many = N_("Tables without any index: %u"), .yields_to = "I1" },
  { ROW ("X25", INFO, N_("Range, tree or shape without GiST index"),
         N_("Containment, overlap and distance are found by GiST; a B-tree knows only smaller and greater."), check_gist),
    .fix = fix_gist, .fix_label = N_("Create the index") },
  { ROW ("X26", INFO, N_("Hash index"),
         N_("A hash index is seldom smaller or faster than a B-tree, and does less: only for equality on long values that nothing else asks for."), check_hash),
    .flags = RV_RULE_DECIDABLE, .fix = fix_hash, .fix_label = N_("Make it a B-tree") },
  { ROW ("X29", INFO, N_("Many indexes on a table that is written all the time"),
         N_("On a table with many writes each index multiplies them, keeps updates from being done in place, and fills the log."), check_writes),
    .options = RV_OPTIONS ({ "writes", RV_OPTION_NUMBER, "36000", N_("Writes an hour from") }) },
  { NULL },
};
