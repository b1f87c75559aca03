/* CREATE TABLE … AS: a table, where the types of the query's columns can be told from the text;
 * else the statement is kept. */
#include "sql/postgresql/reader.h"

/* A column of the query: its name, and its type as text or as that of a column we have. */
typedef struct {
  const char *name;
  char *type;
  RvColumn *like;
} Output;

static void
clear_output (gpointer data)
{
  g_free (((Output *) data)->type);
}

static RvTable *
find_item (RvPgReader *r, const PgQuery__SelectStmt *select, const char *alias)
{
  for (gsize i = 0; i < select->n_from_clause; i++)
    {
      const PgQuery__RangeVar *v = select->from_clause[i]->node_case == NODE (RANGE_VAR) ? select->from_clause[i]->range_var : NULL;
      RvObject *found = v != NULL ? rv_pg_find_relation (r, v) : NULL;
      const char *name = v == NULL ? NULL : v->alias != NULL ? v->alias->aliasname : v->relname;

      if (found != NULL && found->kind == RV_KIND_TABLE && (alias == NULL || g_str_equal (alias, name)))
        return (RvTable *) found;
    }
  return NULL;
}

static RvColumn *
column_of (RvPgReader *r, const PgQuery__SelectStmt *select, const PgQuery__ColumnRef *ref)
{
  const char *alias, *name;
  RvTable *table;

  if (ref->n_fields > 2 || (ref->n_fields == 1 && select->n_from_clause != 1))
    return NULL;
  rv_pg_names (ref->fields, ref->n_fields, &alias, &name);
  table = find_item (r, select, alias);
  return table != NULL ? rv_pg_column (r, table, name) : NULL;
}

static const char *
constant_type (const PgQuery__AConst *constant)
{
  if (constant->isnull)
    return "text";
  switch ((int) constant->val_case)
    {
    case PG_QUERY__A__CONST__VAL_IVAL: return "integer";
    case PG_QUERY__A__CONST__VAL_FVAL: return "numeric";
    case PG_QUERY__A__CONST__VAL_BOOLVAL: return "boolean";
    case PG_QUERY__A__CONST__VAL_SVAL: return "text";
    default: return NULL;
    }
}

static gboolean
find_type (RvPgReader *r, const PgQuery__SelectStmt *select, const Node *value, Output *output)
{
  if (value->node_case == NODE (A_CONST))
    output->type = g_strdup (constant_type (value->a_const));
  else if (value->node_case == NODE (TYPE_CAST))
    {
      int from = rv_pg_at (r, value->type_cast->type_name->location);

      /* TRUE and FALSE are casts without a place. */
      output->type = value->type_cast->type_name->location > 0 ? rv_pg_text (r, from, rv_pg_type_end (r, from)) : g_strdup ("boolean");
    }
  else if (value->node_case == NODE (COLUMN_REF))
    output->like = column_of (r, select, value->column_ref);
  return output->type != NULL || output->like != NULL;
}

/* The columns of a star, from one table. */
static gboolean
add_star (RvPgReader *r, const PgQuery__SelectStmt *select, const PgQuery__ColumnRef *ref, GArray *outputs)
{
  const char *alias = ref->n_fields > 1 ? rv_pg_string (ref->fields[0]) : NULL;
  RvTable *table = alias != NULL || select->n_from_clause == 1 ? find_item (r, select, alias) : NULL;
  g_autoptr (GPtrArray) columns = table != NULL ? rv_model_children (r->model, table->object.id, RV_KIND_COLUMN) : NULL;

  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      Output output = { ((RvColumn *) columns->pdata[i])->name, NULL, columns->pdata[i] };

      g_array_append_val (outputs, output);
    }
  return columns != NULL;
}

static gboolean
find_outputs (RvPgReader *r, const PgQuery__SelectStmt *select, GArray *outputs)
{
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = select->target_list[i]->res_target;
      const PgQuery__ColumnRef *ref = target->val->node_case == NODE (COLUMN_REF) ? target->val->column_ref : NULL;
      Output output = { rv_pg_given (target->name), NULL, NULL };

      if (ref != NULL && ref->fields[ref->n_fields - 1]->node_case == NODE (A_STAR))
        {
          if (!add_star (r, select, ref, outputs))
            return FALSE;
          continue;
        }
      if (output.name == NULL)
        output.name = rv_pg_column_label (target->val);
      if (!find_type (r, select, target->val, &output))
        return FALSE;
      g_array_append_val (outputs, output);
    }
  return outputs->len > 0;
}

static void
make_table (RvPgReader *r, const PgQuery__CreateTableAsStmt *s, GArray *outputs)
{
  const PgQuery__RangeVar *name = s->into->rel;
  RvTable *table = rv_edit_insert (r->edit, RV_KIND_TABLE, rv_pg_home (r, name->schemaname)->object.id);

  rv_edit_set_text (r->edit, table, RvTable_name, name->relname);
  if (name->relpersistence[0] != 'p')
    rv_edit_set_number (r->edit, table, RvTable_persistence, name->relpersistence[0] == 'u' ? RvPersistence_UNLOGGED : RvPersistence_TEMPORARY);
  rv_edit_set_number (r->edit, table, RvTable_owner_id, r->session_role);
  for (guint i = 0; i < outputs->len; i++)
    {
      const Output *output = &g_array_index (outputs, Output, i);
      RvColumn *column = rv_edit_insert (r->edit, RV_KIND_COLUMN, table->object.id);
      const char *given = i < s->into->n_col_names ? rv_pg_string (s->into->col_names[i]) : NULL;

      rv_edit_set_text (r->edit, column, RvColumn_name, given != NULL ? given : output->name != NULL ? output->name : "?column?");
      if (output->like != NULL)
        rv_pg_copy_text (r, output->like, column, RvColumn_type, NULL, NULL);
      else
        rv_edit_set_text (r->edit, column, RvColumn_type, output->type);
    }
  rv_pg_made (r, table);
}

void
rv_pg_read_table_as (RvPgReader *r, const PgQuery__CreateTableAsStmt *s)
{
  const PgQuery__SelectStmt *select = s->query->node_case == NODE (SELECT_STMT) ? s->query->select_stmt : NULL;
  g_autoptr (GArray) outputs = g_array_new (FALSE, FALSE, sizeof (Output));

  g_array_set_clear_func (outputs, clear_output);
  while (select != NULL && select->larg != NULL)
    select = select->larg;
  if (select != NULL && select->with_clause == NULL && find_outputs (r, select, outputs))
    make_table (r, s, outputs);
  else
    rv_pg_keep (r, NULL);
}
