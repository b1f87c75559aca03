/* Column definitions of CREATE TABLE and ALTER TABLE … ADD COLUMN. */
#include "sql/postgresql/references.h"

/* Where the clause at token @i of a definition ends: at the next one, or at @end. */
static int
clause_end (RvPgReader *r, const PgQuery__ColumnDef *def, int i, int end)
{
  gsize start = i < 0 ? 0 : rv_pg_token (r, i)->start;
  int next = end;

  for (gsize k = 0; k < def->n_constraints; k++)
    if (def->constraints[k]->node_case == NODE (CONSTRAINT) && (gsize) def->constraints[k]->constraint->location > start)
      next = MIN (next, rv_pg_at (r, def->constraints[k]->constraint->location));
  if (def->coll_clause != NULL && (gsize) def->coll_clause->location > start)
    next = MIN (next, rv_pg_at (r, def->coll_clause->location));
  return next;
}

static const char *
serial_type (const PgQuery__TypeName *type)
{
  static const char *const types[][2] = { { "serial", "integer" }, { "serial4", "integer" }, { "bigserial", "bigint" },
                                          { "serial8", "bigint" }, { "smallserial", "smallint" }, { "serial2", "smallint" } };
  const char *name = type->n_names == 1 ? rv_pg_string (type->names[0]) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (name, types[i][0]))
      return types[i][1];
  return NULL;
}

/* nextval('schema.sequence'::regclass), and that it names the sequence. */
static void
set_nextval (RvPgReader *r, RvColumn *column, RvSequence *sequence)
{
  RvSchema *schema = rv_model_get (r->model, sequence->schema_id);
  g_autofree char *home = rv_pg_quote (schema->name), *name = rv_pg_quote (sequence->name);
  g_autofree char *path = g_strconcat (home, ".", name, NULL);
  g_auto (GStrv) parts = g_strsplit (path, "'", -1);
  g_autofree char *escaped = g_strjoinv ("''", parts);
  g_autofree char *value = g_strdup_printf ("nextval('%s'::regclass)", escaped);
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (RvPgMention));
  gsize start = strlen ("nextval('");
  RvPgMention in_schema = { start, strlen (home), schema->object.id, 0 };
  RvPgMention itself = { start + strlen (home) + 1, strlen (name), sequence->object.id, 0 };

  if (g_str_equal (path, escaped))
    {
      g_array_append_val (mentions, in_schema);
      g_array_append_val (mentions, itself);
    }
  rv_pg_set_mentioned (r, column, RvColumn_default_value, value, 0, strlen (value), mentions);
}

static void
make_serial (RvPgReader *r, RvTable *table, RvColumn *column, const char *type)
{
  RvSequence *sequence = rv_pg_make_sequence (r, table, column, FALSE);

  rv_edit_set_text (r->edit, column, RvColumn_type, type);
  rv_edit_set_number (r->edit, column, RvColumn_not_null, TRUE);
  rv_edit_set_text (r->edit, sequence, RvSequence_type, g_str_equal (type, "bigint") ? NULL : type);
  set_nextval (r, column, sequence);
}

static void
read_type (RvPgReader *r, RvTable *table, RvColumn *column, const PgQuery__ColumnDef *def, int end)
{
  int from = rv_pg_at (r, def->type_name->location);
  const char *serial = serial_type (def->type_name);
  int option;

  if (serial != NULL)
    {
      make_serial (r, table, column, serial);
      return;
    }
  if (rv_pg_is (r, from - 1, "SETOF"))
    rv_pg_fail (r, def->type_name->location, _("The column “%s” cannot be a set."), def->colname);
  if (def->n_fdwoptions > 0 && (option = rv_pg_find (r, from, end, "OPTIONS")) > 0)
    {
      rv_pg_set_inside (r, column, RvColumn_foreign_options, option + 1);
      end = option;
    }
  if (rv_pg_given (def->compression) != NULL && (option = rv_pg_find (r, from, end, "COMPRESSION")) > 0)
    end = option;
  rv_pg_set_type (r, column, RvColumn_type, from, end, def->type_name);
}

static void
read_identity (RvPgReader *r, RvTable *table, RvColumn *column, const PgQuery__Constraint *c)
{
  RvSequence *sequence = rv_pg_make_sequence (r, table, column, TRUE);

  rv_edit_set_number (r->edit, column, RvColumn_identity, c->generated_when[0] == 'a' ? RvIdentity_ALWAYS : RvIdentity_BY_DEFAULT);
  rv_edit_set_number (r->edit, column, RvColumn_not_null, TRUE);
  rv_pg_sequence_options (r, sequence, c->options, c->n_options);
}

static void
remember (GArray *constraints, const PgQuery__Constraint *c, RvColumn *column, int from, int to)
{
  RvPgConstraint remembered = { c, column, from, to, c->deferrable, c->initdeferred };

  g_array_append_val (constraints, remembered);
}

/* DEFERRABLE and the like belong to the constraint before them. */
static void
set_deferrable (GArray *constraints, PgQuery__ConstrType type)
{
  RvPgConstraint *last;

  if (constraints->len == 0)
    return;
  last = &g_array_index (constraints, RvPgConstraint, constraints->len - 1);
  if (type == PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE)
    last->is_deferrable = TRUE;
  else if (type == PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED)
    last->is_deferrable = last->initially_deferred = TRUE;
}

static void
read_column_constraint (RvPgReader *r, RvTable *table, RvColumn *column, const PgQuery__ColumnDef *def, const PgQuery__Constraint *c,
                        int end, GArray *constraints)
{
  int from = rv_pg_at (r, c->location), to = clause_end (r, def, from, end);

  if (rv_pg_is (r, from, "CONSTRAINT"))
    from += 2;
  switch ((int) c->contype)
    {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
      rv_edit_set_number (r->edit, column, RvColumn_not_null, TRUE);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_NULL:
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
      rv_pg_set_sql (r, column, RvColumn_default_value, from + 1, to, c->raw_expr, NULL);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
      read_identity (r, table, column, c);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
      remember (constraints, c, column, from, to);
      break;
    default:
      set_deferrable (constraints, c->contype);
      break;
    }
}

static void
read_clauses (RvPgReader *r, RvTable *table, RvColumn *column, const PgQuery__ColumnDef *def, int end, GArray *constraints)
{
  if (def->coll_clause != NULL)
    {
      int from = rv_pg_at (r, def->coll_clause->location);

      rv_pg_set_sql (r, column, RvColumn_collation, from + 1, clause_end (r, def, from, end), &def->coll_clause->base, NULL);
    }
  if (rv_pg_given (def->compression) != NULL)
    rv_edit_set_text (r->edit, column, RvColumn_compression, def->compression);
  for (gsize i = 0; i < def->n_constraints; i++)
    if (def->constraints[i]->node_case == NODE (CONSTRAINT))
      read_column_constraint (r, table, column, def, def->constraints[i]->constraint, end, constraints);
}

RvColumn *
rv_pg_read_column (RvPgReader *r, RvTable *table, const PgQuery__ColumnDef *def, GArray *constraints)
{
  int name = rv_pg_at (r, def->location), end = rv_pg_element_end (r, name);
  RvColumn *column = rv_pg_column (r, table, def->colname);
  gboolean is_new = column == NULL;

  if (!is_new && !column->is_inherited)
    {
      rv_pg_fail (r, def->location, _("The column “%s” is there twice."), def->colname);
      return NULL;
    }
  if (is_new)
    column = rv_edit_insert (r->edit, RV_KIND_COLUMN, table->object.id);
  rv_pg_place (r, column, def->location);
  rv_edit_set_text (r->edit, column, RvColumn_name, def->colname);
  rv_edit_set_number (r->edit, column, RvColumn_is_inherited, def->type_name == NULL && !is_new);
  if (def->type_name != NULL)
    read_type (r, table, column, def, clause_end (r, def, name, end));
  else if (is_new)
    rv_pg_fail (r, def->location, _("The column “%s” has no type."), def->colname);
  read_clauses (r, table, column, def, end, constraints);
  return column;
}
