/* X1: what refers can be found. */
#include "check/rules.h"
#include "model/naming.h"

static void
check_index (RvRuleRun *run, gpointer subject)
{
  const RvTable *table = subject;
  const RvTableFacts *t = rv_facts_table (run->facts, table->object.id);

  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);
      RvFinding *finding;

      if (key->n == 0 || table->server_id != 0 || rv_facts_index_on (t, key->columns, key->n) != NULL)
        continue;
      finding = rv_rule_report (run, key->key, _("No index leads with %s of %s: deleting or changing a row of %s reads the whole table"),
                                rv_facts_names (run->facts, key->columns, key->n), rv_facts_name (run->facts, table),
                                rv_facts_name (run->facts, key->target));
      rv_rule_remedy (finding, _("Create an index on %s (%s)"), rv_facts_name (run->facts, table),
                      rv_facts_names (run->facts, key->columns, key->n));
      for (guint k = 0; k < key->n; k++)
        rv_rule_show (run, finding, rv_model_get (run->model, key->columns[k]), NULL);
      finding->weight = MAX (t->rows, 0);
    }
}

static void
name_index (RvEdit *edit, RvIndex *index, const RvTable *table, const GPtrArray *parts)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *wanted = NULL, *name = NULL;

  g_ptr_array_add (words, table->name);
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (words, (gpointer) rv_record_name (rv_model_get (rv_edit_model (edit), ((RvForeignKeyColumn *) parts->pdata[i])->column_id)));
  g_ptr_array_add (words, (gpointer) "idx");
  g_ptr_array_add (words, NULL);
  wanted = rv_name_join ((const char *const *) words->pdata);
  name = rv_name_free_relation (rv_edit_model (edit), table->schema_id, wanted);
  rv_edit_set_text (edit, index, RvIndex_name, name);
}

static gboolean
fix_index (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  const RvForeignKey *key = rv_model_get (model, finding->object);
  g_autoptr (GPtrArray) parts = rv_model_children (model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  RvIndex *index = rv_edit_insert (edit, RV_KIND_INDEX, key->table_id);

  rv_edit_set_text (edit, index, RvIndex_method, "btree");
  name_index (edit, index, rv_model_get (model, key->table_id), parts);
  for (guint i = 0; i < parts->len; i++)
    rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_INDEX_COLUMN, index->object.id), RvIndexColumn_column_id,
                        ((RvForeignKeyColumn *) parts->pdata[i])->column_id);
  return TRUE;
}

const RvRule rv_rules_foreign_key_indexes[] = {
  {
    .id = "X1",
    .group = RV_GROUP_INDEXING,
    .severity = RV_SEVERITY_WARNING,
    .title = N_("Foreign key without index"),
    .explanation = N_("PostgreSQL indexes the referenced side of a foreign key, not the referring one: each delete or key change there, and each "
                      "join from it, then reads the whole referring table while holding locks. An index that begins with the columns of "
                      "the key, in any order, is enough; a partial one without the rows that refer to nothing is, too."),
    .reference = "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
    .subject = RV_KIND_TABLE,
    .reads = RV_READS (RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_INDEX, RV_KIND_INDEX_COLUMN, RV_KIND_FOREIGN_KEY,
                       RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_VOLUME),
    .many = N_("Foreign keys without an index: %u"),
    .many_from = 9,
    .check = check_index,
    .fix = fix_index,
    .fix_label = N_("Create the index"),
  },
  { NULL },
};
