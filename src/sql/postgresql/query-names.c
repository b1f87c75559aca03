/* What the names in the blocks of a query mean. */
#include "sql/postgresql/query-private.h"

#include "sql/postgresql/tree.h"

/* Subselects that stand for one another can be followed that far. */
#define MAX_DEPTH 20

GPtrArray *
rv_pg_query_search_path (RvModel *model)
{
  const GPtrArray *schemas = rv_model_all (model, RV_KIND_SCHEMA);
  GPtrArray *path = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (path, g_strdup ("public"));
  for (guint i = 0; i < schemas->len; i++)
    if (!g_str_equal (rv_record_name (schemas->pdata[i]), "public"))
      g_ptr_array_add (path, g_strdup (rv_record_name (schemas->pdata[i])));
  return path;
}

gpointer
rv_pg_query_relation (RvPgQuery *query, const char *schema, const char *name)
{
  return rv_pg_find_named (&query->reader, schema, name, rv_pg_view_kinds);
}

gboolean
rv_pg_is_system_name (const char *schema, const char *name)
{
  static const char *const of_extensions[] = { "hypopg_list_indexes", "spatial_ref_sys", "geometry_columns", "geography_columns" };

  if (g_str_has_prefix (schema, "pg_") || g_str_equal (schema, "information_schema") || g_str_equal (schema, "cron"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (of_extensions); i++)
    if (g_str_equal (name, of_extensions[i]))
      return TRUE;
  return g_str_has_prefix (name, "pg_");
}

/* ---- what one item has --------------------------------------------------------------------------- */

static gboolean
is_system_column (const char *name)
{
  static const char *const names[] = { "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", NULL };

  return g_strv_contains (names, name);
}

static gboolean find_in_item (const RvPgItem *item, const char *name, RvPgColumn *found, int depth);

/* a.* or *: any of the items that it covers may have the column. */
static gboolean
find_in_star (RvPgBlock *block, const PgQuery__ColumnRef *star, const char *name, RvPgColumn *found, int depth)
{
  const char *qualifier = star->n_fields > 1 ? rv_pg_string (star->fields[star->n_fields - 2]) : NULL;

  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];

      if ((qualifier == NULL || g_str_equal (item->name, qualifier)) && find_in_item (item, name, found, depth + 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_star (const Node *node)
{
  const PgQuery__ColumnRef *ref = node != NULL && node->node_case == NODE (COLUMN_REF) ? node->column_ref : NULL;

  return ref != NULL && ref->n_fields > 0 && ref->fields[ref->n_fields - 1]->node_case == NODE (A_STAR);
}

static gboolean
find_in_targets (RvPgBlock *block, Node **targets, gsize n, const char *name, RvPgColumn *found, int depth)
{
  for (gsize i = 0; i < n; i++)
    {
      const PgQuery__ResTarget *target = targets[i]->node_case == NODE (RES_TARGET) ? targets[i]->res_target : NULL;
      const char *label;

      if (target == NULL)
        continue;
      if (is_star (target->val))
        {
          if (find_in_star (block, target->val->column_ref, name, found, depth))
            return TRUE;
          continue;
        }
      label = rv_pg_given (target->name) != NULL ? target->name : rv_pg_column_label (target->val);
      if (g_strcmp0 (label, name) == 0)
        {
          found->state = RV_PG_COLUMN_FOUND;
          found->output = target->val;
          found->output_block = block;
          return TRUE;
        }
    }
  return FALSE;
}

static RvPgBlock *
leftmost (RvPgBlock *block)
{
  while (block->select != NULL && block->select->larg != NULL)
    block = rv_pg_block_of (block->query, block->select->larg);
  return block;
}

static gboolean
find_output (RvPgBlock *block, const char *name, RvPgColumn *found, int depth)
{
  RvPgBlock *first = leftmost (block);
  const ProtobufCMessage *s = first->statement;

  if (first->select != NULL && first->select->n_values_lists > 0)
    {
      found->state = RV_PG_COLUMN_OPEN;
      return TRUE;
    }
  if (first->select != NULL)
    return find_in_targets (first, first->select->target_list, first->select->n_target_list, name, found, depth);
  if (s->descriptor == &pg_query__insert_stmt__descriptor)
    return find_in_targets (first, ((const PgQuery__InsertStmt *) s)->returning_list, ((const PgQuery__InsertStmt *) s)->n_returning_list, name,
                            found, depth);
  if (s->descriptor == &pg_query__update_stmt__descriptor)
    return find_in_targets (first, ((const PgQuery__UpdateStmt *) s)->returning_list, ((const PgQuery__UpdateStmt *) s)->n_returning_list, name,
                            found, depth);
  if (s->descriptor == &pg_query__delete_stmt__descriptor)
    return find_in_targets (first, ((const PgQuery__DeleteStmt *) s)->returning_list, ((const PgQuery__DeleteStmt *) s)->n_returning_list, name,
                            found, depth);
  found->state = RV_PG_COLUMN_OPEN;
  return TRUE;
}

static gboolean
find_in_relation (RvPgQuery *query, RvObject *relation, const char *name, RvPgColumn *found)
{
  g_autoptr (GPtrArray) columns = NULL;

  found->column = rv_pg_column (&query->reader, relation, name);
  if (found->column != NULL || (relation->kind == RV_KIND_TABLE && is_system_column (name)))
    {
      found->state = RV_PG_COLUMN_FOUND;
      return TRUE;
    }
  columns = rv_model_children (query->reader.model, relation->id, relation->kind == RV_KIND_TABLE ? RV_KIND_COLUMN : RV_KIND_VIEW_COLUMN);
  found->state = columns->len == 0 ? RV_PG_COLUMN_OPEN : RV_PG_COLUMN_MISSING;
  return columns->len == 0;
}

static gboolean
find_in_item (const RvPgItem *item, const char *name, RvPgColumn *found, int depth)
{
  if (item->is_unknown || depth > MAX_DEPTH)
    {
      found->state = RV_PG_COLUMN_OPEN;
      return TRUE;
    }
  if (item->source != NULL)
    return find_output (item->source, name, found, depth);
  return item->relation != NULL && find_in_relation (found->block->query, item->relation, name, found);
}

/* ---- what a block can name ---------------------------------------------------------------------------- */

/* Whether the expressions of @inner may name the items of the block around it. */
static gboolean
sees_items_around (const RvPgBlock *inner)
{
  switch (inner->role)
    {
    case RV_PG_BLOCK_WITH:
    case RV_PG_BLOCK_SOURCE:
      return FALSE;
    case RV_PG_BLOCK_FROM:
      return inner->is_lateral;
    default:
      return TRUE;
    }
}

/* Whether USING or NATURAL makes the columns of that name one. */
static gboolean
is_merged (const RvPgItem *item, const char *name)
{
  if (item->join == NULL)
    return FALSE;
  if (item->join->is_natural)
    return TRUE;
  for (gsize i = 0; i < item->join->n_using_clause; i++)
    if (g_strcmp0 (rv_pg_string (item->join->using_clause[i]), name) == 0)
      return TRUE;
  return FALSE;
}

/* How many items of @block can be named in @inner: for LATERAL those before it. */
static guint
n_visible (const RvPgBlock *block, const RvPgBlock *inner)
{
  guint n = 0;

  if (inner == NULL || inner->role != RV_PG_BLOCK_FROM)
    return block->items->len;
  while (n < block->items->len && ((RvPgItem *) block->items->pdata[n])->source != inner)
    n++;
  return n;
}

/* Looks among the items of @block, from within @inner (nullable). Returns: whether the search ends here. */
static gboolean
find_among (RvPgBlock *block, const RvPgBlock *inner, const char *name, RvPgColumn *found)
{
  gboolean is_open = FALSE, is_found = FALSE;

  for (guint i = 0; i < n_visible (block, inner); i++)
    {
      const RvPgItem *item = block->items->pdata[i];
      RvPgColumn here = { .state = RV_PG_COLUMN_MISSING, .block = block };

      if (item->is_excluded || !find_in_item (item, name, &here, 0))
        continue;
      if (here.state == RV_PG_COLUMN_OPEN)
        is_open = TRUE;
      else if (is_found && !is_merged (item, name))
        {
          found->state = RV_PG_COLUMN_AMBIGUOUS;
          return TRUE;
        }
      else if (!is_found)
        {
          *found = here;
          found->item = item;
          is_found = TRUE;
        }
    }
  if (!is_found && is_open)
    found->state = RV_PG_COLUMN_OPEN;
  return is_found || is_open;
}

static const RvPgItem *
find_item (RvPgBlock *block, const char *name, RvPgBlock **in)
{
  gboolean is_visible = TRUE;
  RvPgBlock *inner = NULL;

  for (RvPgBlock *b = block; b != NULL; inner = b, b = b->outer)
    {
      for (guint i = 0; is_visible && i < n_visible (b, inner); i++)
        if (g_str_equal (((RvPgItem *) b->items->pdata[i])->name, name))
          {
            *in = b;
            return b->items->pdata[i];
          }
      is_visible = sees_items_around (b);
    }
  return NULL;
}

RvPgColumn
rv_pg_block_column_called (RvPgBlock *block, const char *name)
{
  RvPgColumn found = { .state = RV_PG_COLUMN_MISSING, .block = block };
  gboolean is_visible = TRUE;
  RvPgBlock *inner = NULL;

  for (RvPgBlock *b = block; b != NULL; inner = b, b = b->outer)
    {
      if (is_visible && find_among (b, inner, name, &found))
        return found;
      is_visible = sees_items_around (b);
    }
  return found;
}

static RvPgColumn
find_qualified (RvPgBlock *block, const char *qualifier, const char *name)
{
  RvPgColumn found = { .state = RV_PG_COLUMN_NO_ITEM, .block = block };
  RvPgBlock *in = NULL;
  const RvPgItem *item = find_item (block, qualifier, &in);

  if (item == NULL)
    return found;
  found = (RvPgColumn) { .state = RV_PG_COLUMN_MISSING, .block = in };
  find_in_item (item, name, &found, 0);
  found.item = item;
  return found;
}

RvPgColumn
rv_pg_block_column (RvPgBlock *block, const PgQuery__ColumnRef *ref)
{
  RvPgColumn row = { .state = RV_PG_COLUMN_ROW, .block = block };
  const char *name = ref->n_fields > 0 ? rv_pg_string (ref->fields[ref->n_fields - 1]) : NULL;
  RvPgColumn found;
  RvPgBlock *in;

  if (name == NULL)
    return row;
  if (ref->n_fields > 1)
    return find_qualified (block, rv_pg_string (ref->fields[ref->n_fields - 2]), name);
  found = rv_pg_block_column_called (block, name);
  if (found.state == RV_PG_COLUMN_MISSING && (row.item = find_item (block, name, &in)) != NULL)
    return row;
  return found;
}

/* ---- through subselects ----------------------------------------------------------------------------------- */

RvColumn *
rv_pg_base_column (RvPgColumn column)
{
  for (int i = 0; i < MAX_DEPTH && column.state == RV_PG_COLUMN_FOUND; i++)
    {
      RvObject *object = column.column;

      if (object != NULL)
        return object->kind == RV_KIND_COLUMN ? (RvColumn *) object : NULL;
      if (column.output == NULL || column.output->node_case != NODE (COLUMN_REF))
        return NULL;
      column = rv_pg_block_column (column.output_block, column.output->column_ref);
    }
  return NULL;
}

RvColumn *
rv_pg_column_of (RvPgBlock *block, const Node *node, RvPgColumn *found)
{
  RvPgColumn column;

  if (node == NULL || node->node_case != NODE (COLUMN_REF))
    return NULL;
  column = rv_pg_block_column (block, node->column_ref);
  if (found != NULL)
    *found = column;
  return rv_pg_base_column (column);
}
