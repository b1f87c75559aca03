/* I1: every table has a primary key. */
#include "check/rules.h"
#include "model/keys.h"
#include "model/naming.h"
#include "model/relate.h"

/* A partition has the key of its parent; the data of a foreign table is elsewhere. */
static gboolean
needs_key (const RvTable *table)
{
  return table->partition_of_id == 0 && table->server_id == 0 && table->persistence != RvPersistence_TEMPORARY && table->of_type == NULL;
}

static const RvKeyFacts *
candidate (const RvTableFacts *t)
{
  for (guint i = 0; i < t->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (t->keys, RvKeyFacts, i);

      if (key->is_total && key->object->kind == RV_KIND_KEY)
        return key;
    }
  return NULL;
}

static void
check_primary_key (RvRuleRun *run, gpointer subject)
{
  const RvTable *table = subject;
  const RvTableFacts *t = rv_facts_table (run->facts, table->object.id);
  const RvKeyFacts *key = candidate (t);
  RvFinding *finding;

  if (t->primary != NULL || !needs_key (table))
    return;
  if (key != NULL)
    {
      finding = rv_rule_report (run, table, _("%s has no primary key, though %s identifies its rows"), rv_facts_name (run->facts, table),
                                rv_facts_names (run->facts, key->columns, key->n));
      rv_rule_severity (finding, RV_SEVERITY_WARNING);
      rv_rule_show (run, finding, key->object, NULL);
      rv_rule_remedy (finding, _("Make %s the primary key"), rv_record_name (key->object));
      finding->data[0] = key->object->id;
      return;
    }
  if (t->inherits->len > 0)
    finding = rv_rule_report (run, table, _("%s has no primary key: the key of %s is not inherited"), rv_facts_name (run->facts, table),
                              rv_facts_name (run->facts, t->inherits->pdata[0]));
  else
    finding = rv_rule_report (run, table, _("%s has no primary key: the same row can be there twice and nothing can refer to it"),
                              rv_facts_name (run->facts, table));
  /* The key of a partitioned table has to hold its partition key; which column goes with it a person must say. */
  finding->has_fix = table->partition_strategy == RvPartitionStrategy_NONE;
  finding->weight = t->referenced_by->len;
}

/* The column that is called like a key, where it is of a type for one and nothing else fills it. */
static RvColumn *
key_like (RvModel *model, const RvTable *table)
{
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  const RvTableFacts *t = rv_facts_table (facts, table->object.id);
  g_autofree char *one = rv_name_singular (table->name);
  g_autofree char *own = g_strconcat (one, "_id", NULL);
  const char *names[] = { "id", own };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const RvColumnFacts *column = rv_facts_column_named (t, names[i]);

      if (column != NULL && !column->in_foreign_key && (rv_type_is_integer (column->type) || column->type->family == RV_TYPE_UUID))
        return column->column;
    }
  return NULL;
}

static gboolean
fix_primary_key (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvTable *table = rv_model_get (model, finding->object);
  RvKey *key = rv_model_get_kind (model, finding->data[0], RV_KIND_KEY);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  if (key != NULL)
    {
      rv_edit_set_number (edit, key, RvKey_is_primary, TRUE);
      return TRUE;
    }
  g_ptr_array_add (columns, key_like (model, table));
  if (columns->pdata[0] == NULL)
    columns->pdata[0] = rv_design_add_identity (edit, table, "id");
  rv_design_add_key (edit, table, columns, TRUE);
  return TRUE;
}

const RvRule rv_rules_primary_keys[] = {
  {
    .id = "I1",
    .group = RV_GROUP_INTEGRITY,
    .severity = RV_SEVERITY_ERROR,
    .title = N_("No primary key"),
    .explanation = N_("Without a primary key the same row can be stored twice, no other table can refer to a row, an update cannot name the "
                      "one it means, and logical replication stops at updates. Partitions take the key of their parent; children by "
                      "INHERITS do not."),
    .reference = "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS",
    .subject = RV_KIND_TABLE,
    .reads = RV_READS (RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_INHERITANCE, RV_KIND_FOREIGN_KEY),
    .yields_to = "I18",
    .many = N_("Tables without a primary key: %u"),
    .many_from = 9,
    .check = check_primary_key,
    .fix = fix_primary_key,
    .fix_label = N_("Give it a primary key"),
  },
  { NULL },
};
