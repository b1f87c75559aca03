/* Constraints of tables: checks, keys, foreign keys, exclusions, generated columns. */
#include "sql/postgresql/reader.h"

static const RvKind constraint_kinds[] = { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION, RV_KIND_NONE };

/* Gives the constraint its name: the one of the script, or one as PostgreSQL makes it. */
static gboolean
name_constraint (RvPgReader *r, RvTable *table, const PgQuery__Constraint *c, const char *columns, const char *label, char **name)
{
  const char *given = rv_pg_given (c->conname);

  if (given == NULL)
    {
      *name = rv_pg_choose_name (r, table->schema_id, table->name, columns, label, TRUE);
      return TRUE;
    }
  if (rv_pg_find_part (r, table, given, constraint_kinds) != NULL)
    {
      rv_pg_fail (r, c->location, _("The table “%s” has a constraint “%s” already."), table->name, given);
      return FALSE;
    }
  *name = g_strdup (given);
  return TRUE;
}

/* The columns of a list, or the column of a column constraint. NULL, with the statement failed: one is missing. */
static GPtrArray *
find_columns (RvPgReader *r, RvTable *table, RvColumn *column, Node **names, gsize n, int location)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  if (n == 0 && column != NULL)
    g_ptr_array_add (columns, column);
  for (gsize i = 0; i < n; i++)
    {
      const char *name = rv_pg_string (names[i]);
      gpointer found = rv_pg_column (r, table, name);

      if (found == NULL)
        {
          rv_pg_fail (r, location, _("The table “%s” has no column “%s”."), table->name, name);
          return NULL;
        }
      g_ptr_array_add (columns, found);
    }
  return g_steal_pointer (&columns);
}

static char *
join_names (GPtrArray *columns)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < columns->len && names->len < 64; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "_" : "", rv_record_name (columns->pdata[i]));
  return g_string_free (names, FALSE);
}

static void
read_check (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  g_autofree char *name = NULL;
  RvCheck *check;

  if (!name_constraint (r, table, c->constraint, rv_pg_single_column (c->constraint->raw_expr), "check", &name))
    return;
  check = rv_edit_insert (r->edit, RV_KIND_CHECK, table->object.id);
  rv_edit_set_text (r->edit, check, RvCheck_name, name);
  rv_pg_set_sql (r, check, RvCheck_expression, c->from + 2, rv_pg_after (r, c->from + 1) - 1, c->constraint->raw_expr, table);
  rv_edit_set_number (r->edit, check, RvCheck_no_inherit, c->constraint->is_no_inherit);
  rv_edit_set_number (r->edit, check, RvCheck_not_valid, c->constraint->skip_validation);
  rv_pg_place (r, check, c->constraint->location);
  rv_pg_made (r, check);
}

static void
add_key_columns (RvPgReader *r, RvKey *key, GPtrArray *columns, gboolean is_included)
{
  for (guint i = 0; i < columns->len; i++)
    {
      RvColumn *column = columns->pdata[i];
      RvKeyColumn *part = rv_edit_insert (r->edit, RV_KIND_KEY_COLUMN, key->object.id);

      rv_edit_set_number (r->edit, part, RvKeyColumn_column_id, column->object.id);
      if (is_included)
        rv_edit_set_number (r->edit, part, RvKeyColumn_is_included, TRUE);
      else if (key->is_primary)
        rv_edit_set_number (r->edit, column, RvColumn_not_null, TRUE);
    }
}

static gboolean
has_primary_key (RvPgReader *r, RvTable *table)
{
  g_autoptr (GPtrArray) keys = rv_model_children (r->model, table->object.id, RV_KIND_KEY);

  for (guint i = 0; i < keys->len; i++)
    if (((RvKey *) keys->pdata[i])->is_primary)
      return TRUE;
  return FALSE;
}

/* What a key and an exclusion share with an index: WITH ( ) and the tablespace. */
static void
set_tablespace (RvPgReader *r, gpointer object, int field, const char *tablespace)
{
  const char *name = rv_pg_given (tablespace);

  rv_edit_set_text (r->edit, object, field, name != NULL ? name : r->tablespace);
}

static void
fill_key (RvPgReader *r, RvKey *key, const RvPgConstraint *c)
{
  rv_edit_set_number (r->edit, key, RvKey_nulls_not_distinct, c->constraint->nulls_not_distinct);
  rv_edit_set_number (r->edit, key, RvKey_is_deferrable, c->is_deferrable);
  rv_edit_set_number (r->edit, key, RvKey_initially_deferred, c->initially_deferred);
  set_tablespace (r, key, RvKey_tablespace, c->constraint->indexspace);
  if (c->constraint->n_options > 0)
    rv_pg_set_options (r, key, RvKey_storage_parameters, c->from, c->to, "WITH");
}

void
rv_pg_read_key (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  gboolean is_primary = c->constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
  g_autoptr (GPtrArray) columns = find_columns (r, table, c->column, c->constraint->keys, c->constraint->n_keys, c->constraint->location);
  g_autoptr (GPtrArray) included = find_columns (r, table, NULL, c->constraint->including, c->constraint->n_including, c->constraint->location);
  g_autofree char *names = NULL, *name = NULL;
  RvKey *key;

  if (columns == NULL || included == NULL)
    return;
  if (is_primary && has_primary_key (r, table))
    {
      rv_pg_fail (r, c->constraint->location, _("The table “%s” has a primary key already."), table->name);
      return;
    }
  names = join_names (columns);
  if (!name_constraint (r, table, c->constraint, is_primary ? NULL : names, is_primary ? "pkey" : "key", &name))
    return;
  if (!rv_pg_name_is_free (r, table->schema_id, name))
    {
      rv_pg_fail (r, c->constraint->location, _("The name “%s” is taken by another table or index."), name);
      return;
    }
  key = rv_edit_insert (r->edit, RV_KIND_KEY, table->object.id);
  rv_edit_set_text (r->edit, key, RvKey_name, name);
  rv_edit_set_number (r->edit, key, RvKey_is_primary, is_primary);
  fill_key (r, key, c);
  add_key_columns (r, key, columns, FALSE);
  add_key_columns (r, key, included, TRUE);
  rv_pg_place (r, key, c->constraint->location);
  rv_pg_made (r, key);
}

/* ADD CONSTRAINT … UNIQUE USING INDEX: the index becomes the key. */
static void
key_from_index (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  RvSchema *schema = rv_model_get (r->model, table->schema_id);
  RvIndex *index = rv_pg_find_index (r, schema->name, c->constraint->indexname);
  g_autoptr (GPtrArray) parts = NULL;
  const char *name = rv_pg_given (c->constraint->conname);
  RvKey *key;

  if (index == NULL || index->object.kind != RV_KIND_INDEX)
    {
      rv_pg_fail (r, c->constraint->location, _("There is no index “%s”."), c->constraint->indexname);
      return;
    }
  key = rv_edit_insert (r->edit, RV_KIND_KEY, table->object.id);
  rv_edit_set_text (r->edit, key, RvKey_name, name != NULL ? name : index->name);
  rv_edit_set_number (r->edit, key, RvKey_is_primary, c->constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY);
  fill_key (r, key, c);
  rv_edit_set_number (r->edit, key, RvKey_nulls_not_distinct, index->nulls_not_distinct);
  rv_edit_set_text (r->edit, key, RvKey_storage_parameters, index->storage_parameters);
  rv_edit_set_text (r->edit, key, RvKey_tablespace, index->tablespace);
  parts = rv_model_children (r->model, index->object.id, RV_KIND_INDEX_COLUMN);
  for (guint i = 0; i < parts->len; i++)
    {
      RvIndexColumn *part = parts->pdata[i];
      g_autoptr (GPtrArray) column = g_ptr_array_new ();

      if (part->column_id != 0)
        g_ptr_array_add (column, rv_model_get (r->model, part->column_id));
      add_key_columns (r, key, column, part->is_included);
    }
  rv_edit_remove (r->edit, index);
  rv_pg_place (r, key, c->constraint->location);
  rv_pg_made (r, key);
}

/* ---- foreign keys ----------------------------------------------------------------------------- */

static RvReferentialAction
action_of (const char *code)
{
  switch (code[0])
    {
    case 'r': return RvReferentialAction_RESTRICT;
    case 'c': return RvReferentialAction_CASCADE;
    case 'n': return RvReferentialAction_SET_NULL;
    case 'd': return RvReferentialAction_SET_DEFAULT;
    default: return RvReferentialAction_NO_ACTION;
    }
}

static RvMatchType
match_of (const char *code)
{
  return code[0] == 'f' ? RvMatchType_FULL : code[0] == 'p' ? RvMatchType_PARTIAL : RvMatchType_SIMPLE;
}

/* The columns of the referenced table's primary key. */
static GPtrArray *
primary_key_columns (RvPgReader *r, RvTable *table)
{
  g_autoptr (GPtrArray) keys = rv_model_children (r->model, table->object.id, RV_KIND_KEY);
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GPtrArray) parts = NULL;

      if (!((RvKey *) keys->pdata[i])->is_primary)
        continue;
      parts = rv_model_children (r->model, ((RvObject *) keys->pdata[i])->id, RV_KIND_KEY_COLUMN);
      for (guint k = 0; k < parts->len; k++)
        if (!((RvKeyColumn *) parts->pdata[k])->is_included)
          g_ptr_array_add (columns, rv_model_get (r->model, ((RvKeyColumn *) parts->pdata[k])->column_id));
    }
  if (columns->len == 0 && table->partition_of_id != 0)
    {
      /* A partition has the key of its parent by itself. */
      RvTable *parent = rv_model_get (r->model, table->partition_of_id);
      g_autoptr (GPtrArray) theirs = parent != NULL ? primary_key_columns (r, parent) : g_ptr_array_new ();

      for (guint i = 0; i < theirs->len; i++)
        g_ptr_array_add (columns, rv_pg_column (r, table, rv_record_name (theirs->pdata[i])));
    }
  return columns;
}

/* The table may come later in the script: the constraint is tried again at the end. */
static void
postpone (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  RvSchema *schema = rv_model_get (r->model, table->schema_id);
  g_autofree char *home = rv_pg_quote (schema->name), *name = rv_pg_quote (table->name), *column = NULL, *given = NULL, *tail = NULL;
  GString *statement = g_string_new (NULL);
  RvPgLate *late = g_new0 (RvPgLate, 1);

  tail = rv_pg_text (r, c->from, c->to);
  if (tail == NULL)
    tail = g_strdup ("");
  g_string_append_printf (statement, "ALTER TABLE %s.%s ADD ", home, name);
  if (rv_pg_given (c->constraint->conname) != NULL)
    {
      given = rv_pg_quote (c->constraint->conname);
      g_string_append_printf (statement, "CONSTRAINT %s ", given);
    }
  if (c->column != NULL)
    {
      column = rv_pg_quote (c->column->name);
      g_string_append_printf (statement, "FOREIGN KEY (%s) ", column);
    }
  g_string_append (statement, tail);
  if (c->column != NULL && c->is_deferrable)
    g_string_append (statement, c->initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE");
  late->statement = g_string_free (statement, FALSE);
  late->script_start = r->script_start + rv_pg_token (r, c->from)->start - r->start;
  late->number = r->number;
  late->search_path = g_new0 (char *, r->search_path->len + 1);
  for (guint i = 0; i < r->search_path->len; i++)
    late->search_path[i] = g_strdup (r->search_path->pdata[i]);
  g_ptr_array_add (r->late, late);
}

static void
add_foreign_key_columns (RvPgReader *r, RvForeignKey *key, GPtrArray *columns, GPtrArray *referenced, const PgQuery__Constraint *c)
{
  for (guint i = 0; i < columns->len; i++)
    {
      RvForeignKeyColumn *part = rv_edit_insert (r->edit, RV_KIND_FOREIGN_KEY_COLUMN, key->object.id);

      rv_edit_set_number (r->edit, part, RvForeignKeyColumn_column_id, ((RvObject *) columns->pdata[i])->id);
      rv_edit_set_number (r->edit, part, RvForeignKeyColumn_referenced_column_id, ((RvObject *) referenced->pdata[i])->id);
      for (gsize k = 0; k < c->n_fk_del_set_cols; k++)
        if (g_strcmp0 (rv_pg_string (c->fk_del_set_cols[k]), rv_record_name (columns->pdata[i])) == 0)
          rv_edit_set_number (r->edit, part, RvForeignKeyColumn_set_on_delete, TRUE);
    }
}

static void
make_foreign_key (RvPgReader *r, RvTable *table, RvTable *target, const RvPgConstraint *c, GPtrArray *columns, GPtrArray *referenced)
{
  g_autofree char *names = join_names (columns), *name = NULL;
  RvForeignKey *key;

  if (!name_constraint (r, table, c->constraint, names, "fkey", &name))
    return;
  key = rv_edit_insert (r->edit, RV_KIND_FOREIGN_KEY, table->object.id);
  rv_edit_set_text (r->edit, key, RvForeignKey_name, name);
  rv_edit_set_number (r->edit, key, RvForeignKey_referenced_table_id, target->object.id);
  rv_edit_set_number (r->edit, key, RvForeignKey_match_type, match_of (c->constraint->fk_matchtype));
  rv_edit_set_number (r->edit, key, RvForeignKey_on_update, action_of (c->constraint->fk_upd_action));
  rv_edit_set_number (r->edit, key, RvForeignKey_on_delete, action_of (c->constraint->fk_del_action));
  rv_edit_set_number (r->edit, key, RvForeignKey_is_deferrable, c->is_deferrable);
  rv_edit_set_number (r->edit, key, RvForeignKey_initially_deferred, c->initially_deferred);
  rv_edit_set_number (r->edit, key, RvForeignKey_not_valid, c->constraint->skip_validation);
  add_foreign_key_columns (r, key, columns, referenced, c->constraint);
  rv_pg_place (r, key, c->constraint->location);
  rv_pg_made (r, key);
}

static void
read_foreign_key (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  const PgQuery__Constraint *constraint = c->constraint;
  g_autoptr (GPtrArray) columns = find_columns (r, table, c->column, constraint->fk_attrs, constraint->n_fk_attrs, constraint->location);
  RvTable *target = rv_pg_find_named (r, constraint->pktable->schemaname, constraint->pktable->relname, rv_pg_table_kind);
  g_autoptr (GPtrArray) referenced = NULL;

  if (columns == NULL)
    return;
  if (target == NULL && r->late != NULL)
    {
      postpone (r, table, c);
      return;
    }
  if (target == NULL)
    {
      rv_pg_fail (r, constraint->pktable->location, _("There is no table “%s” to refer to."), constraint->pktable->relname);
      return;
    }
  if (constraint->n_pk_attrs > 0)
    referenced = find_columns (r, target, NULL, constraint->pk_attrs, constraint->n_pk_attrs, constraint->pktable->location);
  else
    referenced = primary_key_columns (r, target);
  if (referenced == NULL)
    return;
  if (referenced->len == 0 && r->late != NULL)
    postpone (r, table, c);
  else if (referenced->len != columns->len)
    rv_pg_fail (r, constraint->location, _("The foreign key and what it refers to in “%s” differ in their numbers of columns: %u and %u."), target->name, columns->len, referenced->len);
  else
    make_foreign_key (r, table, target, c, columns, referenced);
}

/* ---- exclusions ------------------------------------------------------------------------------- */

void
rv_pg_read_exclusion (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  const PgQuery__Constraint *constraint = c->constraint;
  int open = rv_pg_find_sign (r, c->from, c->to, '('), after = rv_pg_after (r, open), where;
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *name = NULL;
  RvExclusion *exclusion;

  for (gsize i = 0; i < constraint->n_exclusions; i++)
    {
      Node *element = constraint->exclusions[i]->list->items[0];
      const PgQuery__IndexElem *e = element->index_elem;
      const char *label = rv_pg_given (e->name) != NULL ? e->name : rv_pg_column_label (e->expr);

      g_ptr_array_add (elements, element);
      g_string_append_printf (names, "%s%s", i > 0 ? "_" : "", label != NULL ? label : "expr");
    }
  if (!name_constraint (r, table, constraint, names->str, "excl", &name))
    return;
  exclusion = rv_edit_insert (r->edit, RV_KIND_EXCLUSION, table->object.id);
  rv_edit_set_text (r->edit, exclusion, RvExclusion_name, name);
  rv_edit_set_text (r->edit, exclusion, RvExclusion_method, constraint->access_method);
  rv_edit_set_number (r->edit, exclusion, RvExclusion_is_deferrable, c->is_deferrable);
  rv_edit_set_number (r->edit, exclusion, RvExclusion_initially_deferred, c->initially_deferred);
  set_tablespace (r, exclusion, RvExclusion_tablespace, constraint->indexspace);
  rv_pg_index_elements (r, exclusion, table, (Node **) elements->pdata, elements->len, open, FALSE);
  if (constraint->n_including > 0)
    {
      int include = rv_pg_find (r, after, c->to, "INCLUDE") + 1;

      rv_pg_index_elements (r, exclusion, table, constraint->including, constraint->n_including, include, TRUE);
    }
  if (constraint->n_options > 0)
    rv_pg_set_options (r, exclusion, RvExclusion_storage_parameters, after, c->to, "WITH");
  where = constraint->where_clause != NULL ? rv_pg_find (r, after, c->to, "WHERE") : -1;
  if (where > 0)
    rv_pg_set_sql (r, exclusion, RvExclusion_predicate, where + 2, rv_pg_after (r, where + 1) - 1, constraint->where_clause, table);
  rv_pg_place (r, exclusion, c->constraint->location);
  rv_pg_made (r, exclusion);
}

/* ---- all of them ----------------------------------------------------------------------------------- */

static void
read_generated (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  int open = rv_pg_find_sign (r, c->from, c->to, '(');

  rv_pg_set_sql (r, c->column, RvColumn_generated, open + 1, rv_pg_after (r, open) - 1, c->constraint->raw_expr, table);
}

void
rv_pg_add_constraint (RvPgReader *r, RvTable *table, const RvPgConstraint *c)
{
  switch ((int) c->constraint->contype)
    {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
      read_check (r, table, c);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
      if (rv_pg_given (c->constraint->indexname) != NULL)
        key_from_index (r, table, c);
      else
        rv_pg_read_key (r, table, c);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
      read_foreign_key (r, table, c);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
      rv_pg_read_exclusion (r, table, c);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
      read_generated (r, table, c);
      break;
    default:
      rv_pg_fail (r, c->constraint->location, _("A constraint of this sort is not known."));
      break;
    }
}

static gboolean
same_names (Node **a, gsize n_a, Node **b, gsize n_b)
{
  for (gsize i = 0; i < n_a && n_a == n_b; i++)
    if (g_strcmp0 (rv_pg_string (a[i]), rv_pg_string (b[i])) != 0)
      return FALSE;
  return n_a == n_b;
}

static gboolean
same_columns (const RvPgConstraint *a, const RvPgConstraint *b)
{
  const PgQuery__Constraint *x = a->constraint, *y = b->constraint;

  if (x->n_keys == 1 && y->n_keys == 0 && b->column != NULL)
    return g_strcmp0 (rv_pg_string (x->keys[0]), b->column->name) == 0;
  if (y->n_keys == 1 && x->n_keys == 0 && a->column != NULL)
    return g_strcmp0 (rv_pg_string (y->keys[0]), a->column->name) == 0;
  return a->column == b->column && same_names (x->keys, x->n_keys, y->keys, y->n_keys);
}

/* A UNIQUE on the columns of another key of the same statement: PostgreSQL makes only one of them. */
static gboolean
is_repeated (GArray *constraints, guint index)
{
  const RvPgConstraint *c = &g_array_index (constraints, RvPgConstraint, index);

  if (c->constraint->contype != PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE)
    return FALSE;
  for (guint i = 0; i < constraints->len; i++)
    {
      const RvPgConstraint *other = &g_array_index (constraints, RvPgConstraint, i);
      gboolean is_primary = other->constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
      gboolean is_before = other->constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE && i < index;

      if ((is_primary || is_before) && same_columns (c, other) && c->is_deferrable == other->is_deferrable
          && c->initially_deferred == other->initially_deferred
          && same_names (c->constraint->including, c->constraint->n_including, other->constraint->including, other->constraint->n_including)
          && c->constraint->nulls_not_distinct == other->constraint->nulls_not_distinct)
        return TRUE;
    }
  return FALSE;
}

/* Keys before foreign keys, for those that refer to their own table. */
void
rv_pg_add_constraints (RvPgReader *r, RvTable *table, GArray *constraints)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < constraints->len; i++)
      {
        const RvPgConstraint *c = &g_array_index (constraints, RvPgConstraint, i);

        if ((c->constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN) == (pass == 1) && !is_repeated (constraints, i))
          rv_pg_add_constraint (r, table, c);
      }
}
