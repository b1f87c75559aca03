/* The commands of ALTER TABLE that are about one column. */
#include "sql/postgresql/read-alter.h"

static RvObject *
need_column (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = rv_pg_column (r, c->relation, c->cmd->name);

  if (column == NULL && !c->cmd->missing_ok)
    rv_pg_fail (r, (int) rv_pg_token (r, c->from)->start, _("“%s” has no column “%s”."), rv_record_name (c->relation), c->cmd->name);
  return column;
}

GPtrArray *
rv_pg_child_tables (RvPgReader *r, RvTable *table)
{
  const GPtrArray *referrers = rv_model_referrers (r->model, table->object.id);
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *o = referrers->pdata[i];

      if (o->kind == RV_KIND_TABLE && ((RvTable *) o)->partition_of_id == table->object.id)
        g_ptr_array_add (children, o);
      else if (o->kind == RV_KIND_INHERITANCE && ((RvInheritance *) o)->inherited_id == table->object.id)
        g_ptr_array_add (children, rv_model_get (r->model, ((RvInheritance *) o)->table_id));
    }
  return children;
}

static void
add_to_children (RvPgReader *r, RvTable *table)
{
  g_autoptr (GPtrArray) children = rv_pg_child_tables (r, table);

  for (guint i = 0; i < children->len; i++)
    {
      rv_pg_inherit_columns (r, children->pdata[i], table);
      add_to_children (r, children->pdata[i]);
    }
}

void
rv_pg_alter_add_column (RvPgReader *r, const RvPgCommand *c)
{
  const PgQuery__ColumnDef *def = c->cmd->def->column_def;
  g_autoptr (GArray) constraints = g_array_new (FALSE, FALSE, sizeof (RvPgConstraint));

  if (c->table == NULL)
    {
      if (c->relation->kind == RV_KIND_COMPOSITE)
        rv_pg_attribute (r, (RvComposite *) c->relation, def, NULL);
      return;
    }
  if (c->cmd->missing_ok && rv_pg_column (r, c->table, def->colname) != NULL)
    return;
  if (rv_pg_read_column (r, c->table, def, constraints) == NULL)
    return;
  rv_pg_add_constraints (r, c->table, constraints);
  add_to_children (r, c->table);
}

static void
drop_inherited (RvPgReader *r, RvTable *table, const char *name)
{
  g_autoptr (GPtrArray) children = rv_pg_child_tables (r, table);

  for (guint i = 0; i < children->len; i++)
    {
      RvColumn *column = rv_pg_column (r, children->pdata[i], name);

      if (column == NULL || !column->is_inherited)
        continue;
      drop_inherited (r, children->pdata[i], name);
      rv_edit_remove (r->edit, column);
    }
}

void
rv_pg_alter_drop_column (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);

  if (column == NULL)
    return;
  if (c->table != NULL)
    drop_inherited (r, c->table, c->cmd->name);
  rv_edit_remove (r->edit, column);
}

void
rv_pg_alter_set_default (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);
  int field = c->table != NULL ? (int) RvColumn_default_value : (int) RvViewColumn_default_value;
  int word = rv_pg_find (r, c->from, c->to, "DEFAULT");

  if (column == NULL || column->kind == RV_KIND_ATTRIBUTE)
    return;
  if (c->cmd->def == NULL)
    rv_pg_clear_text (r, column, field);
  else
    rv_pg_set_sql (r, column, field, word + 1, c->to, c->cmd->def, NULL);
}

void
rv_pg_alter_set_not_null (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);

  if (column != NULL && c->table != NULL)
    rv_edit_set_number (r->edit, column, RvColumn_not_null, c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull);
}

/* A bare constant as default keeps the type that it was declared for: 'a' becomes 'a'::old. */
static void
fix_default (RvPgReader *r, RvColumn *column)
{
  const char *text = column->default_value;
  gsize length = text != NULL ? strlen (text) : 0;
  RvPgToken token;
  g_autofree char *type = NULL, *value = NULL;

  if (text == NULL || !rv_pg_token_next (text, length, 0, &token) || token.end != length
      || (token.type != RV_PG_TOKEN_STRING && !rv_pg_token_is (text, &token, "NULL")))
    return;
  type = g_strndup (column->type, strcspn (column->type, "("));
  value = g_strdup_printf ("%s::%s", text, g_strchomp (type));
  rv_edit_set_text (r->edit, column, RvColumn_default_value, value);
}

void
rv_pg_alter_set_type (RvPgReader *r, const RvPgCommand *c)
{
  const PgQuery__ColumnDef *def = c->cmd->def->column_def;
  RvObject *column = need_column (r, c);
  int from = rv_pg_at (r, def->type_name->location);
  gboolean is_attribute = c->relation->kind == RV_KIND_COMPOSITE;
  int collation = is_attribute ? (int) RvAttribute_collation : (int) RvColumn_collation;

  if (column == NULL || (c->table == NULL && !is_attribute))
    return;
  if (!is_attribute)
    fix_default (r, (RvColumn *) column);
  rv_pg_set_type (r, column, is_attribute ? (int) RvAttribute_type : (int) RvColumn_type, from, rv_pg_type_end (r, from), def->type_name);
  if (def->coll_clause == NULL)
    rv_pg_clear_text (r, column, collation);
  else
    {
      int word = rv_pg_at (r, def->coll_clause->location);

      rv_pg_set_sql (r, column, collation, word + 1, rv_pg_name_end (r, word + 1), &def->coll_clause->base, NULL);
    }
}

void
rv_pg_alter_drop_expression (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);

  if (column != NULL && c->table != NULL)
    rv_pg_clear_text (r, column, RvColumn_generated);
}

void
rv_pg_alter_set_statistics (RvPgReader *r, const RvPgCommand *c)
{
  gint64 target = c->cmd->def != NULL && c->cmd->def->node_case == NODE (INTEGER) ? c->cmd->def->integer->ival : -1;
  RvObject *column;

  if (c->relation->kind == RV_KIND_INDEX)
    {
      g_autoptr (GPtrArray) parts = rv_model_children (r->model, c->relation->id, RV_KIND_INDEX_COLUMN);

      if (c->cmd->num > 0 && (guint) c->cmd->num <= parts->len)
        rv_edit_set_number (r->edit, parts->pdata[c->cmd->num - 1], RvIndexColumn_statistics_target, target);
      return;
    }
  column = need_column (r, c);
  if (column != NULL && column->kind == RV_KIND_COLUMN)
    rv_edit_set_number (r->edit, column, RvColumn_statistics_target, target);
  else if (column != NULL && column->kind == RV_KIND_VIEW_COLUMN)
    rv_edit_set_number (r->edit, column, RvViewColumn_statistics_target, target);
}

void
rv_pg_alter_set_storage (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);
  const char *word = rv_pg_string (c->cmd->def);
  g_autofree char *lower = g_ascii_strdown (word != NULL ? word : "", -1);
  int field = c->table != NULL ? (int) RvColumn_storage : (int) RvViewColumn_storage;
  int value = rv_field_word (rv_field_info (field), lower);

  if (column != NULL && column->kind != RV_KIND_ATTRIBUTE && value >= 0)
    rv_edit_set_number (r->edit, column, field, value);
}

void
rv_pg_alter_set_compression (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);
  const char *word = rv_pg_string (c->cmd->def);

  if (g_strcmp0 (word, "default") == 0)
    word = NULL;
  if (column != NULL && column->kind != RV_KIND_ATTRIBUTE)
    rv_edit_set_text (r->edit, column, c->table != NULL ? (int) RvColumn_compression : (int) RvViewColumn_compression, word);
}

void
rv_pg_alter_change_column_options (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);
  gboolean is_foreign = c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnGenericOptions;

  if (column != NULL && c->table != NULL)
    rv_pg_change_options (r, column, is_foreign ? RvColumn_foreign_options : RvColumn_options, rv_pg_find_sign (r, c->from, c->to, '('),
                          c->cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions);
}

void
rv_pg_alter_add_identity (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);
  const PgQuery__Constraint *constraint = c->cmd->def->constraint;

  if (column == NULL || c->table == NULL)
    return;
  rv_edit_set_number (r->edit, column, RvColumn_identity,
                      constraint->generated_when[0] == 'a' ? RvIdentity_ALWAYS : RvIdentity_BY_DEFAULT);
  rv_pg_sequence_options (r, rv_pg_make_sequence (r, c->table, (RvColumn *) column, TRUE), constraint->options, constraint->n_options);
}

void
rv_pg_alter_set_identity (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);
  RvSequence *sequence = column != NULL && c->table != NULL ? rv_pg_sequence_of (r, (RvColumn *) column) : NULL;

  if (sequence == NULL)
    return;
  for (gsize i = 0; i < c->cmd->def->list->n_items; i++)
    {
      const PgQuery__DefElem *option = c->cmd->def->list->items[i]->def_elem;

      if (g_str_equal (option->defname, "generated"))
        rv_edit_set_number (r->edit, column, RvColumn_identity,
                            option->arg->integer->ival == 'a' ? RvIdentity_ALWAYS : RvIdentity_BY_DEFAULT);
    }
  rv_pg_sequence_options (r, sequence, c->cmd->def->list->items, c->cmd->def->list->n_items);
}

void
rv_pg_alter_drop_identity (RvPgReader *r, const RvPgCommand *c)
{
  RvObject *column = need_column (r, c);
  RvSequence *sequence = column != NULL && c->table != NULL ? rv_pg_sequence_of (r, (RvColumn *) column) : NULL;

  if (column != NULL && c->table != NULL)
    rv_edit_set_number (r->edit, column, RvColumn_identity, RvIdentity_NONE);
  if (sequence != NULL)
    rv_edit_remove (r->edit, sequence);
}
