/* T1, T5 to T7, T11 to T14: texts that hold something else. */
#include "check/types/types.h"

#include <string.h>

const RvKind rv_type_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_DOMAIN, RV_KIND_ENUM, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_FOREIGN_KEY,
                                 RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_SEQUENCE, RV_KIND_VOLUME, RV_KIND_CHECK, RV_KIND_INHERITANCE, RV_KIND_NONE };

/* ---- what names say ------------------------------------------------------------------------------------- */

static gboolean
ends_in (const RvWords *words, const char *const *list)
{
  return g_strv_contains (list, rv_words_last (words));
}

static gboolean
begins_with (const RvWords *words, const char *const *list)
{
  return words->n > 1 && g_strv_contains (list, words->words[0]);
}

RvTypeHint
rv_type_hint (const RvColumnFacts *column)
{
  static const char *const moments[] = { "at", "timestamp", "datetime", NULL };
  static const char *const dates[] = { "date", "birthday", "dob", "birthdate", NULL };
  static const char *const numbers[] = { "amount", "price", "quantity", "qty", "count", "total", "age", "salary", "weight", "height", "balance", NULL };
  static const char *const questions[] = { "is", "has", "can", "should", NULL };
  static const char *const flags[] = { "flag", "active", "enabled", "deleted", "verified", "disabled", NULL };
  static const char *const uuids[] = { "uuid", "guid", NULL };
  const RvWords *w = column->words;

  if (rv_words_ends (w, "ip") || (w->n > 1 && g_str_equal (w->words[w->n - 2], "ip") && (rv_words_ends (w, "address") || rv_words_ends (w, "addr"))))
    return RV_HINT_INET;
  if ((rv_words_ends (w, "mac") && w->n <= 2) || (w->n > 1 && g_str_equal (w->words[w->n - 2], "mac") && (rv_words_ends (w, "address") || rv_words_ends (w, "addr"))))
    return RV_HINT_MACADDR;
  if (ends_in (w, uuids))
    return RV_HINT_UUID;
  if (ends_in (w, dates) || (w->n > 2 && g_str_equal (w->words[0], "date") && g_str_equal (w->words[1], "of")))
    return RV_HINT_DATE;
  if (ends_in (w, moments) && (w->n > 1 || !g_str_equal (rv_words_last (w), "at")))
    return RV_HINT_TIMESTAMP;
  if (ends_in (w, numbers))
    return RV_HINT_NUMBER;
  if (begins_with (w, questions) || ends_in (w, flags))
    return RV_HINT_BOOLEAN;
  return RV_HINT_NONE;
}

static gboolean
is_any_text (const RvTypeFacts *type)
{
  return !type->is_array && (type->family == RV_TYPE_TEXT || type->family == RV_TYPE_VARCHAR || type->family == RV_TYPE_CHAR);
}

/* ---- T1 ------------------------------------------------------------------------------------------------------ */

gboolean
rv_type_is_neglected (const RvTableFacts *t)
{
  guint n = 0, n_text = 0, n_other = 0;

  for (guint i = 0; i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->in_primary || column->in_foreign_key)
        continue;
      n++;
      n_text += is_any_text (column->type);
      n_other += is_any_text (column->type) && rv_type_hint (column) != RV_HINT_NONE;
    }
  return n_other >= 3 && n_text * 10 >= n * 9;
}

static void
check_all_text (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  RvFinding *finding;

  if (!is_own (t->table) || !rv_type_is_neglected (t))
    return;
  finding = rv_rule_report (run, t->table, _("%s keeps numbers, dates and flags in texts"), rv_facts_name (run->facts, t->table));
  rv_rule_remedy (finding, _("Give each column the type of its values"));
  for (guint i = 0; i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (is_any_text (column->type) && rv_type_hint (column) != RV_HINT_NONE)
        rv_rule_show (run, finding, column->column, NULL);
    }
}

/* ---- T5, T6: lengths ----------------------------------------------------------------------------------------------- */

/* Codes and digests have one length. */
static gboolean
is_code (const RvColumnFacts *column)
{
  static const char *const words[] = { "code", "iso", "country", "currency", "language", "locale", "state", "hash", "md5", "sha", "digest", "checksum", "iban", "isbn",
                                       "ean", "upc", "vin", "zip", NULL };

  return (column->type->length <= 3 && column->type->length > 0) || rv_words_has_any (column->words, words) != NULL;
}

static void
check_char (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    if (column->type->family == RV_TYPE_CHAR && !is_code (column) && rv_type_hint (column) == RV_HINT_NONE)
      rv_rule_report (run, column->column, _("%s is padded with blanks to its length"), rv_facts_name (run->facts, column->column))->has_fix =
        column->type->domain == 0 && !column->type->is_array && !column->in_foreign_key && column->column->generated == NULL && !column->in_primary;
}

static gboolean
fix_char (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvColumn *column = rv_model_get (model, finding->object);
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  int length = rv_facts_type (facts, column->type)->length;
  g_autofree char *type = g_strdup_printf ("character varying(%d)", MAX (length, 1));

  rv_sql_set_text (edit, column, RvColumn_type, type);
  return TRUE;
}

static void
check_length (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    if (column->type->family == RV_TYPE_VARCHAR && column->type->length > 0 && column->type->domain == 0)
      rv_rule_report (run, column->column, _("%s has a length that somebody will have to raise"), rv_facts_name (run->facts, column->column));
}

/* ---- T7: json ------------------------------------------------------------------------------------------------------------ */

static void
check_json (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    if (column->type->family == RV_TYPE_JSON)
      rv_rule_report (run, column->column, _("%s is json: a text that is parsed at every look, and has no equality and no index"),
                      rv_facts_name (run->facts, column->column))->has_fix = is_free (column);
}

static gboolean
fix_json (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_sql_set_text (edit, rv_model_get (rv_edit_model (edit), finding->object), RvColumn_type, "jsonb");
  return TRUE;
}

/* ---- T11 to T14: values of another type ---------------------------------------------------------------------------------------- */

static const struct {
  RvTypeHint hint;
  const char *type;
} types_of_hints[] = {
  { RV_HINT_TIMESTAMP, "timestamp with time zone" },
  { RV_HINT_DATE, "date" },
  { RV_HINT_BOOLEAN, "boolean" },
  { RV_HINT_INET, "inet" },
  { RV_HINT_MACADDR, "macaddr" },
  { RV_HINT_UUID, "uuid" },
};

static RvFinding *
report_hint (RvRuleRun *run, const RvColumnFacts *column, RvTypeHint hint, const char *what)
{
  RvFinding *finding = rv_rule_report (run, column->column, _("%s keeps %s in %s"), rv_facts_name (run->facts, column->column), what, column->column->type);

  for (guint i = 0; i < G_N_ELEMENTS (types_of_hints); i++)
    if (types_of_hints[i].hint == hint)
      finding->text = g_strdup (types_of_hints[i].type);
  rv_rule_remedy (finding, _("Give it the type %s"), finding->text);
  finding->has_fix = is_free (column);
  return finding;
}

static gboolean
fix_hint (RvEdit *edit, const RvFinding *finding, GError **error)
{
  rv_sql_set_text (edit, rv_model_get (rv_edit_model (edit), finding->object), RvColumn_type, finding->text);
  return TRUE;
}

static gboolean
is_uuid_text (const RvColumnFacts *column)
{
  const char *value = column->column->default_value;

  if (!is_any_text (column->type))
    return FALSE;
  return rv_type_hint (column) == RV_HINT_UUID || (value != NULL && (strstr (value, "gen_random_uuid") != NULL || strstr (value, "uuid_generate") != NULL))
         || (column->type->length == 36 && (rv_words_ends (column->words, "id") || column->in_primary));
}

static void
check_uuid (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    if (is_uuid_text (column))
      report_hint (run, column, RV_HINT_UUID, _("a UUID"))->has_fix = is_free (column) && t->referenced_by->len == 0;
}

static gboolean
is_small_text (const RvTypeFacts *type)
{
  return !type->is_array && (type->family == RV_TYPE_CHAR || type->family == RV_TYPE_VARCHAR) && type->length > 0 && type->length <= 5;
}

static void
check_boolean (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    if (rv_type_hint (column) == RV_HINT_BOOLEAN && !column->in_foreign_key && !column->in_primary
        && (is_small_text (column->type)
            || (!column->type->is_array && (column->type->family == RV_TYPE_SMALLINT || column->type->family == RV_TYPE_INTEGER))))
      report_hint (run, column, RV_HINT_BOOLEAN, _("yes or no"))->has_fix = is_free (column) && t->checks->len == 0;
}

static void
check_moment (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    {
      RvTypeHint hint = rv_type_hint (column);

      if (is_any_text (column->type) && (hint == RV_HINT_DATE || hint == RV_HINT_TIMESTAMP) && !rv_type_is_neglected (t))
        report_hint (run, column, hint, hint == RV_HINT_DATE ? _("a date") : _("a moment"));
    }
}

static void
check_address (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    {
      RvTypeHint hint = rv_type_hint (column);

      if (is_any_text (column->type) && (hint == RV_HINT_INET || hint == RV_HINT_MACADDR) && !rv_type_is_neglected (t))
        report_hint (run, column, hint, hint == RV_HINT_INET ? _("an IP address") : _("a MAC address"));
    }
}

const RvRule rv_rules_texts[] = {
  { RV_TYPE_RULE ("T1", WARNING, N_("Text for everything"),
                  N_("A text takes every value, the wrong ones included: it does not sort numbers, does not add, knows no 30th of February, and every query casts."),
                  check_all_text) },
  { RV_TYPE_RULE ("T5", INFO, N_("char (n)"),
                  N_("char (n) pads with blanks that count in length and storage, not in comparisons. It saves nothing in PostgreSQL; only codes of one length are at home "
                  "in it."), check_char),
    .many = N_("Columns of type char (n): %u"), .fix = fix_char, .fix_label = N_("Make it varchar") },
  { RV_TYPE_RULE ("T6", INFO, N_("varchar (n) where text does"),
                  N_("In PostgreSQL text is as fast, and a limit that means something is a CHECK that can be changed without touching the table. An opinion: many "
                  "houses want limits."), check_length),
    .flags = RV_RULE_OFF, .many = N_("Columns of type varchar (n): %u") },
  { RV_TYPE_RULE ("T7", WARNING, N_("json instead of jsonb"),
                  N_("json is stored as text: parsed again at each access, without equality, so no DISTINCT and no GROUP BY, and without an index."), check_json),
    .many = N_("Columns of type json: %u"),
    .fix = fix_json, .fix_label = N_("Make it jsonb") },
  { RV_TYPE_RULE ("T11", WARNING, N_("UUID in a text"),
                  N_("A UUID is 16 bytes; as text it is 37, compared by collation, and two spellings of one are two values."), check_uuid),
    .many = N_("UUIDs in texts: %u"),
    .fix = fix_hint, .fix_label = N_("Make it uuid") },
  { RV_TYPE_RULE ("T12", WARNING, N_("Yes or no in a number or a letter"),
                  N_("A boolean has two values; an integer has a third one some day, and 'Y', 'y' and '1' mean the same to people alone."), check_boolean),
    .many = N_("Yes or no in numbers or letters: %u"),
    .fix = fix_hint, .fix_label = N_("Make it boolean") },
  { RV_TYPE_RULE ("T13", WARNING, N_("Date or time in a text"),
                  N_("Dates in texts sort by their spelling, cannot be subtracted, and hold 2023-02-30."), check_moment),
    .many = N_("Dates and times in texts: %u"),
    .fix = fix_hint, .fix_label = N_("Give it a type of date or time") },
  { RV_TYPE_RULE ("T14", INFO, N_("Network address in a text"),
                  N_("inet and macaddr check what they store, know networks, sort rightly, and take less room."), check_address),
    .many = N_("Network addresses in texts: %u"),
    .fix = fix_hint, .fix_label = N_("Give it a type of address") },
  { NULL },
};
