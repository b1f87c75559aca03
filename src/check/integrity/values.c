/* I10 to I13, I20: what a column may hold. */
#include "check/integrity/integrity.h"

#include <string.h>

static const RvKind value_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_CHECK, RV_KIND_DOMAIN, RV_KIND_DOMAIN_CHECK, RV_KIND_ENUM, RV_KIND_KEY,
                                      RV_KIND_KEY_COLUMN, RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_NONE };

#define EACH_COLUMN(t, column) \
  for (guint each_i = 0; rv_is_own_table ((t)->table) && each_i < (t)->columns->len; each_i++) \
    for (const RvColumnFacts *column = &g_array_index ((t)->columns, RvColumnFacts, each_i); column != NULL; column = NULL) \
      if (!column->column->is_inherited && column->column->generated == NULL)

static const RvTableFacts *
facts_of (RvRuleRun *run, gpointer subject)
{
  return rv_facts_table (run->facts, ((RvObject *) subject)->id);
}

static gboolean
ends_with_any (const RvWords *words, const char *const *list)
{
  return g_strv_contains (list, rv_words_last (words));
}

/* ---- I10: required, but nullable ------------------------------------------------------------------------ */

/* A default is there for rows that say nothing: nobody means null then. */
static gboolean
has_constant_default (const RvColumn *column)
{
  return column->default_value != NULL && g_ascii_strncasecmp (column->default_value, "null", 4) != 0;
}

static gboolean
looks_required (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const whole[] = { "created_at", "createdat", "created_on", "inserted_at", "updated_at", "updatedat", "name", "title", "email", "username",
                                       "login", "slug", "sku", "code", "status", "state", "amount", "total", "price", "quantity", "qty", "currency", "subject",
                                       "label", NULL };
  g_autofree char *lower = g_ascii_strdown (column->column->name, -1);
  gboolean is_address = g_str_equal (lower, "state")
                        && (rv_facts_column_named (t, "city") != NULL || rv_facts_column_named (t, "zip") != NULL || rv_facts_column_named (t, "country") != NULL);

  gboolean is_salutation = g_str_equal (lower, "title") && rv_facts_column_named (t, "last_name") != NULL;

  is_salutation |= g_str_equal (lower, "title") && rv_facts_column_named (t, "lastname") != NULL;
  return !is_address && !is_salutation && (g_strv_contains (whole, lower) || has_constant_default (column->column));
}

static void
check_required (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);
  RvFinding *finding = NULL;

  EACH_COLUMN (t, column)
    {
      if (column->column->not_null || column->in_primary || column->in_foreign_key || column->is_sequence || !looks_required (t, column)
          || rv_check_names (run, t, column))
        continue;
      if (finding == NULL)
        {
          finding = rv_rule_report (run, column->column, _("%s may be null, though every row should have it"), rv_facts_name (run->facts, column->column));
          rv_rule_remedy (finding, _("Make it not null"));
        }
      else
        rv_rule_show (run, finding, column->column, _("may be null, too"));
    }
}

static gboolean
fix_required (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);

  rv_edit_set_number (edit, rv_model_get (model, finding->object), RvColumn_not_null, TRUE);
  for (guint i = 0; i < finding->evidence->len; i++)
    {
      RvObject *column = rv_model_get_kind (model, ((RvEvidence *) finding->evidence->pdata[i])->object, RV_KIND_COLUMN);

      if (column != NULL)
        rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
    }
  return TRUE;
}

/* ---- I11: one of a few words, but any text ----------------------------------------------------------------- */

/* state beside city, billing_state beside billing_city. */
static gboolean
is_of_address (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const others[] = { "city", "zip", "postal_code", "country", "street" };
  g_autofree char *stem = g_strndup (column->column->name, strlen (column->column->name) - strlen ("state"));

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *name = g_strconcat (stem, others[i], NULL);

      if (rv_facts_column_named (t, name) != NULL)
        return TRUE;
    }
  return rv_words_has (t->words, "address");
}

/* mime_type, content_type: words of others; x_type beside x_id: I17. */
static gboolean
is_open_word (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const before[] = { "mime", "content", "media", "file", "data", "user_agent", "marital", "address", NULL };
  const char *last = rv_words_last (column->words);
  g_autofree char *id = NULL;

  if (column->words->n > 1 && g_strv_contains (before, column->words->words[column->words->n - 2]))
    return TRUE;
  if (g_str_equal (last, "state") && is_of_address (t, column))
    return TRUE;
  if (!g_str_has_suffix (column->column->name, last) || strlen (column->column->name) == strlen (last))
    return FALSE;
  id = g_strdup_printf ("%.*sid", (int) (strlen (column->column->name) - strlen (last)), column->column->name);
  return rv_facts_column_named (t, id) != NULL;
}

static void
check_words (RvRuleRun *run, gpointer subject)
{
  static const char *const words[] = { "status", "state", "kind", "type", "phase", "stage", "severity", "gender", "visibility", "mode", NULL };
  const RvTableFacts *t = facts_of (run, subject);

  EACH_COLUMN (t, column)
    {
      gboolean is_text = column->type->family == RV_TYPE_TEXT || column->type->family == RV_TYPE_VARCHAR || column->type->family == RV_TYPE_CHAR;

      if (!is_text || column->type->is_array || column->in_primary || column->in_foreign_key || column->is_unique || !ends_with_any (column->words, words)
          || is_open_word (t, column) || rv_check_names (run, t, column))
        continue;
      rv_rule_remedy (rv_rule_report (run, column->column, _("%s takes any text: a misspelt word is a new one that nothing handles"), rv_facts_name (run->facts, column->column)),
                      _("Add CHECK (%s IN (…)), an enum type, or a table of the allowed words"), column->column->name);
    }
}

/* ---- I12: amounts without limits -------------------------------------------------------------------------------- */

/* What may well be negative. */
static gboolean
may_be_negative (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const columns[] = { "balance", "delta", "change", "diff", "difference", "adjustment", "offset", "latitude", "longitude", "profit", "margin",
                                         "net", "gain", "loss", "temperature", NULL };
  static const char *const tables[] = { "ledger", "journal", "adjustment", "entry", "posting", "correction", NULL };

  return rv_words_has_any (column->words, columns) != NULL || rv_words_has_any (t->words, tables) != NULL;
}

static gboolean
is_share (const RvColumnFacts *column)
{
  static const char *const words[] = { "percent", "percentage", "pct", NULL };

  return rv_words_has_any (column->words, words) != NULL;
}

static void
check_range (RvRuleRun *run, gpointer subject)
{
  static const char *const words[] = { "amount", "price", "total", "subtotal", "quantity", "qty", "cost", "salary", "wage", "fee", "stock", "discount", "percent",
                                       "percentage", "pct", "weight", "capacity", "cents", "budget", NULL };
  const RvTableFacts *t = facts_of (run, subject);

  EACH_COLUMN (t, column)
    {
      RvFinding *finding;

      if (!(rv_type_is_number (column->type) || column->type->family == RV_TYPE_MONEY) || column->type->is_array || column->in_primary || column->in_foreign_key
          || (!ends_with_any (column->words, words) && !is_share (column)) || may_be_negative (t, column) || rv_check_names (run, t, column))
        continue;
      finding = rv_rule_report (run, column->column, _("%s may be negative"), rv_facts_name (run->facts, column->column));
      rv_rule_remedy (finding, is_share (column) ? _("Add CHECK (%s BETWEEN 0 AND 100)") : _("Add CHECK (%s >= 0)"), column->column->name);
      finding->text = g_strdup (is_share (column) ? "BETWEEN 0 AND 100" : column->type->family == RV_TYPE_MONEY ? ">= 0::money" : ">= 0");
    }
}

static gboolean
fix_range (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object);
  RvTable *table = rv_model_get (model, column->table_id);
  g_autofree char *name = rv_fix_name (model, table), *own = rv_fix_name (model, column), *constraint = rv_fix_constraint_name (model, table, column->name, "check");

  return rv_fix_sql (edit, error, "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s %s)", name, constraint, own, finding->text);
}

/* ---- I13: JSON without a shape -------------------------------------------------------------------------------------- */

/* What others send is stored as it comes. */
static gboolean
is_foreign_document (const RvTableFacts *t, const RvColumnFacts *column)
{
  static const char *const words[] = { "payload", "raw", "response", "request", "snapshot", "diff", "before", "after", "old", "new", "header", "body", "changes", NULL };

  return rv_is_log_table (t) || rv_words_has_any (column->words, words) != NULL;
}

static const char *
shape_of (const RvColumn *column)
{
  if (column->default_value != NULL && strstr (column->default_value, "'[") != NULL)
    return "array";
  return column->default_value != NULL && strstr (column->default_value, "'{") != NULL ? "object" : NULL;
}

static void
check_shape (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  EACH_COLUMN (t, column)
    {
      RvFinding *finding;

      if (column->type->family != RV_TYPE_JSONB || column->type->is_array || is_foreign_document (t, column) || rv_check_names (run, t, column))
        continue;
      finding = rv_rule_report (run, column->column, _("%s takes any JSON, a number or a bare string, too"), rv_facts_name (run->facts, column->column));
      rv_rule_remedy (finding, _("Add CHECK (jsonb_typeof (%s) = '%s') and checks for the keys that are relied on"), column->column->name,
                      shape_of (column->column) != NULL ? shape_of (column->column) : "object");
      finding->has_fix = shape_of (column->column) != NULL;
    }
}

static gboolean
fix_shape (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object);
  RvTable *table = rv_model_get (model, column->table_id);
  g_autofree char *name = rv_fix_name (model, table), *own = rv_fix_name (model, column), *constraint = rv_fix_constraint_name (model, table, column->name, "check");

  return rv_fix_sql (edit, error, "ALTER TABLE %s ADD CONSTRAINT %s CHECK (jsonb_typeof(%s) = '%s')", name, constraint, own, shape_of (column));
}

/* ---- I20: the word NULL ------------------------------------------------------------------------------------------------- */

static void
check_null_word (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  EACH_COLUMN (t, column)
    if (column->column->default_value != NULL && g_ascii_strncasecmp (column->column->default_value, "'null'", 6) == 0)
      rv_rule_report (run, column->column, _("The default of %s is the word NULL, a text of four letters"), rv_facts_name (run->facts, column->column));
}

static gboolean
fix_null_word (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_edit_set_text (edit, rv_model_get (rv_edit_model (edit), finding->object), RvColumn_default_value, NULL);
  return TRUE;
}

#define ROW(Id, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_INTEGRITY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, \
  .subject = RV_KIND_TABLE, .reads = value_kinds, .check = Check

const RvRule rv_rules_values[] = {
  { ROW ("I10", WARNING, N_("Required column that may be null"),
         N_("A name, a state, an amount or a time of creation that is missing in one row is missing in every sum, comparison and join, and each query has to "
         "think of it. A default does not help: a null that is written stays null."), check_required),
    .many = N_("Required columns that may be null: %u"), .fix = fix_required, .fix_label = N_("Make it not null") },
  { ROW ("I11", WARNING, N_("Status or kind that takes any text"),
         N_("A column that holds one of a few words needs them listed: in a CHECK, an enum, or a table that it refers to."), check_words),
    .many = N_("Columns of states or kinds that take any text: %u") },
  { ROW ("I12", INFO, N_("Amount or quantity without limits"),
         N_("A negative price is found in a report months later; a CHECK finds it when it is written."), check_range),
    .many = N_("Amounts and quantities without limits: %u"), .fix = fix_range, .fix_label = N_("Add the check") },
  { ROW ("I13", INFO, N_("JSON without a shape"),
         N_("What queries rely on in a document should be promised by a CHECK: that it is an object, that a key is there, that it is of a type."), check_shape),
    .many = N_("JSON columns without a shape: %u"),
    .flags = RV_RULE_DECIDABLE, .fix = fix_shape, .fix_label = N_("Add the check of its type") },
  { ROW ("I20", ERROR, N_("Default that is the word NULL"), N_("DEFAULT 'NULL' stores a text; no default stores a null."), check_null_word),
    .fix = fix_null_word, .fix_label = N_("Remove the default") },
  { NULL },
};
