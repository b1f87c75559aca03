/* Rules about how the tables of a query belong together. */
#include "check/query/lint.h"
#include "check/rules.h"

#include "sql/postgresql/parse.h"

static int
index_of (RvPgBlock *block, const RvPgItem *item)
{
  for (guint i = 0; i < block->items->len; i++)
    if (block->items->pdata[i] == item)
      return (int) i;
  return -1;
}

/* ---- Q12: missing join predicate ------------------------------------------------------------------------- */

/* Which items hang together: a forest over their indexes; the last entry stands for the blocks around. */
typedef struct {
  int *parent;
  guint n;
} Groups;

static int
root_of (const Groups *g, int i)
{
  while (g->parent[i] != i)
    i = g->parent[i];
  return i;
}

static void
unite (Groups *g, int a, int b)
{
  g->parent[root_of (g, a)] = root_of (g, b);
}

typedef struct {
  RvPgBlock *block;
  Groups *groups;
  int first;            /* the first item that the condition names, or -1 */
  gboolean is_open;
} Link;

static gboolean
see_linked (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Link *link = data;
  RvPgColumn found;
  int i;

  if (node->descriptor != &pg_query__column_ref__descriptor)
    return TRUE;
  found = rv_pg_block_column (block, (const PgQuery__ColumnRef *) node);
  if (found.item == NULL)
    {
      link->is_open = TRUE;
      return TRUE;
    }
  i = index_of (link->block, found.item);
  if (i < 0)
    i = (int) link->block->items->len;
  if (link->first >= 0)
    unite (link->groups, link->first, i);
  link->first = i;
  return TRUE;
}

/* A subquery in a condition links what it names of the block with the rest of the condition. */
static void
link_condition (RvPgBlock *block, const Node *node, Groups *groups, gboolean *is_open)
{
  Link link = { block, groups, -1, FALSE };

  rv_pg_block_walk (block, node, see_linked, &link);
  for (guint i = 0; i < block->inner->len; i++)
    {
      RvPgBlock *inner = block->inner->pdata[i];

      if (inner->sub_link == NULL || !rv_lint_is_correlated (inner))
        continue;
      for (guint k = 0; k < rv_pg_query_blocks (block->query)->len; k++)
        {
          RvPgBlock *b = rv_pg_query_blocks (block->query)->pdata[k];
          RvPgBlock *up = b;

          while (up != NULL && up != inner)
            up = up->outer;
          if (up == inner)
            rv_pg_block_walk (b, NULL, see_linked, &link);
        }
    }
  *is_open |= link.is_open;
}

/* JOIN … USING, NATURAL JOIN, CROSS JOIN and LATERAL say how they mean it. */
static void
link_join (RvPgBlock *block, const PgQuery__JoinExpr *join, Groups *groups)
{
  int left = -1;
  gboolean is_meant = join->n_using_clause > 0 || join->is_natural || join->quals == NULL
                      || (join->quals->node_case == NODE (A_CONST) && join->quals->a_const->val_case == PG_QUERY__A__CONST__VAL_BOOLVAL);

  for (guint i = 0; is_meant && i < block->items->len; i++)
    if (((RvPgItem *) block->items->pdata[i])->join == join)
      {
        if (left >= 0)
          unite (groups, left, (int) i);
        else if (i > 0 && block->items->len > 1 && join->larg != NULL && join->larg->node_case == NODE (JOIN_EXPR))
          unite (groups, (int) i, (int) i - 1);
        left = (int) i;
      }
}

static gboolean
may_stand_alone (RvRuleRun *run, RvPgBlock *block, const RvPgItem *item, gboolean is_bound)
{
  return is_bound || item->is_excluded || (item->written == NULL && item->source == NULL) || (item->source != NULL && item->source->is_lateral);
}

static void
see_product (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  Groups groups = { g_new (int, block->items->len + 1), block->items->len };
  g_autofree gboolean *bound = NULL;
  gboolean is_open = FALSE;
  const RvPgItem *alone = NULL;
  int first = -1;

  for (guint i = 0; i <= groups.n; i++)
    groups.parent[i] = (int) i;
  for (guint i = 0; i < block->conditions->len; i++)
    link_condition (block, g_array_index (block->conditions, RvPgCondition, i).node, &groups, &is_open);
  for (guint i = 0; i < groups.n; i++)
    if (((RvPgItem *) block->items->pdata[i])->join != NULL)
      link_join (block, ((RvPgItem *) block->items->pdata[i])->join, &groups);
  bound = rv_lint_bound (run, block);
  for (guint i = 0; i < groups.n && !is_open; i++)
    {
      const RvPgItem *item = block->items->pdata[i];

      if (may_stand_alone (run, block, item, bound[i]))
        continue;
      if (first >= 0 && root_of (&groups, (int) i) != root_of (&groups, first))
        alone = item;
      else if (first < 0)
        first = (int) i;
    }
  if (alone != NULL)
    rv_rule_remedy (rv_lint_report (run, subject, alone->written, _("Nothing joins “%s” with the other tables: every row meets every row."), alone->name),
                    _("Add the join condition, or say CROSS JOIN where it is meant."));
  g_free (groups.parent);
}

static void
check_product (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_product);
}

/* ---- Q17: many joins ------------------------------------------------------------------------------------------- */

static void
see_many (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  if ((double) block->items->len > rv_rule_number (run, "most"))
    rv_rule_remedy (rv_lint_report (run, subject, NULL, _("The query joins %u tables: the planner stops looking for the best order."), block->items->len),
                    _("Split it, or store what is always asked together; else raise join_collapse_limit for it."));
}

static void
check_many (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_many);
}

/* ---- Q27: join that nobody needs ------------------------------------------------------------------------------------- */

/* Whether every row has exactly one partner: the join follows a foreign key over columns that are never null. */
static gboolean
follows_foreign_key (RvRuleRun *run, RvPgBlock *block, const RvPgItem *item)
{
  g_autoptr (GArray) equalities = rv_lint_equalities (block);
  RvObject *target = item->relation;

  for (guint o = 0; o < block->items->len; o++)
    {
      const RvPgItem *other = block->items->pdata[o];
      const RvTableFacts *table = other != item && !other->is_nullable ? rv_lint_table (run, other) : NULL;

      for (guint i = 0; table != NULL && i < table->foreign_keys->len; i++)
        {
          const RvForeignKeyFacts *key = &g_array_index (table->foreign_keys, RvForeignKeyFacts, i);
          guint n_met = 0, n_conditions = 0;

          if (key->target == NULL || key->target->object.id != target->id || key->key->not_valid)
            continue;
          for (guint e = 0; e < equalities->len; e++)
            {
              const RvEquality *equality = &g_array_index (equalities, RvEquality, e);

              if (equality->item != item)
                continue;
              n_conditions++;
              for (guint k = 0; k < key->n; k++)
                if (equality->other_item == other && equality->column->object.id == key->referenced[k]
                    && ((RvColumn *) rv_model_get (run->model, key->columns[k]))->not_null)
                  n_met++;
            }
          if (n_met == key->n && n_conditions == n_met)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether a condition other than the equalities of its join names @item. */
static guint
n_conditions_on (RvPgBlock *block, const RvPgItem *item)
{
  guint n = 0;

  for (guint i = 0; i < block->conditions->len; i++)
    {
      const RvPgCondition *condition = &g_array_index (block->conditions, RvPgCondition, i);
      RvPgPredicate p = rv_pg_predicate (block, condition->node);

      if (p.found.item == item || (rv_pg_predicate_flip (block, &p) && p.found.item == item))
        n++;
    }
  return n;
}

static gboolean
is_joined_left (RvPgBlock *block, const RvPgItem *item)
{
  return item->join != NULL && item->is_nullable && item->join->jointype == PG_QUERY__JOIN_TYPE__JOIN_LEFT && item->join->quals != NULL
         && item->join->rarg != NULL && item->join->rarg->node_case == NODE (RANGE_VAR) && item->join->rarg->range_var == item->written;
}

static void
see_unused (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  if (block->select == NULL || block->items->len < 2)
    return;
  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];
      const RvTableFacts *table = rv_lint_table (run, item);

      if (table == NULL || item->join == NULL || !rv_lint_joined_by_key (run, block, item))
        continue;
      if (is_joined_left (block, item) ? rv_lint_uses (block, item, item->join->quals)
                                       : item->is_nullable || item->join->quals == NULL || item->join->jointype != PG_QUERY__JOIN_TYPE__JOIN_INNER
                                           || n_conditions_on (block, item) != 1 || !follows_foreign_key (run, block, item)
                                           || rv_lint_uses (block, item, item->join->quals))
        continue;
      rv_rule_remedy (rv_lint_report (run, subject, item->written, _("“%s” is joined, but nothing of it is used and no row depends on it."), item->name),
                      _("Leave the join out."));
    }
}

static void
check_unused (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_unused);
}

/* ---- Q30: joins that leave open how ------------------------------------------------------------------------------------- */

static gboolean
has_natural (const Node *from)
{
  return from != NULL && from->node_case == NODE (JOIN_EXPR)
         && (from->join_expr->is_natural || has_natural (from->join_expr->larg) || has_natural (from->join_expr->rarg));
}

static guint
n_outputs (RvPgBlock *block)
{
  while (block != NULL && block->select != NULL && block->select->larg != NULL)
    block = rv_pg_block_of (block->query, block->select->larg);
  if (block == NULL || block->select == NULL)
    return 0;
  for (gsize i = 0; i < block->select->n_target_list; i++)
    {
      const Node *value = block->select->target_list[i]->res_target->val;

      if (value != NULL && value->node_case == NODE (COLUMN_REF)
          && value->column_ref->fields[value->column_ref->n_fields - 1]->node_case == NODE (A_STAR))
        return 0;
    }
  return (guint) block->select->n_target_list;
}

static void
see_unclear (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  const PgQuery__SelectStmt *select = block->select;
  gboolean has_join = FALSE;

  if (select == NULL)
    return;
  if (select->larg != NULL)
    {
      guint left = n_outputs (rv_pg_block_of (block->query, select->larg)), right = n_outputs (rv_pg_block_of (block->query, select->rarg));

      if (left != right && left > 0 && right > 0)
        rv_rule_severity (rv_lint_report (run, subject, NULL, _("The queries that are put together give %u and %u columns."), left, right),
                          RV_SEVERITY_ERROR);
    }
  for (gsize i = 0; i < select->n_from_clause; i++)
    {
      has_join |= select->from_clause[i]->node_case == NODE (JOIN_EXPR);
      if (has_natural (select->from_clause[i]))
        rv_lint_report (run, subject, NULL, _("NATURAL JOIN joins by whatever columns happen to have the same name."));
    }
  if (has_join && select->n_from_clause > 1 && select->from_clause[0]->node_case != NODE (RANGE_FUNCTION))
    for (gsize i = 0; i < select->n_from_clause; i++)
      if (select->from_clause[i]->node_case == NODE (RANGE_VAR))
        {
          rv_lint_report (run, subject, select->from_clause[i], _("Commas and JOIN are mixed: JOIN binds tighter, and the tables before the comma cannot be named in its ON."));
          break;
        }
}

static void
check_unclear (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_unclear);
}

const RvRule rv_rules_joins[] = {
  { RV_LINT_RULE ("Q12", ERROR, N_("Tables that nothing joins"),
                  N_("Two tables without a condition between them give the product of their rows: a forgotten join predicate is wrong before it is slow."),
                  check_product) },
  { RV_LINT_RULE ("Q17", INFO, N_("Many joins"),
                  N_("Above join_collapse_limit tables PostgreSQL keeps the written order of joins instead of looking for the best."), check_many),
    .options = RV_OPTIONS ({ "most", RV_OPTION_NUMBER, "8", N_("Tables at most") }) },
  { RV_LINT_RULE ("Q27", WARNING, N_("Join that nobody needs"),
                  N_("A join that neither adds columns nor takes rows away is work for nothing."), check_unused) },
  { RV_LINT_RULE ("Q30", WARNING, N_("Join or union that is not clear"),
                  N_("NATURAL JOIN changes with the tables, commas beside JOIN hide which condition belongs to what, and UNION needs as many columns on "
                  "either side."), check_unclear) },
  { NULL },
};
