/* X2 to X4: no index twice, and none that another one holds. */
#include <string.h>

#include "check/rules.h"

/* What of the part of an index makes it another one. */
static gboolean
same_part (const RvObject *a, const RvObject *b)
{
  static const int fields[] = { RvIndexColumn_expression, RvIndexColumn_collation, RvIndexColumn_opclass, RvIndexColumn_opclass_parameters };
  const RvIndexColumn *x = (const RvIndexColumn *) a, *y = (const RvIndexColumn *) b;

  /* The parts of a constraint are plain columns in their default order. */
  if (a->kind != RV_KIND_INDEX_COLUMN || b->kind != RV_KIND_INDEX_COLUMN)
    {
      const RvIndexColumn *own = a->kind == RV_KIND_INDEX_COLUMN ? x : b->kind == RV_KIND_INDEX_COLUMN ? y : NULL;

      return own == NULL || (own->expression == NULL && own->collation == NULL && own->opclass == NULL && !own->is_descending && own->nulls == RvNullsOrder_DEFAULT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (rv_record_text (a, rv_field_info (fields[i])), rv_record_text (b, rv_field_info (fields[i]))) != 0)
      return FALSE;
  return x->is_descending == y->is_descending && x->nulls == y->nulls;
}

static gboolean
same_index (const RvIndexFacts *a, const RvIndexFacts *b)
{
  if (a->n != b->n || a->n_included != b->n_included || strcmp (a->method, b->method) != 0 || g_strcmp0 (a->predicate, b->predicate) != 0
      || memcmp (a->columns, b->columns, sizeof (RvId) * (a->n + a->n_included)) != 0 || a->parts->len != b->parts->len)
    return FALSE;
  for (guint i = 0; i < a->parts->len; i++)
    if (!same_part (a->parts->pdata[i], b->parts->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Whether @a does all that @b does; of two that do the same the older one stays. */
static gboolean
replaces (const RvIndexFacts *a, const RvIndexFacts *b)
{
  if (a->object->kind == RV_KIND_EXCLUSION || b->is_constraint || !same_index (a, b) || (b->is_unique && !a->is_unique))
    return FALSE;
  return a->is_constraint || (a->is_unique && !b->is_unique) || a->object->id < b->object->id;
}

static void
check_duplicates (RvRuleRun *run, gpointer subject)
{
  const RvTable *table = subject;
  const RvTableFacts *t = rv_facts_table (run->facts, table->object.id);

  for (guint i = 0; i < t->indexes->len; i++)
    for (guint k = 0; k < t->indexes->len; k++)
      {
        const RvIndexFacts *index = &g_array_index (t->indexes, RvIndexFacts, i);
        const RvIndexFacts *other = &g_array_index (t->indexes, RvIndexFacts, k);
        RvFinding *finding;

        if (i == k || !replaces (other, index))
          continue;
        finding = rv_rule_report (run, index->object, _("Index %s of %s is the same as %s: it costs writes and space and serves nothing"),
                                  rv_record_name (index->object), rv_facts_name (run->facts, table), rv_record_name (other->object));
        rv_rule_remedy (finding, _("Drop the index %s"), rv_record_name (index->object));
        rv_rule_show (run, finding, other->object, NULL);
        finding->has_fix = ((RvIndex *) index->object)->attached_to_id == 0;
        break;
      }
}

static gboolean
fix_duplicate (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_remove (edit, rv_model_get (rv_edit_model (edit), finding->object));
  return TRUE;
}

/* ---- X3, X4: the beginning of another one -------------------------------------------------------------------- */

/* Whether the key columns of @a are the first of @b, so that B-tree @b finds and sorts whatever @a does. */
static gboolean
is_beginning (const RvIndexFacts *a, const RvIndexFacts *b)
{
  if (a->n >= b->n || a->n_included > 0 || a->is_unique || a->is_constraint || strcmp (a->method, "btree") != 0 || strcmp (b->method, "btree") != 0
      || g_strcmp0 (a->predicate, b->predicate) != 0 || memcmp (a->columns, b->columns, sizeof (RvId) * a->n) != 0)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (!same_part (a->parts->pdata[i], b->parts->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
report_beginnings (RvRuleRun *run, const RvTableFacts *t, gboolean of_keys)
{
  for (guint i = 0; i < t->indexes->len; i++)
    for (guint k = 0; k < t->indexes->len; k++)
      {
        const RvIndexFacts *index = &g_array_index (t->indexes, RvIndexFacts, i), *other = &g_array_index (t->indexes, RvIndexFacts, k);
        RvFinding *finding;

        if (i == k || other->is_unique != of_keys || !is_beginning (index, other))
          continue;
        finding = rv_rule_report (run, index->object, _("Index %s of %s is the beginning of %s, which serves the same queries"), rv_record_name (index->object),
                                  rv_facts_name (run->facts, t->table), rv_record_name (other->object));
        rv_rule_remedy (finding, _("Drop the index %s"), rv_record_name (index->object));
        rv_rule_show (run, finding, other->object, NULL);
        finding->has_fix = index->object->kind == RV_KIND_INDEX && ((RvIndex *) index->object)->attached_to_id == 0;
        break;
      }
}

static void
check_prefixes (RvRuleRun *run, gpointer subject)
{
  report_beginnings (run, rv_facts_table (run->facts, ((RvObject *) subject)->id), FALSE);
}

static void
check_covered (RvRuleRun *run, gpointer subject)
{
  report_beginnings (run, rv_facts_table (run->facts, ((RvObject *) subject)->id), TRUE);
}

#define INDEX_KINDS RV_READS (RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_INDEX, RV_KIND_INDEX_COLUMN)

const RvRule rv_rules_duplicate_indexes[] = {
  {
    .id = "X2",
    .group = RV_GROUP_INDEXING,
    .severity = RV_SEVERITY_WARNING,
    .title = N_("Duplicate index"),
    .explanation = N_("Two indexes over the same columns in the same order answer the same questions: each write pays for both, and the cache "
                      "holds both. The index of a key or the unique one stays, the other goes."),
    .reference = "https://wiki.postgresql.org/wiki/Index_Maintenance#Duplicate_indexes",
    .subject = RV_KIND_TABLE,
    .reads = RV_READS (RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_INDEX, RV_KIND_INDEX_COLUMN, RV_KIND_EXCLUSION,
                       RV_KIND_EXCLUSION_ELEMENT),
    .many = N_("Duplicate indexes: %u"),
    .many_from = 9,
    .check = check_duplicates,
    .fix = fix_duplicate,
    .fix_label = N_("Drop the index"),
  },
  {
    .id = "X3",
    .group = RV_GROUP_INDEXING,
    .severity = RV_SEVERITY_INFO,
    .title = N_("Index that is the beginning of another"),
    .explanation = N_("A B-tree index on (a, b) also finds and sorts by a alone. The shorter one is smaller and at times faster; where that does not "
                      "matter, it only costs writes."),
    .subject = RV_KIND_TABLE,
    .reads = INDEX_KINDS,
    .many = N_("Indexes that are the beginning of others: %u"),
    .check = check_prefixes,
    .fix = fix_duplicate,
    .fix_label = N_("Drop the index"),
  },
  {
    .id = "X4",
    .group = RV_GROUP_INDEXING,
    .severity = RV_SEVERITY_WARNING,
    .title = N_("Index that a key covers"),
    .explanation = N_("A primary key or unique constraint brings its own index, which also serves its first columns: an index on these besides it is not needed."),
    .subject = RV_KIND_TABLE,
    .reads = INDEX_KINDS,
    .many = N_("Indexes that keys cover: %u"),
    .yields_to = "X3",
    .check = check_covered,
    .fix = fix_duplicate,
    .fix_label = N_("Drop the index"),
  },
  { NULL },
};
