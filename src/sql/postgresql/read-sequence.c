/* Sequences: free ones, those of serial columns and those behind identity columns. */
#include "sql/postgresql/reader.h"

RvSequence *
rv_pg_sequence_of (RvPgReader *r, RvColumn *column)
{
  const GPtrArray *referrers = rv_model_referrers (r->model, column->object.id);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvSequence *sequence = referrers->pdata[i];

      if (sequence->object.kind == RV_KIND_SEQUENCE && sequence->owned_by_id == column->object.id && sequence->is_identity)
        return sequence;
    }
  return NULL;
}

RvSequence *
rv_pg_make_sequence (RvPgReader *r, RvTable *table, RvColumn *column, gboolean is_identity)
{
  g_autofree char *name = rv_pg_choose_name (r, table->schema_id, table->name, column->name, "seq", FALSE);
  RvSequence *sequence = rv_edit_insert (r->edit, RV_KIND_SEQUENCE, table->schema_id);

  rv_edit_set_text (r->edit, sequence, RvSequence_name, name);
  rv_edit_set_number (r->edit, sequence, RvSequence_owned_by_id, column->object.id);
  rv_edit_set_number (r->edit, sequence, RvSequence_is_identity, is_identity);
  rv_edit_set_number (r->edit, sequence, RvSequence_owner_id, table->owner_id);
  if (table->persistence != RvPersistence_PERMANENT)
    rv_edit_set_number (r->edit, sequence, RvSequence_persistence, table->persistence);
  rv_pg_made (r, sequence);
  return sequence;
}

static char *
number_text (const Node *node)
{
  if (node == NULL)
    return NULL;
  if (node->node_case == NODE (INTEGER))
    return g_strdup_printf ("%d", node->integer->ival);
  if (node->node_case == NODE (FLOAT))
    return g_strdup (node->float_->fval);
  return NULL;
}

static void
set_owner_column (RvPgReader *r, RvSequence *sequence, const PgQuery__DefElem *option)
{
  Node **names = option->arg->list->items;
  gsize n = option->arg->list->n_items;
  const char *schema, *table;
  RvObject *column;

  if (n == 1)
    {
      rv_edit_set_number (r->edit, sequence, RvSequence_owned_by_id, 0);
      return;
    }
  rv_pg_names (names, n - 1, &schema, &table);
  column = rv_pg_column (r, rv_pg_find_named (r, schema, table, rv_pg_table_kind), rv_pg_string (names[n - 1]));
  if (column == NULL)
    rv_pg_fail (r, option->location, _("There is no column “%s” in a table “%s”."), rv_pg_string (names[n - 1]), table);
  else
    rv_edit_set_number (r->edit, sequence, RvSequence_owned_by_id, column->id);
}

static void
set_name (RvPgReader *r, RvSequence *sequence, const PgQuery__DefElem *option)
{
  const char *schema, *name;

  rv_pg_names (option->arg->list->items, option->arg->list->n_items, &schema, &name);
  rv_edit_set_text (r->edit, sequence, RvSequence_name, name);
  if (schema != NULL)
    rv_edit_set_number (r->edit, sequence, RvSequence_schema_id, rv_pg_home (r, schema)->object.id);
}

static void
set_option (RvPgReader *r, RvSequence *sequence, const PgQuery__DefElem *option)
{
  static const struct {
    const char *name;
    int field;
  } numbers[] = { { "start", RvSequence_start }, { "increment", RvSequence_increment }, { "minvalue", RvSequence_min_value },
                  { "maxvalue", RvSequence_max_value }, { "cache", RvSequence_cache } };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (option->defname, numbers[i].name))
      {
        g_autofree char *text = number_text (option->arg);

        rv_edit_set_text (r->edit, sequence, numbers[i].field, text);
        return;
      }
  if (g_str_equal (option->defname, "cycle"))
    rv_edit_set_number (r->edit, sequence, RvSequence_cycles, option->arg != NULL && option->arg->boolean->boolval);
  else if (g_str_equal (option->defname, "as"))
    {
      int from = rv_pg_at (r, option->arg->type_name->location);

      rv_pg_set_slice (r, sequence, RvSequence_type, from, rv_pg_type_end (r, from));
    }
  else if (g_str_equal (option->defname, "owned_by"))
    set_owner_column (r, sequence, option);
  else if (g_str_equal (option->defname, "sequence_name"))
    set_name (r, sequence, option);
}

void
rv_pg_sequence_options (RvPgReader *r, RvSequence *sequence, Node **options, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (options[i]->node_case == NODE (DEF_ELEM))
      set_option (r, sequence, options[i]->def_elem);
}

static void
apply_create (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateSeqStmt *s = statement;
  RvSchema *home = rv_pg_home (r, s->sequence->schemaname);
  RvSequence *sequence;

  if (!rv_pg_name_is_free (r, home->object.id, s->sequence->relname))
    {
      if (!s->if_not_exists)
        rv_pg_fail (r, s->sequence->location, _("There is a relation “%s” already."), s->sequence->relname);
      return;
    }
  sequence = rv_edit_insert (r->edit, RV_KIND_SEQUENCE, home->object.id);
  rv_edit_set_text (r->edit, sequence, RvSequence_name, s->sequence->relname);
  rv_edit_set_number (r->edit, sequence, RvSequence_owner_id, r->session_role);
  if (s->sequence->relpersistence[0] != 'p')
    rv_edit_set_number (r->edit, sequence, RvSequence_persistence,
                        s->sequence->relpersistence[0] == 'u' ? RvPersistence_UNLOGGED : RvPersistence_TEMPORARY);
  rv_pg_sequence_options (r, sequence, s->options, s->n_options);
  if (r->failure != NULL)
    rv_edit_remove (r->edit, sequence);
  else
    rv_pg_made (r, sequence);
}

static void
apply_alter (RvPgReader *r, const void *statement)
{
  static const RvKind kinds[] = { RV_KIND_SEQUENCE, RV_KIND_NONE };
  const PgQuery__AlterSeqStmt *s = statement;
  RvSequence *sequence = s->missing_ok ? rv_pg_find_relation (r, s->sequence) : rv_pg_need_relation (r, s->sequence, kinds);

  if (sequence != NULL && sequence->object.kind == RV_KIND_SEQUENCE)
    rv_pg_sequence_options (r, sequence, s->options, s->n_options);
}

const RvPgHandler rv_pg_sequence_handlers[] = {
  { NODE (CREATE_SEQ_STMT), "CREATE SEQUENCE", apply_create },
  { NODE (ALTER_SEQ_STMT), "ALTER SEQUENCE", apply_alter },
  { 0 },
};
