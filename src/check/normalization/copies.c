/* N13 to N16: what is stored twice. */
#include "check/rules.h"
#include "model/naming.h"

#include <string.h>

static const RvKind copy_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_TRIGGER,
                                     RV_KIND_ROUTINE, RV_KIND_DECISION, RV_KIND_NONE };

static const RvTableFacts *
facts_of (RvRuleRun *run, gpointer subject)
{
  return rv_facts_table (run->facts, ((RvObject *) subject)->id);
}

/* A price that was valid, an address that was given: true when the row was made, whatever the parent says later. */
static gboolean
is_snapshot (const RvColumnFacts *column)
{
  static const char *const words[] = { "price", "cost", "rate", "tax", "amount", "total", "address", "currency", "discount", "snapshot", "version", NULL };

  return rv_words_has_any (column->words, words) != NULL;
}

/* ---- N13: customer_name beside customer_id --------------------------------------------------------------- */

static const RvColumnFacts *
copied_column (const RvTableFacts *parent, const RvColumnFacts *column)
{
  g_autofree char *one = rv_name_singular (parent->table->name);
  gsize n = strlen (one);

  if (g_ascii_strncasecmp (column->column->name, one, n) != 0 || column->column->name[n] != '_')
    return NULL;
  return rv_facts_column_named (parent, column->column->name + n + 1);
}

static void
check_copies (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; t->table->partition_of_id == 0 && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->in_foreign_key || column->in_primary || column->column->is_inherited || is_snapshot (column))
        continue;
      for (guint k = 0; k < t->foreign_keys->len; k++)
        {
          const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, k);
          const RvTableFacts *parent = rv_facts_table (run->facts, key->target->object.id);
          const RvColumnFacts *original = key->target != t->table ? copied_column (parent, column) : NULL;
          RvFinding *finding;

          if (original == NULL || original->in_primary || original->type->family != column->type->family)
            continue;
          finding = rv_rule_report (run, column->column, _("%s is a copy of %s, which the foreign key finds anyway: both will differ some day"),
                                    rv_facts_name (run->facts, column->column), rv_facts_name (run->facts, original->column));
          rv_rule_remedy (finding, _("Remove it, or record why it is there and what keeps it true"));
          rv_rule_show (run, finding, original->column, NULL);
          rv_rule_show (run, finding, key->key, NULL);
          break;
        }
    }
}

static gboolean
fix_copy (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_remove (edit, rv_model_get (rv_edit_model (edit), finding->object));
  return TRUE;
}

/* ---- N14: stored aggregates ------------------------------------------------------------------------------------ */

/* The table of rows that the column counts or adds up. */
static RvTable *
counted_table (RvRuleRun *run, const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const ends[] = { "count", "total", "sum", "avg", "average", NULL };
  const RvWords *w = column->words;
  gboolean is_count = w->n > 1 && g_strv_contains (ends, w->words[w->n - 1]), begins = w->n > 1 && (g_str_equal (w->words[0], "num") || g_str_equal (w->words[0], "total"));

  for (guint i = 0; i < t->referenced_by->len; i++)
    {
      RvTable *child = rv_model_get (run->model, ((RvForeignKey *) t->referenced_by->pdata[i])->table_id);
      const RvTableFacts *c = rv_facts_table (run->facts, child->object.id);
      static const char *const amounts[] = { "amount", "price", "quantity", "total", NULL };
      gboolean is_named = FALSE, has_amount = FALSE;

      if (child == t->table)
        continue;
      for (guint k = 0; k < w->n; k++)
        {
          g_autofree char *one = rv_name_singular (w->words[k]);

          is_named |= (is_count || begins) && strlen (one) > 2 && !g_str_equal (one, "total") && !g_str_equal (one, "count") && rv_words_has (c->words, one);
        }
      for (guint k = 0; k < c->columns->len; k++)
        has_amount |= rv_type_is_number (g_array_index (c->columns, RvColumnFacts, k).type)
                      && rv_words_has_any (g_array_index (c->columns, RvColumnFacts, k).words, amounts) != NULL;
      if (is_named || (has_amount && (rv_words_has (w, "total") || rv_words_has (w, "subtotal"))
                       && (rv_words_has (c->words, "item") || rv_words_has (c->words, "line") || rv_words_has (c->words, "detail") || rv_words_has (c->words, "position"))))
        return child;
    }
  return NULL;
}

static gboolean
mentions (RvModel *model, const RvTrigger *trigger, const char *name)
{
  g_autoptr (GPtrArray) rows = rv_model_children (model, trigger->object.id, RV_KIND_REFERENCE);

  for (guint i = 0; i < rows->len; i++)
    {
      RvRoutine *routine = rv_model_get_kind (model, ((RvReference *) rows->pdata[i])->target_id, RV_KIND_ROUTINE);

      if (routine != NULL && routine->body != NULL && strstr (routine->body, name) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_refreshed (RvRuleRun *run, const RvTableFacts *t, const RvTable *child, const RvColumn *column)
{
  const RvTableFacts *tables[] = { t, rv_facts_table (run->facts, child->object.id) };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (guint k = 0; k < tables[i]->triggers->len; k++)
      if (mentions (run->model, tables[i]->triggers->pdata[k], column->name))
        return TRUE;
  return FALSE;
}

static void
check_aggregates (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; t->table->partition_of_id == 0 && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);
      RvTable *child = rv_type_is_number (column->type) && !column->in_primary && !column->in_foreign_key && column->column->generated == NULL
                         && !column->column->is_inherited ? counted_table (run, t, column) : NULL;
      RvFinding *finding;

      if (child == NULL || is_refreshed (run, t, child, column->column))
        continue;
      finding = rv_rule_report (run, column->column, _("%s can be computed from %s, and nothing keeps it equal"), rv_facts_name (run->facts, column->column),
                                rv_facts_name (run->facts, child));
      rv_rule_remedy (finding, _("Compute it in a view, or keep it by a trigger on %s, and record which"), rv_facts_name (run->facts, child));
      rv_rule_show (run, finding, child, NULL);
    }
}

/* ---- N15: one name, two types --------------------------------------------------------------------------------------- */

typedef enum { SORT_TEXT, SORT_NUMBER, SORT_TIME, SORT_BOOLEAN, SORT_UUID, SORT_OTHER, N_SORTS } Sort;

static Sort
sort_of (const RvTypeFacts *type)
{
  if (type->is_array)
    return SORT_OTHER;
  if (rv_type_is_text (type))
    return SORT_TEXT;
  if (rv_type_is_number (type) || type->family == RV_TYPE_MONEY)
    return SORT_NUMBER;
  if (rv_type_is_time (type))
    return SORT_TIME;
  if (type->family == RV_TYPE_BOOLEAN)
    return SORT_BOOLEAN;
  return type->family == RV_TYPE_UUID ? SORT_UUID : SORT_OTHER;
}

typedef struct {
  guint n[N_SORTS];
  const RvColumnFacts *any[N_SORTS];
} Uses;

static void
count_uses (RvRuleRun *run, GHashTable *names)
{
  static const char *const common[] = { "id", "value", "data", "type", "status", "state", "level", "version", "key", "code", "name", "number", "position", "result",
                                        "content", "active", "enabled", "default", "size", "source", "target", "reference", "action", "total", "duration", "score",
                                        "rating", "year", "period", "unit", "color", "mode", "text", "description", "rank", "order", NULL };
  const GPtrArray *tables = rv_model_all (run->model, RV_KIND_TABLE);

  for (guint i = 0; i < tables->len; i++)
    {
      const RvTableFacts *t = rv_facts_table (run->facts, ((RvObject *) tables->pdata[i])->id);

      for (guint k = 0; t->table->partition_of_id == 0 && k < t->columns->len; k++)
        {
          const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, k);
          Sort sort = sort_of (column->type);
          Uses *uses;

          if (sort == SORT_OTHER || column->column->is_inherited || g_strv_contains (common, column->column->name))
            continue;
          uses = g_hash_table_lookup (names, column->column->name);
          if (uses == NULL)
            {
              uses = g_new0 (Uses, 1);
              g_hash_table_insert (names, column->column->name, uses);
            }
          uses->n[sort]++;
          uses->any[sort] = column;
        }
    }
}

static void
check_homonyms (RvRuleRun *run, gpointer subject)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GList) sorted = NULL;

  count_uses (run, names);
  sorted = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) strcmp);
  for (GList *l = sorted; l != NULL; l = l->next)
    {
      const Uses *uses = g_hash_table_lookup (names, l->data);
      guint most = 0;

      for (guint s = 1; s < N_SORTS; s++)
        most = uses->n[s] > uses->n[most] ? s : most;
      for (guint s = 0; s < N_SORTS; s++)
        if (s != most && uses->n[s] > 0)
          rv_rule_show (run, rv_rule_report (run, uses->any[s]->column, _("%s is %s, elsewhere a column of that name is %s"), rv_facts_name (run->facts, uses->any[s]->column),
                                             uses->any[s]->column->type, uses->any[most]->column->type),
                        uses->any[most]->column, NULL);
    }
}

/* ---- N16: the same column in parent and child --------------------------------------------------------------------------- */

/* How many columns of @t the table @parent has, too: two tables of people have all of a person. */
static guint
n_in_common (const RvTableFacts *t, const RvTableFacts *parent, const char *const *names)
{
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    n += rv_facts_column_named (t, names[i]) != NULL && rv_facts_column_named (parent, names[i]) != NULL;
  return n;
}

static void
check_repeated (RvRuleRun *run, gpointer subject)
{
  static const char *const distinct[] = { "email", "phone", "phone_number", "first_name", "last_name", "full_name", "username", "city", "country", "zip", "zip_code",
                                          "postal_code", "birth_date", "company", "company_name", "sku", "isbn", "tax_id", "department", "region", "iban", NULL };
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; t->table->partition_of_id == 0 && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->in_foreign_key || column->in_primary || column->column->is_inherited || !g_strv_contains (distinct, column->column->name))
        continue;
      for (guint k = 0; k < t->foreign_keys->len; k++)
        {
          const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, k);
          const RvTableFacts *parent = rv_facts_table (run->facts, key->target->object.id);
          const RvColumnFacts *original = key->target != t->table ? rv_facts_column_named (parent, column->column->name) : NULL;

          if (original == NULL || original->type->family != column->type->family || n_in_common (t, parent, distinct) > 2)
            continue;
          rv_rule_show (run, rv_rule_report (run, column->column, _("%s is also a column of %s, which it refers to"), rv_facts_name (run->facts, column->column),
                                             rv_facts_name (run->facts, key->target)),
                        original->column, NULL);
          break;
        }
    }
}

#define ROW(Id, Severity, Title, Explanation, Subject, Check) \
  .id = Id, .group = RV_GROUP_NORMALIZATION, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = Subject, \
  .reads = copy_kinds, .check = Check

const RvRule rv_rules_copies[] = {
  { ROW ("N13", WARNING, N_("Copy without a recorded reason"),
         N_("A column that the foreign key finds in the parent is stored twice (third normal form). There are reasons for copies; they need a decision and something that keeps "
         "them true."), RV_KIND_TABLE, check_copies),
    .flags = RV_RULE_DECIDABLE, .fix = fix_copy, .fix_label = N_("Remove the copy") },
  { ROW ("N14", WARNING, N_("Stored sum or count that nothing refreshes"),
         N_("A number that can be computed from other rows is wrong as soon as one of them changes without it. A trigger, a materialized view or a decision has to stand beside it."),
         RV_KIND_TABLE, check_aggregates),
    .flags = RV_RULE_DECIDABLE },
  { ROW ("N15", INFO, N_("One name, two types"),
         N_("Columns of one name are taken for the same thing and joined; with different types they are not, or the join casts."), RV_KIND_PROJECT, check_homonyms),
    .many = N_("Column names with two types: %u") },
  { ROW ("N16", INFO, N_("Column of the parent repeated in the child"),
         N_("If the value is the parent's, the child should ask it; if it is the child's own, its name should say so."), RV_KIND_TABLE, check_repeated),
    .flags = RV_RULE_DECIDABLE, .yields_to = "N13" },
  { NULL },
};
