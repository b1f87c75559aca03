/* CREATE TABLE in all its forms. */
#include "sql/postgresql/compat-pg-query.h"
#include "sql/postgresql/reader.h"

#define MAX_ANCESTORS 1000

static void
copy_column_fields (RvPgReader *r, RvColumn *from, RvColumn *to, RvTable *old_table, RvTable *new_table)
{
  rv_pg_copy_text (r, from, to, RvColumn_type, NULL, NULL);
  if (from->collation != NULL)
    rv_pg_copy_text (r, from, to, RvColumn_collation, NULL, NULL);
  rv_edit_set_number (r->edit, to, RvColumn_not_null, from->not_null);
}

void
rv_pg_inherit_columns (RvPgReader *r, RvTable *table, RvTable *parent)
{
  g_autoptr (GPtrArray) columns = rv_model_children (r->model, parent->object.id, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    {
      RvColumn *theirs = columns->pdata[i], *ours = rv_pg_column (r, table, theirs->name);

      if (ours != NULL)
        {
          if (theirs->not_null)
            rv_edit_set_number (r->edit, ours, RvColumn_not_null, TRUE);
          continue;
        }
      ours = rv_edit_insert (r->edit, RV_KIND_COLUMN, table->object.id);
      rv_edit_set_text (r->edit, ours, RvColumn_name, theirs->name);
      rv_edit_set_number (r->edit, ours, RvColumn_is_inherited, TRUE);
      copy_column_fields (r, theirs, ours, parent, table);
      if (theirs->default_value != NULL)
        rv_pg_copy_text (r, theirs, ours, RvColumn_default_value, parent, table);
      if (theirs->generated != NULL)
        rv_pg_copy_text (r, theirs, ours, RvColumn_generated, parent, table);
      rv_edit_set_number (r->edit, ours, RvColumn_storage, theirs->storage);
      rv_edit_set_text (r->edit, ours, RvColumn_compression, theirs->compression);
    }
}

gboolean
rv_pg_inherits_from (RvPgReader *r, RvTable *table, RvTable *ancestor)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, table);
  for (guint i = 0; i < open->len && i < MAX_ANCESTORS; i++)
    {
      RvTable *t = open->pdata[i];
      g_autoptr (GPtrArray) parents = rv_model_children (r->model, t->object.id, RV_KIND_INHERITANCE);
      gpointer whole = t->partition_of_id != 0 ? rv_model_get (r->model, t->partition_of_id) : NULL;

      if (t == ancestor)
        return TRUE;
      for (guint k = 0; k < parents->len; k++)
        g_ptr_array_add (open, rv_model_get (r->model, ((RvInheritance *) parents->pdata[k])->inherited_id));
      if (whole != NULL)
        g_ptr_array_add (open, whole);
    }
  return FALSE;
}

/* ---- LIKE ------------------------------------------------------------------------------------- */

enum { LIKE_COMMENTS = 1, LIKE_COMPRESSION = 2, LIKE_CONSTRAINTS = 4, LIKE_DEFAULTS = 8, LIKE_GENERATED = 16, LIKE_IDENTITY = 32,
       LIKE_INDEXES = 64, LIKE_STATISTICS = 128, LIKE_STORAGE = 256 };

static void
like_column (RvPgReader *r, RvTable *table, RvTable *source, RvColumn *theirs, guint options)
{
  RvColumn *ours = rv_edit_insert (r->edit, RV_KIND_COLUMN, table->object.id);

  rv_edit_set_text (r->edit, ours, RvColumn_name, theirs->name);
  copy_column_fields (r, theirs, ours, source, table);
  if ((options & LIKE_DEFAULTS) && theirs->default_value != NULL)
    rv_pg_copy_text (r, theirs, ours, RvColumn_default_value, source, table);
  if ((options & LIKE_IDENTITY) && theirs->identity != RvIdentity_NONE)
    {
      rv_edit_set_number (r->edit, ours, RvColumn_identity, theirs->identity);
      rv_pg_make_sequence (r, table, ours, TRUE);
    }
  if (options & LIKE_COMMENTS)
    rv_edit_set_text (r->edit, ours, RvColumn_comment, theirs->comment);
  if (options & LIKE_COMPRESSION)
    rv_edit_set_text (r->edit, ours, RvColumn_compression, theirs->compression);
  if (options & LIKE_STORAGE)
    rv_edit_set_number (r->edit, ours, RvColumn_storage, theirs->storage);
}

static void
like_checks (RvPgReader *r, RvTable *table, RvTable *source, guint options)
{
  g_autoptr (GPtrArray) checks = rv_model_children (r->model, source->object.id, RV_KIND_CHECK);

  for (guint i = 0; i < checks->len; i++)
    {
      RvCheck *theirs = checks->pdata[i], *ours = rv_edit_insert (r->edit, RV_KIND_CHECK, table->object.id);

      rv_edit_set_text (r->edit, ours, RvCheck_name, theirs->name);
      rv_pg_copy_text (r, theirs, ours, RvCheck_expression, source, table);
      rv_edit_set_number (r->edit, ours, RvCheck_no_inherit, theirs->no_inherit);
      if (options & LIKE_COMMENTS)
        rv_edit_set_text (r->edit, ours, RvCheck_comment, theirs->comment);
      rv_pg_made (r, ours);
    }
}

static void
like_key (RvPgReader *r, RvTable *table, RvKey *theirs)
{
  g_autoptr (GPtrArray) parts = rv_model_children (r->model, theirs->object.id, RV_KIND_KEY_COLUMN);
  RvKey *ours = rv_edit_insert (r->edit, RV_KIND_KEY, table->object.id);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *name = NULL;

  rv_edit_set_number (r->edit, ours, RvKey_is_primary, theirs->is_primary);
  rv_edit_set_number (r->edit, ours, RvKey_nulls_not_distinct, theirs->nulls_not_distinct);
  rv_edit_set_number (r->edit, ours, RvKey_is_deferrable, theirs->is_deferrable);
  rv_edit_set_number (r->edit, ours, RvKey_initially_deferred, theirs->initially_deferred);
  rv_edit_set_text (r->edit, ours, RvKey_storage_parameters, theirs->storage_parameters);
  for (guint i = 0; i < parts->len; i++)
    {
      RvKeyColumn *part = parts->pdata[i], *copy = rv_edit_insert (r->edit, RV_KIND_KEY_COLUMN, ours->object.id);
      RvColumn *column = rv_pg_column (r, table, rv_record_name (rv_model_get (r->model, part->column_id)));

      rv_edit_set_number (r->edit, copy, RvKeyColumn_column_id, column->object.id);
      rv_edit_set_number (r->edit, copy, RvKeyColumn_is_included, part->is_included);
      if (!part->is_included)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "_" : "", column->name);
    }
  name = rv_pg_choose_name (r, table->schema_id, table->name, theirs->is_primary ? NULL : names->str, theirs->is_primary ? "pkey" : "key", TRUE);
  rv_edit_set_text (r->edit, ours, RvKey_name, name);
  rv_pg_made (r, ours);
}

static void
like_index (RvPgReader *r, RvTable *table, RvTable *source, RvIndex *theirs)
{
  static const int texts[] = { RvIndexColumn_expression, RvIndexColumn_collation, RvIndexColumn_opclass, RvIndexColumn_opclass_parameters };
  g_autoptr (GPtrArray) parts = rv_model_children (r->model, theirs->object.id, RV_KIND_INDEX_COLUMN);
  RvIndex *ours = rv_edit_insert (r->edit, RV_KIND_INDEX, table->object.id);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *name = NULL;

  rv_edit_set_number (r->edit, ours, RvIndex_is_unique, theirs->is_unique);
  rv_edit_set_number (r->edit, ours, RvIndex_nulls_not_distinct, theirs->nulls_not_distinct);
  rv_edit_set_text (r->edit, ours, RvIndex_method, theirs->method);
  rv_edit_set_text (r->edit, ours, RvIndex_storage_parameters, theirs->storage_parameters);
  if (theirs->predicate != NULL)
    rv_pg_copy_text (r, theirs, ours, RvIndex_predicate, source, table);
  for (guint i = 0; i < parts->len; i++)
    {
      RvIndexColumn *part = parts->pdata[i], *copy = rv_edit_insert (r->edit, RV_KIND_INDEX_COLUMN, ours->object.id);
      RvColumn *column = part->column_id != 0 ? rv_pg_column (r, table, rv_record_name (rv_model_get (r->model, part->column_id))) : NULL;

      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        if (rv_record_text ((RvObject *) part, rv_field_info (texts[k])) != NULL)
          rv_pg_copy_text (r, part, copy, texts[k], source, table);
      rv_edit_set_number (r->edit, copy, RvIndexColumn_column_id, column != NULL ? column->object.id : 0);
      rv_edit_set_number (r->edit, copy, RvIndexColumn_is_descending, part->is_descending);
      rv_edit_set_number (r->edit, copy, RvIndexColumn_nulls, part->nulls);
      rv_edit_set_number (r->edit, copy, RvIndexColumn_is_included, part->is_included);
      g_string_append_printf (names, "%s%s", i > 0 ? "_" : "", column != NULL ? column->name : "expr");
    }
  name = rv_pg_choose_name (r, table->schema_id, table->name, names->str, "idx", FALSE);
  rv_edit_set_text (r->edit, ours, RvIndex_name, name);
  rv_pg_made (r, ours);
}

void
rv_pg_like (RvPgReader *r, RvTable *table, RvTable *source, guint options)
{
  g_autoptr (GPtrArray) columns = rv_model_children (r->model, source->object.id, RV_KIND_COLUMN);
  g_autoptr (GPtrArray) keys = rv_model_children (r->model, source->object.id, RV_KIND_KEY);
  g_autoptr (GPtrArray) indexes = rv_model_children (r->model, source->object.id, RV_KIND_INDEX);

  for (guint i = 0; i < columns->len; i++)
    like_column (r, table, source, columns->pdata[i], options);
  for (guint i = 0; (options & LIKE_GENERATED) && i < columns->len; i++)
    if (((RvColumn *) columns->pdata[i])->generated != NULL)
      rv_pg_copy_text (r, columns->pdata[i], rv_pg_column (r, table, rv_record_name (columns->pdata[i])), RvColumn_generated, source, table);
  if (options & LIKE_CONSTRAINTS)
    like_checks (r, table, source, options);
  for (guint i = 0; (options & LIKE_INDEXES) && i < keys->len; i++)
    like_key (r, table, keys->pdata[i]);
  for (guint i = 0; (options & LIKE_INDEXES) && i < indexes->len; i++)
    like_index (r, table, source, indexes->pdata[i]);
}

/* ---- CREATE TABLE ------------------------------------------------------------------------------------ */

static RvTable *
make_table (RvPgReader *r, const PgQuery__RangeVar *relation, gboolean if_not_exists)
{
  RvSchema *home = rv_pg_home (r, relation->schemaname);
  RvTable *table;

  if (!rv_pg_name_is_free (r, home->object.id, relation->relname))
    {
      if (if_not_exists)
        rv_pg_note (r, RV_MESSAGE_NOTE, relation->location, _("“%s” is there already; skipped."), relation->relname);
      else
        rv_pg_fail (r, relation->location, _("There is a relation “%s” already."), relation->relname);
      return NULL;
    }
  table = rv_edit_insert (r->edit, RV_KIND_TABLE, home->object.id);
  rv_edit_set_text (r->edit, table, RvTable_name, relation->relname);
  if (relation->relpersistence[0] == 'u')
    rv_edit_set_number (r->edit, table, RvTable_persistence, RvPersistence_UNLOGGED);
  else if (relation->relpersistence[0] == 't')
    rv_edit_set_number (r->edit, table, RvTable_persistence, RvPersistence_TEMPORARY);
  rv_edit_set_number (r->edit, table, RvTable_owner_id, r->session_role);
  rv_pg_made (r, table);
  return table;
}

static void
read_parents (RvPgReader *r, RvTable *table, const PgQuery__CreateStmt *s)
{
  for (gsize i = 0; i < s->n_inh_relations; i++)
    {
      RvTable *parent = rv_pg_need_relation (r, s->inh_relations[i]->range_var, rv_pg_table_kind);
      RvInheritance *inheritance;

      if (parent == NULL)
        continue;
      rv_pg_inherit_columns (r, table, parent);
      if (s->partbound != NULL)
        {
          rv_edit_set_number (r->edit, table, RvTable_partition_of_id, parent->object.id);
          continue;
        }
      inheritance = rv_edit_insert (r->edit, RV_KIND_INHERITANCE, table->object.id);
      rv_edit_set_number (r->edit, inheritance, RvInheritance_inherited_id, parent->object.id);
    }
}

static void
read_of_type (RvPgReader *r, RvTable *table, const PgQuery__TypeName *type)
{
  int from = rv_pg_at (r, type->location);
  RvObject *composite = rv_pg_find_type (r, type);
  g_autoptr (GPtrArray) attributes = NULL;

  rv_pg_set_type (r, table, RvTable_of_type, from, rv_pg_name_end (r, from), type);
  if (composite == NULL || composite->kind != RV_KIND_COMPOSITE)
    {
      rv_pg_fail (r, type->location, _("There is no composite type of that name."));
      return;
    }
  attributes = rv_model_children (r->model, composite->id, RV_KIND_ATTRIBUTE);
  for (guint i = 0; i < attributes->len; i++)
    {
      RvAttribute *attribute = attributes->pdata[i];
      RvColumn *column = rv_edit_insert (r->edit, RV_KIND_COLUMN, table->object.id);

      rv_edit_set_text (r->edit, column, RvColumn_name, attribute->name);
      rv_edit_set_text (r->edit, column, RvColumn_type, attribute->type);
      rv_edit_set_text (r->edit, column, RvColumn_collation, attribute->collation);
      rv_edit_set_number (r->edit, column, RvColumn_is_inherited, TRUE);
    }
}

static void
remember_table_constraint (RvPgReader *r, const PgQuery__Constraint *c, GArray *constraints)
{
  int from = rv_pg_at (r, c->location);
  RvPgConstraint constraint = { c, NULL, from, rv_pg_element_end (r, from), c->deferrable, c->initdeferred };

  if (rv_pg_is (r, from, "CONSTRAINT"))
    constraint.from += 2;
  g_array_append_val (constraints, constraint);
}

static void
read_elements (RvPgReader *r, RvTable *table, const PgQuery__CreateStmt *s, GArray *constraints)
{
  for (gsize i = 0; i < s->n_table_elts; i++)
    {
      const Node *node = s->table_elts[i];

      if (node->node_case == NODE (COLUMN_DEF))
        rv_pg_read_column (r, table, node->column_def, constraints);
      else if (node->node_case == NODE (CONSTRAINT))
        remember_table_constraint (r, node->constraint, constraints);
      else if (node->node_case == NODE (TABLE_LIKE_CLAUSE))
        {
          RvTable *source = rv_pg_need_relation (r, node->table_like_clause->relation, rv_pg_table_kind);

          if (source != NULL)
            rv_pg_like (r, table, source, node->table_like_clause->options);
        }
    }
}

int
rv_pg_bound_end (RvPgReader *r, int from)
{
  int i = from + 3;

  if (rv_pg_is (r, from, "DEFAULT"))
    return from + 1;
  if (rv_pg_is (r, from + 2, "FROM"))
    i = rv_pg_after (r, i) + 1;
  return rv_pg_after (r, i);
}

static void
read_partitioning (RvPgReader *r, RvTable *table, const PgQuery__CreateStmt *s)
{
  int n = rv_pg_n_tokens (r);

  if (s->partspec != NULL)
    {
      int open = rv_pg_find_sign (r, rv_pg_at (r, s->partspec->location), n, '(');

      rv_edit_set_number (r->edit, table, RvTable_partition_strategy, rv_pg_partition_strategy (s->partspec));
      rv_pg_set_sql (r, table, RvTable_partition_key, open + 1, rv_pg_after (r, open) - 1, &s->partspec->base, table);
      for (gsize i = 0; i < s->partspec->n_part_params; i++)
        {
          const PgQuery__PartitionElem *e = s->partspec->part_params[i]->partition_elem;

          if (rv_pg_given (e->name) != NULL && rv_pg_column (r, table, e->name) == NULL)
            rv_pg_fail (r, e->location, _("The table “%s” has no column “%s”."), table->name, e->name);
        }
    }
  if (s->partbound != NULL)
    {
      int from = rv_pg_find (r, 0, n, s->partbound->is_default ? "DEFAULT" : "FOR");

      rv_pg_set_slice (r, table, RvTable_partition_bound, from, rv_pg_bound_end (r, from));
    }
}

static void
read_storage (RvPgReader *r, RvTable *table, const PgQuery__CreateStmt *s)
{
  static const char *const on_commit[] = { NULL, NULL, NULL, "DELETE ROWS", "DROP" };
  const char *method = rv_pg_given (s->access_method), *space = rv_pg_given (s->tablespacename);

  if (method == NULL && s->partspec == NULL)
    method = r->access_method;
  rv_edit_set_text (r->edit, table, RvTable_access_method, method);
  rv_edit_set_text (r->edit, table, RvTable_tablespace, space != NULL ? space : r->tablespace);
  if ((guint) s->oncommit < G_N_ELEMENTS (on_commit))
    rv_edit_set_text (r->edit, table, RvTable_on_commit, on_commit[s->oncommit]);
  if (s->oncommit == PG_QUERY__ON_COMMIT_ACTION__ONCOMMIT_PRESERVE_ROWS)
    rv_edit_set_text (r->edit, table, RvTable_on_commit, "PRESERVE ROWS");
  if (s->n_options > 0)
    {
      /* Of several WITH ( ) the last holds them: a hash partition's bound has one, too. */
      int n = rv_pg_n_tokens (r), with = -1;

      for (int i = rv_pg_find (r, 0, n, "WITH"); i >= 0; i = rv_pg_find (r, i + 1, n, "WITH"))
        with = i;
      rv_pg_set_inside (r, table, RvTable_storage_parameters, with + 1);
    }
}

static RvTable *
create_table (RvPgReader *r, const PgQuery__CreateStmt *s)
{
  g_autoptr (GArray) constraints = g_array_new (FALSE, FALSE, sizeof (RvPgConstraint));
  RvTable *table = make_table (r, s->relation, s->if_not_exists);

  if (table == NULL)
    return NULL;
  read_parents (r, table, s);
  if (s->of_typename != NULL)
    read_of_type (r, table, s->of_typename);
  read_elements (r, table, s, constraints);
  rv_pg_add_constraints (r, table, constraints);
  read_partitioning (r, table, s);
  read_storage (r, table, s);
  if (r->failure != NULL)
    {
      rv_edit_remove (r->edit, table);
      return NULL;
    }
  return table;
}

static void
apply_create (RvPgReader *r, const void *statement)
{
  create_table (r, statement);
}

static void
apply_foreign (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateForeignTableStmt *s = statement;
  RvServer *server = rv_model_find (r->model, RV_KIND_SERVER, 0, s->servername);
  RvTable *table;

  if (server == NULL)
    {
      rv_pg_fail (r, -1, _("There is no foreign server “%s”."), s->servername);
      return;
    }
  table = create_table (r, s->base_stmt);
  if (table == NULL)
    return;
  rv_edit_set_number (r->edit, table, RvTable_server_id, server->object.id);
  rv_edit_set_text (r->edit, table, RvTable_access_method, NULL);
  if (s->n_options > 0)
    rv_pg_set_options (r, table, RvTable_foreign_options, 0, rv_pg_n_tokens (r), "OPTIONS");
}

const RvPgHandler rv_pg_table_handlers[] = {
  { NODE (CREATE_STMT), "CREATE TABLE", apply_create },
  { NODE (CREATE_FOREIGN_TABLE_STMT), "CREATE FOREIGN TABLE", apply_foreign },
  { 0 },
};
