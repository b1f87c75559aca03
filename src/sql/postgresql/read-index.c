/* Indexes, the elements that they share with exclusion constraints, and extended statistics. */
#include "sql/postgresql/reader.h"

/* The fields of an element, in an index or in an exclusion. */
typedef struct {
  RvKind kind;
  int column_id, expression, collation, opclass, opclass_parameters, is_descending, nulls, is_included;
} Fields;

static const Fields index_fields = { RV_KIND_INDEX_COLUMN, RvIndexColumn_column_id, RvIndexColumn_expression, RvIndexColumn_collation,
                                     RvIndexColumn_opclass, RvIndexColumn_opclass_parameters, RvIndexColumn_is_descending,
                                     RvIndexColumn_nulls, RvIndexColumn_is_included };
static const Fields exclusion_fields = { RV_KIND_EXCLUSION_ELEMENT, RvExclusionElement_column_id, RvExclusionElement_expression,
                                         RvExclusionElement_collation, RvExclusionElement_opclass, RvExclusionElement_opclass_parameters,
                                         RvExclusionElement_is_descending, RvExclusionElement_nulls, RvExclusionElement_is_included };

/* After the column name, the function call or the parenthesis at @i. */
static int
expression_end (RvPgReader *r, int i)
{
  if (rv_pg_is_sign (r, i, '('))
    return rv_pg_after (r, i);
  i = rv_pg_name_end (r, i);
  return rv_pg_is_sign (r, i, '(') ? rv_pg_after (r, i) : i;
}

static void
set_order (RvPgReader *r, gpointer part, const Fields *fields, const PgQuery__IndexElem *e)
{
  if (e->ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC)
    rv_edit_set_number (r->edit, part, fields->is_descending, TRUE);
  if (e->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST)
    rv_edit_set_number (r->edit, part, fields->nulls, RvNullsOrder_FIRST);
  else if (e->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST)
    rv_edit_set_number (r->edit, part, fields->nulls, RvNullsOrder_LAST);
}

/* What follows the expression, from token @i: COLLATE, operator class, order, WITH operator. */
static void
set_rest (RvPgReader *r, gpointer part, const Fields *fields, const PgQuery__IndexElem *e, int i, int end)
{
  int with = fields->kind == RV_KIND_EXCLUSION_ELEMENT ? rv_pg_find (r, i, end, "WITH") : -1;

  if (e->n_collation > 0)
    {
      PgQuery__CollateClause clause = PG_QUERY__COLLATE_CLAUSE__INIT;

      clause.collname = e->collation;
      clause.n_collname = e->n_collation;
      clause.location = (int) rv_pg_token (r, i)->start;
      rv_pg_set_sql (r, part, fields->collation, i + 1, rv_pg_name_end (r, i + 1), &clause.base, NULL);
      i = rv_pg_name_end (r, i + 1);
    }
  if (e->n_opclass > 0)
    {
      rv_pg_set_slice (r, part, fields->opclass, i, rv_pg_name_end (r, i));
      i = rv_pg_name_end (r, i);
      if (e->n_opclassopts > 0)
        rv_pg_set_inside (r, part, fields->opclass_parameters, i);
    }
  set_order (r, part, fields, e);
  if (with > 0)
    rv_pg_set_slice (r, part, RvExclusionElement_operator, with + 1, end);
}

static void
add_element (RvPgReader *r, gpointer owner, gpointer relation, const Fields *fields, const PgQuery__IndexElem *e, int i, gboolean is_included)
{
  gpointer part = rv_edit_insert (r->edit, fields->kind, ((RvObject *) owner)->id);
  int after = expression_end (r, i), end = rv_pg_element_end (r, i);
  RvObject *relation_object = relation;
  RvObject *column = rv_pg_given (e->name) != NULL ? rv_pg_column (r, relation, e->name) : NULL;

  if (column != NULL && column->kind == RV_KIND_COLUMN)
    rv_edit_set_number (r->edit, part, fields->column_id, column->id);
  else if (rv_pg_given (e->name) != NULL && relation_object->kind == RV_KIND_TABLE)
    rv_pg_fail (r, (int) rv_pg_token (r, i)->start, _("The table “%s” has no column “%s”."), rv_record_name (relation), e->name);
  else
    {
      /* A column of a materialized view is not a column of a table: its name is kept as text. */
      PgQuery__String name = PG_QUERY__STRING__INIT;
      PgQuery__ColumnRef ref = PG_QUERY__COLUMN_REF__INIT;
      Node string = PG_QUERY__NODE__INIT, *fields_of_ref = &string;

      name.sval = e->name;
      string.node_case = NODE (STRING);
      string.string = &name;
      ref.fields = &fields_of_ref;
      ref.n_fields = 1;
      ref.location = (int) rv_pg_token (r, i)->start;
      rv_pg_set_sql (r, part, fields->expression, i, after, e->expr != NULL ? (const void *) e->expr : &ref.base, relation);
    }
  if (is_included)
    rv_edit_set_number (r->edit, part, fields->is_included, TRUE);
  set_rest (r, part, fields, e, after, end);
}

void
rv_pg_index_elements (RvPgReader *r, gpointer owner, gpointer relation, Node **elements, gsize n, int open, gboolean is_included)
{
  const Fields *fields = ((RvObject *) owner)->kind == RV_KIND_INDEX ? &index_fields : &exclusion_fields;
  int i = open + 1;

  for (gsize k = 0; k < n && i < rv_pg_n_tokens (r) && r->failure == NULL; k++)
    {
      if (elements[k]->node_case == NODE (INDEX_ELEM))
        add_element (r, owner, relation, fields, elements[k]->index_elem, i, is_included);
      i = rv_pg_element_end (r, i) + 1;
    }
}

/* ---- CREATE INDEX -------------------------------------------------------------------------------- */

/* The names of the columns, joined; PostgreSQL numbers those that come twice. */
static char *
joined_names (const PgQuery__IndexStmt *s)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; i < s->n_index_params + s->n_index_including_params && joined->len < 64; i++)
    {
      const PgQuery__IndexElem *e = (i < s->n_index_params ? s->index_params[i] : s->index_including_params[i - s->n_index_params])->index_elem;
      const char *label = rv_pg_given (e->name) != NULL ? e->name : rv_pg_column_label (e->expr);
      char *name = g_strdup (label != NULL ? label : "expr");

      for (guint number = 1; g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL); number++)
        {
          g_free (name);
          name = g_strdup_printf ("%s%u", label != NULL ? label : "expr", number);
        }
      g_ptr_array_add (names, name);
      g_string_append_printf (joined, "%s%s", i > 0 ? "_" : "", name);
    }
  return g_string_free (joined, FALSE);
}

static char *
index_name (RvPgReader *r, const PgQuery__IndexStmt *s, gpointer relation)
{
  g_autofree char *columns = NULL;

  if (rv_pg_given (s->idxname) != NULL)
    return g_strdup (s->idxname);
  columns = joined_names (s);
  return rv_pg_choose_name (r, rv_pg_schema_of (r, relation), rv_record_name (relation), columns, "idx", FALSE);
}

static void
read_index (RvPgReader *r, const PgQuery__IndexStmt *s, RvIndex *index, gpointer relation)
{
  int n = rv_pg_n_tokens (r), after_name = rv_pg_name_end (r, rv_pg_at (r, s->relation->location));
  int open = rv_pg_find_sign (r, after_name, n, '('), after = rv_pg_after (r, open), where;
  const char *space = rv_pg_given (s->table_space);

  rv_edit_set_number (r->edit, index, RvIndex_is_unique, s->unique);
  rv_edit_set_number (r->edit, index, RvIndex_nulls_not_distinct, s->nulls_not_distinct);
  rv_edit_set_text (r->edit, index, RvIndex_method, s->access_method);
  rv_edit_set_text (r->edit, index, RvIndex_tablespace, space != NULL ? space : r->tablespace);
  rv_edit_set_number (r->edit, index, RvIndex_only_this, !s->relation->inh);
  rv_pg_index_elements (r, index, relation, s->index_params, s->n_index_params, open, FALSE);
  if (s->n_index_including_params > 0)
    rv_pg_index_elements (r, index, relation, s->index_including_params, s->n_index_including_params,
                          rv_pg_find (r, after, n, "INCLUDE") + 1, TRUE);
  if (s->n_options > 0)
    rv_pg_set_options (r, index, RvIndex_storage_parameters, after, n, "WITH");
  where = s->where_clause != NULL ? rv_pg_find (r, after, n, "WHERE") : -1;
  if (where > 0)
    rv_pg_set_sql (r, index, RvIndex_predicate, where + 1, n, s->where_clause, relation);
}

static void
apply_index (RvPgReader *r, const void *statement)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_MATERIALIZED_VIEW, RV_KIND_NONE };
  const PgQuery__IndexStmt *s = statement;
  RvObject *relation = rv_pg_need_relation (r, s->relation, kinds);
  g_autofree char *name = NULL;
  RvIndex *index;

  if (relation == NULL)
    return;
  name = index_name (r, s, relation);
  if (!rv_pg_name_is_free (r, rv_pg_schema_of (r, relation), name))
    {
      if (!s->if_not_exists)
        rv_pg_fail (r, -1, _("The name “%s” is taken by another table or index."), name);
      return;
    }
  index = rv_edit_insert (r->edit, RV_KIND_INDEX, relation->id);
  rv_edit_set_text (r->edit, index, RvIndex_name, name);
  read_index (r, s, index, relation);
  if (r->failure != NULL)
    rv_edit_remove (r->edit, index);
  else
    rv_pg_made (r, index);
}

/* ---- CREATE STATISTICS ------------------------------------------------------------------------------- */

static char *
statistics_name (RvPgReader *r, const PgQuery__CreateStatsStmt *s, RvTable *table)
{
  g_autoptr (GString) columns = g_string_new (NULL);

  for (gsize i = 0; i < s->n_exprs; i++)
    {
      const char *name = rv_pg_given (s->exprs[i]->stats_elem->name);

      g_string_append_printf (columns, "%s%s", i > 0 ? "_" : "", name != NULL ? name : "expr");
    }
  return rv_pg_choose_name (r, table->schema_id, table->name, columns->str, "stat", FALSE);
}

static void
apply_statistics (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateStatsStmt *s = statement;
  RvTable *table = s->n_relations == 1 && s->relations[0]->node_case == NODE (RANGE_VAR)
                     ? rv_pg_need_relation (r, s->relations[0]->range_var, rv_pg_table_kind) : NULL;
  int n = rv_pg_n_tokens (r), on = rv_pg_find (r, 2, n, "ON"), from = rv_pg_find (r, on, n, "FROM");
  const char *schema, *given;
  g_autofree char *name = NULL;
  RvStatistics *statistics;

  if (table == NULL)
    {
      rv_pg_fail (r, -1, _("Statistics need one table."));
      return;
    }
  rv_pg_names (s->defnames, s->n_defnames, &schema, &given);
  name = rv_pg_given (given) != NULL ? g_strdup (given) : statistics_name (r, s, table);
  if (s->if_not_exists && rv_model_find (r->model, RV_KIND_STATISTICS, table->object.id, name) != NULL)
    return;
  statistics = rv_edit_insert (r->edit, RV_KIND_STATISTICS, table->object.id);
  rv_edit_set_text (r->edit, statistics, RvStatistics_name, name);
  rv_edit_set_number (r->edit, statistics, RvStatistics_schema_id,
                      rv_pg_given (given) != NULL ? rv_pg_home (r, schema)->object.id : table->schema_id);
  if (s->n_stat_types > 0)
    rv_pg_set_inside (r, statistics, RvStatistics_kinds, rv_pg_find_sign (r, 0, on, '('));
  rv_edit_set_number (r->edit, statistics, RvStatistics_owner_id, r->session_role);
  rv_pg_set_sql (r, statistics, RvStatistics_expressions, on + 1, from, &s->base, table);
  /* Plain columns have no place in the tree; as arguments of a call they have. */
  rv_pg_resolve (r->edit, statistics, RvStatistics_expressions);
}

const RvPgHandler rv_pg_index_handlers[] = {
  { NODE (INDEX_STMT), "CREATE INDEX", apply_index },
  { NODE (CREATE_STATS_STMT), "CREATE STATISTICS", apply_statistics },
  { 0 },
};
