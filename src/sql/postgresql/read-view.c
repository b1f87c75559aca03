/* Views, materialized views and tables made of queries. */
#include "sql/postgresql/reader.h"

/* The first SELECT of a query of several: it names the columns. */
static const PgQuery__SelectStmt *
leftmost_select (const Node *query)
{
  const PgQuery__SelectStmt *select = query != NULL && query->node_case == NODE (SELECT_STMT) ? query->select_stmt : NULL;

  while (select != NULL && select->larg != NULL)
    select = select->larg;
  return select;
}

static gboolean
is_star (const Node *value)
{
  const PgQuery__ColumnRef *ref = value != NULL && value->node_case == NODE (COLUMN_REF) ? value->column_ref : NULL;

  return ref != NULL && ref->n_fields > 0 && ref->fields[ref->n_fields - 1]->node_case == NODE (A_STAR);
}

static gboolean add_columns_of (RvPgReader *r, GPtrArray *names, const Node *from, const char *alias);

static gboolean
add_columns_of_query (RvPgReader *r, GPtrArray *names, const PgQuery__SelectStmt *select)
{
  static const char *const value_names = "column";

  if (select == NULL)
    return FALSE;
  if (select->n_values_lists > 0)
    {
      for (gsize i = 0; i < select->values_lists[0]->list->n_items; i++)
        g_ptr_array_add (names, g_strdup_printf ("%s%u", value_names, (guint) i + 1));
      return TRUE;
    }
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = select->target_list[i]->res_target;
      const char *label = rv_pg_given (target->name);

      if (label == NULL && is_star (target->val))
        {
          const PgQuery__ColumnRef *ref = target->val->column_ref;
          const char *alias = ref->n_fields > 1 ? rv_pg_string (ref->fields[ref->n_fields - 2]) : NULL;
          gboolean found = FALSE;

          for (gsize k = 0; k < select->n_from_clause; k++)
            {
              if (alias == NULL && !add_columns_of (r, names, select->from_clause[k], NULL))
                return FALSE;
              found |= alias == NULL || add_columns_of (r, names, select->from_clause[k], alias);
            }
          if (!found)
            return FALSE;
          continue;
        }
      if (label == NULL)
        label = rv_pg_column_label (target->val);
      g_ptr_array_add (names, g_strdup (label != NULL ? label : "?column?"));
    }
  return TRUE;
}

/* The columns of one FROM item, or of the item called @alias in it. FALSE: they cannot be told. */
static gboolean
add_columns_of (RvPgReader *r, GPtrArray *names, const Node *from, const char *alias)
{
  const PgQuery__Alias *given;
  const char *name;
  RvObject *relation;
  g_autoptr (GPtrArray) columns = NULL;

  if (from->node_case == NODE (JOIN_EXPR))
    {
      const PgQuery__JoinExpr *join = from->join_expr;

      if (alias != NULL)
        return add_columns_of (r, names, join->larg, alias) || add_columns_of (r, names, join->rarg, alias);
      return join->n_using_clause == 0 && !join->is_natural && join->alias == NULL && add_columns_of (r, names, join->larg, NULL)
             && add_columns_of (r, names, join->rarg, NULL);
    }
  if (from->node_case == NODE (RANGE_SUBSELECT))
    {
      given = from->range_subselect->alias;
      if (given == NULL || given->n_colnames > 0 || (alias != NULL && !g_str_equal (given->aliasname, alias)))
        return FALSE;
      return add_columns_of_query (r, names, leftmost_select (from->range_subselect->subquery));
    }
  if (from->node_case != NODE (RANGE_VAR))
    return FALSE;
  given = from->range_var->alias;
  name = given != NULL ? given->aliasname : from->range_var->relname;
  relation = rv_pg_find_relation (r, from->range_var);
  if (relation == NULL || (given != NULL && given->n_colnames > 0) || (alias != NULL && !g_str_equal (name, alias)))
    return FALSE;
  columns = rv_model_children (r->model, relation->id, relation->kind == RV_KIND_TABLE ? RV_KIND_COLUMN : RV_KIND_VIEW_COLUMN);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (names, g_strdup (rv_record_name (columns->pdata[i])));
  return columns->len > 0;
}

/* The names of the columns; NULL when they cannot be told. */
static GPtrArray *
column_names (RvPgReader *r, const Node *query, Node **aliases, gsize n_aliases)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const PgQuery__SelectStmt *select = leftmost_select (query);

  if (select != NULL && select->with_clause != NULL && select->n_from_clause > 0)
    for (gsize i = 0; i < select->n_target_list; i++)
      if (is_star (select->target_list[i]->res_target->val))
        return NULL;
  if (!add_columns_of_query (r, names, select) && n_aliases == 0)
    return NULL;
  for (gsize i = 0; i < n_aliases; i++)
    if (i < names->len)
      {
        g_free (names->pdata[i]);
        names->pdata[i] = g_strdup (rv_pg_string (aliases[i]));
      }
    else
      g_ptr_array_add (names, g_strdup (rv_pg_string (aliases[i])));
  return g_steal_pointer (&names);
}

void
rv_pg_view_columns (RvPgReader *r, gpointer view, const Node *query, Node **aliases, gsize n_aliases)
{
  g_autoptr (GPtrArray) names = column_names (r, query, aliases, n_aliases);
  g_autoptr (GPtrArray) old = rv_model_children (r->model, ((RvObject *) view)->id, RV_KIND_VIEW_COLUMN);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      gpointer column = i < old->len ? old->pdata[i] : rv_edit_insert (r->edit, RV_KIND_VIEW_COLUMN, ((RvObject *) view)->id);

      rv_edit_set_text (r->edit, column, RvViewColumn_name, names->pdata[i]);
    }
}

/* ---- CREATE VIEW ----------------------------------------------------------------------------------- */

/* Where WITH [LOCAL | CASCADED] CHECK OPTION begins, at the end of the statement. */
static int
check_option_start (RvPgReader *r, const PgQuery__ViewStmt *s)
{
  int n = rv_pg_n_tokens (r);

  if (s->with_check_option == PG_QUERY__VIEW_CHECK_OPTION__NO_CHECK_OPTION || !rv_pg_is (r, n - 1, "OPTION"))
    return n;
  return rv_pg_is (r, n - 3, "WITH") ? n - 3 : n - 4;
}

static RvView *
make_view (RvPgReader *r, const PgQuery__ViewStmt *s)
{
  RvSchema *home = rv_pg_home (r, s->view->schemaname);
  RvView *view = s->replace ? rv_model_find (r->model, RV_KIND_VIEW, home->object.id, s->view->relname) : NULL;

  if (view != NULL)
    return view;
  if (!rv_pg_name_is_free (r, home->object.id, s->view->relname))
    {
      rv_pg_fail (r, s->view->location, _("There is a relation “%s” already."), s->view->relname);
      return NULL;
    }
  view = rv_edit_insert (r->edit, RV_KIND_VIEW, home->object.id);
  rv_edit_set_text (r->edit, view, RvView_name, s->view->relname);
  rv_edit_set_number (r->edit, view, RvView_owner_id, r->session_role);
  rv_pg_made (r, view);
  return view;
}

static void
apply_view (RvPgReader *r, const void *statement)
{
  const PgQuery__ViewStmt *s = statement;
  int after_name = rv_pg_name_end (r, rv_pg_at (r, s->view->location)), n = rv_pg_n_tokens (r), as = rv_pg_find (r, after_name, n, "AS");
  RvView *view = make_view (r, s);

  if (view == NULL)
    return;
  rv_edit_set_number (r->edit, view, RvView_is_temporary, s->view->relpersistence[0] == 't');
  rv_edit_set_number (r->edit, view, RvView_is_recursive, rv_pg_find (r, 0, rv_pg_at (r, s->view->location), "RECURSIVE") >= 0);
  rv_edit_set_text (r->edit, view, RvView_column_names, NULL);
  rv_edit_set_text (r->edit, view, RvView_options, NULL);
  if (s->n_aliases > 0 || view->is_recursive)
    rv_pg_set_inside (r, view, RvView_column_names, after_name);
  if (s->n_options > 0)
    rv_pg_set_options (r, view, RvView_options, after_name, as, "WITH");
  rv_edit_set_number (r->edit, view, RvView_check_option,
                      s->with_check_option == PG_QUERY__VIEW_CHECK_OPTION__LOCAL_CHECK_OPTION      ? RvCheckOption_LOCAL
                      : s->with_check_option == PG_QUERY__VIEW_CHECK_OPTION__CASCADED_CHECK_OPTION ? RvCheckOption_CASCADED
                                                                                                   : RvCheckOption_NONE);
  rv_pg_set_sql (r, view, RvView_query, as + 1, check_option_start (r, s), s->query, NULL);
  rv_pg_view_columns (r, view, s->query, s->aliases, s->n_aliases);
}

/* ---- CREATE MATERIALIZED VIEW, CREATE TABLE AS ------------------------------------------------------- */

static void
read_materialized (RvPgReader *r, const PgQuery__CreateTableAsStmt *s)
{
  const PgQuery__IntoClause *into = s->into;
  RvSchema *home = rv_pg_home (r, into->rel->schemaname);
  int after_name = rv_pg_name_end (r, rv_pg_at (r, into->rel->location)), n = rv_pg_n_tokens (r), as = rv_pg_find (r, after_name, n, "AS"), end = n;
  RvMaterializedView *view = rv_edit_insert (r->edit, RV_KIND_MATERIALIZED_VIEW, home->object.id);

  if (rv_pg_is (r, n - 1, "DATA"))
    end = rv_pg_is (r, n - 2, "NO") ? n - 3 : n - 2;
  rv_edit_set_text (r->edit, view, RvMaterializedView_name, into->rel->relname);
  if (into->n_col_names > 0)
    rv_pg_set_inside (r, view, RvMaterializedView_column_names, after_name);
  rv_edit_set_text (r->edit, view, RvMaterializedView_access_method, rv_pg_given (into->access_method) != NULL ? into->access_method : r->access_method);
  if (into->n_options > 0)
    rv_pg_set_options (r, view, RvMaterializedView_storage_parameters, after_name, as, "WITH");
  rv_edit_set_text (r->edit, view, RvMaterializedView_tablespace,
                    rv_pg_given (into->table_space_name) != NULL ? into->table_space_name : r->tablespace);
  rv_edit_set_number (r->edit, view, RvMaterializedView_with_data, !into->skip_data);
  rv_edit_set_number (r->edit, view, RvMaterializedView_owner_id, r->session_role);
  rv_pg_set_sql (r, view, RvMaterializedView_query, as + 1, end, s->query, NULL);
  rv_pg_view_columns (r, view, s->query, into->col_names, into->n_col_names);
  rv_pg_made (r, view);
}

static void
apply_table_as (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateTableAsStmt *s = statement;
  RvSchema *home = rv_pg_home (r, s->into->rel->schemaname);

  if (!rv_pg_name_is_free (r, home->object.id, s->into->rel->relname))
    {
      if (!s->if_not_exists)
        rv_pg_fail (r, s->into->rel->location, _("There is a relation “%s” already."), s->into->rel->relname);
    }
  else if (s->objtype == OBJECT (MATVIEW))
    read_materialized (r, s);
  else
    rv_pg_read_table_as (r, s);
}

const RvPgHandler rv_pg_view_handlers[] = {
  { NODE (VIEW_STMT), "CREATE VIEW", apply_view },
  { NODE (CREATE_TABLE_AS_STMT), NULL, apply_table_as },
  { 0 },
};
