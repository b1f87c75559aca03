/* Q5: the same lookup again and again, as a loop of an application leaves it in a log. */
#include "check/query/lint.h"
#include "check/rules.h"

#include <pg_query.h>

/* Returns: (transfer full) (nullable): the same for queries that differ in constants alone. */
static char *
fingerprint (const char *text)
{
  PgQueryFingerprintResult result = pg_query_fingerprint (text);
  char *print = result.error == NULL ? g_strdup (result.fingerprint_str) : NULL;

  pg_query_free_fingerprint_result (result);
  return print;
}

/* One row, or the rows of one parent: what a loop asks for. */
static gboolean
is_lookup (RvRuleRun *run, RvQuery *query)
{
  RvPgQuery *q = rv_lint_query (run, query);
  RvPgBlock *block = q != NULL && rv_pg_query_statements (q)->len == 1 ? rv_pg_query_statements (q)->pdata[0] : NULL;
  g_autoptr (GArray) equalities = NULL;

  if (block == NULL || block->select == NULL)
    return FALSE;
  equalities = rv_lint_equalities (block);
  for (guint i = 0; i < equalities->len; i++)
    {
      const RvEquality *e = &g_array_index (equalities, RvEquality, i);
      const RvColumnFacts *facts = rv_facts_column (run->facts, e->column->object.id);

      if (e->other_item == NULL && facts != NULL && (facts->in_primary || facts->in_foreign_key || facts->is_unique))
        return TRUE;
    }
  return FALSE;
}

static void
report_group (RvRuleRun *run, GPtrArray *group)
{
  RvQuery *first = group->pdata[0];
  RvFinding *finding;

  if ((double) group->len < rv_rule_number (run, "least") || !is_lookup (run, first))
    return;
  finding = rv_rule_report (run, first, _("The same query is there %u times, each with another value: a query in a loop."), group->len);
  rv_rule_remedy (finding, _("Ask once for all values: WHERE key = ANY ($1)."));
  for (guint i = 1; i < group->len; i++)
    rv_rule_show (run, finding, group->pdata[i], NULL);
  finding->weight = group->len;
}

static void
check_repeated (RvRuleRun *run, gpointer subject)
{
  const GPtrArray *queries = rv_model_all (run->model, RV_KIND_QUERY);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < queries->len; i++)
    {
      RvQuery *query = queries->pdata[i];
      char *print = query->text != NULL ? fingerprint (query->text) : NULL;
      GPtrArray *group = print != NULL ? g_hash_table_lookup (groups, print) : NULL;

      if (print == NULL)
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, g_steal_pointer (&print), group);
          g_ptr_array_add (order, group);
        }
      g_ptr_array_add (group, query);
      g_free (print);
    }
  for (guint i = 0; i < order->len; i++)
    report_group (run, order->pdata[i]);
}

const RvRule rv_rules_repeated[] = {
  {
    .id = "Q5",
    .group = RV_GROUP_QUERY,
    .severity = RV_SEVERITY_WARNING,
    .title = N_("Query in a loop (N+1)"),
    .explanation = N_("An application that fetches a list and then asks once for each of its rows pays the way to the server N times. One query with "
                      "an array of keys, or a join, does it in one."),
    .subject = RV_KIND_PROJECT,
    .reads = RV_READS (RV_KIND_QUERY, RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_INDEX,
                       RV_KIND_INDEX_COLUMN, RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN),
    .check = check_repeated,
    .options = RV_OPTIONS ({ "least", RV_OPTION_NUMBER, "5", N_("Times at least") }),
  },
  { NULL },
};
