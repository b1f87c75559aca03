/* N1, N2, N8 to N12, N17: what the columns of a table say about its normal form. */
#include "check/rules.h"
#include "model/naming.h"

#include <string.h>

static const RvKind structure_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_KEY_COLUMN, RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN,
                                          RV_KIND_DOMAIN, RV_KIND_INHERITANCE, RV_KIND_NONE };

static gboolean
is_own (const RvTable *table)
{
  return table->partition_of_id == 0 && table->server_id == 0;
}

static const RvTableFacts *
facts_of (RvRuleRun *run, gpointer subject)
{
  return rv_facts_table (run->facts, ((RvObject *) subject)->id);
}

/* ---- N1: lists in texts ------------------------------------------------------------------------------- */

static gboolean
names_list (const RvWords *words)
{
  static const char *const many[] = { "tags", "ids", "emails", "phones", "numbers", "categories", "roles", "permissions", "keywords", "languages", "skills", "colors",
                                      "colours", "sizes", "hobbies", "interests", "genres", "topics", "members", "recipients", "attendees", "authors", "images",
                                      "photos", "urls", "links", "children", "participants", "ingredients", "amenities", "allergies", "features", "scopes", "labels",
                                      "groups", "guids", "uuids", "codes", "products", "items", NULL };
  static const char *const ends[] = { "list", "csv", NULL };
  const char *last = rv_words_last (words);

  return g_strv_contains (many, last) || (words->n > 1 && g_strv_contains (ends, last));
}

static void
check_lists (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; is_own (t->table) && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->column->is_inherited || !rv_type_is_text (column->type) || column->type->domain != 0 || column->in_primary || column->in_foreign_key
          || !names_list (column->words))
        continue;
      rv_rule_remedy (rv_rule_report (run, column->column, _("%s seems to hold several values in one text: none of them can be found, counted or checked by itself"),
                                      rv_facts_name (run->facts, column->column)),
                      _("Make a table with a row for each value; for plain words an array will do"));
    }
}

/* ---- N2: numbered columns ------------------------------------------------------------------------------- */

/* "phone_2" is phone, 2; "phone" is phone, 1. */
static guint
number_of (const char *name, char **stem)
{
  gsize n = strlen (name), end = n;

  while (end > 0 && g_ascii_isdigit (name[end - 1]))
    end--;
  *stem = g_ascii_strdown (name, (gssize) end);
  if (end > 0 && (*stem)[end - 1] == '_')
    (*stem)[end - 1] = '\0';
  return end == n ? 1 : (guint) g_ascii_strtoull (name + end, NULL, 10);
}

static gboolean
is_lines (const char *stem)
{
  static const char *const words[] = { "address", "line", "street", "addr", "md", "sha", "utf", "base", "ipv", "iso", "alpha", "crc", "s", "h", "x", "y", "z", "p", "level" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (stem, words[i]) || (strlen (words[i]) > 2 && g_str_has_suffix (stem, words[i])))
      return TRUE;
  return stem[0] == '\0';
}

static void
check_numbered (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; is_own (t->table) && i < t->columns->len; i++)
    {
      const RvColumnFacts *first = &g_array_index (t->columns, RvColumnFacts, i);
      g_autofree char *stem = NULL;
      guint next = number_of (first->column->name, &stem) + 1;
      RvFinding *finding = NULL;

      if (next != 2 || first->column->is_inherited || is_lines (stem))
        continue;
      for (guint k = 0; k < t->columns->len; k++)
        {
          const RvColumnFacts *other = &g_array_index (t->columns, RvColumnFacts, k);
          g_autofree char *other_stem = NULL;

          if (number_of (other->column->name, &other_stem) != next || !g_str_equal (stem, other_stem) || other->type->family != first->type->family)
            continue;
          if (finding == NULL)
            {
              finding = rv_rule_report (run, first->column, _("%s repeats itself in numbered columns: one more needs a migration, and each query asks all of them"),
                                        rv_facts_name (run->facts, first->column));
              rv_rule_remedy (finding, _("Make a table with a row for each of them"));
            }
          rv_rule_show (run, finding, other->column, NULL);
          next++;
          k = (guint) -1;
        }
    }
}

/* ---- N8: entity, attribute, value --------------------------------------------------------------------------- */

static const RvColumnFacts *
column_among (const RvTableFacts *t, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const RvColumnFacts *column = rv_facts_column_named (t, names[i]);

      if (column != NULL && !column->type->is_array)
        return column;
    }
  return NULL;
}

static gboolean
has_entity (const RvTableFacts *t)
{
  for (guint i = 0; i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->in_foreign_key || (rv_words_ends (column->words, "id") && column->words->n > 1 && !column->is_sequence))
        return TRUE;
    }
  return FALSE;
}

static void
check_attributes (RvRuleRun *run, gpointer subject)
{
  static const char *const attributes[] = { "attribute", "attribute_name", "attr", "attr_name", "property", "property_name", "meta_key", "key", "field", "field_name",
                                            "param", "param_name", "attribute_id", "property_id", "attribute_key", NULL };
  static const char *const values[] = { "value", "val", "meta_value", "attribute_value", "attr_value", "field_value", "property_value", "param_value", "value_text",
                                        "value_string", NULL };
  const RvTableFacts *t = facts_of (run, subject);
  const RvColumnFacts *attribute = column_among (t, attributes), *value = column_among (t, values);
  RvFinding *finding;

  if (!is_own (t->table) || attribute == NULL || value == NULL || t->columns->len > 8 || !has_entity (t)
      || !(rv_type_is_text (value->type) || value->type->family == RV_TYPE_JSONB))
    return;
  finding = rv_rule_report (run, t->table, _("%s stores names of attributes and their values as rows: no value has a type, a check or a reference of its own"),
                            rv_facts_name (run->facts, t->table));
  rv_rule_remedy (finding, _("Make columns of the attributes that are known, and one jsonb column of the rest"));
  rv_rule_show (run, finding, attribute->column, NULL);
  rv_rule_show (run, finding, value->column, NULL);
}

/* ---- N9: data in names of tables ------------------------------------------------------------------------------- */

/* "sales_2023", "sales_2023_04", "log_202304": the part before; NULL: the name has no date. */
static char *
dated_stem (const char *name)
{
  gsize end = strlen (name);
  const char *year;

  while (end > 0 && (g_ascii_isdigit (name[end - 1]) || name[end - 1] == '_'))
    end--;
  for (year = name + end; *year == '_'; year++)
    ;
  if (end == 0 || strlen (year) < 4 || (strncmp (year, "19", 2) != 0 && strncmp (year, "20", 2) != 0) || !g_ascii_isdigit (year[2]) || !g_ascii_isdigit (year[3])
      || (g_ascii_isdigit (year[4]) && strspn (year, "0123456789") != 6 && strspn (year, "0123456789") != 8))
    return NULL;
  return g_strndup (name, end);
}

static void
check_dated (RvRuleRun *run, gpointer subject)
{
  const GPtrArray *tables = rv_model_all (run->model, RV_KIND_TABLE);
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      RvTable *table = tables->pdata[i];
      const RvTableFacts *t = rv_facts_table (run->facts, table->object.id);
      char *stem = is_own (table) && t->inherits->len == 0 ? dated_stem (table->name) : NULL;
      RvFinding *finding = stem != NULL ? g_hash_table_lookup (stems, stem) : NULL;

      if (stem == NULL)
        continue;
      if (finding != NULL)
        rv_rule_show (run, finding, table, NULL);
      else
        {
          finding = rv_rule_report (run, table, _("The name of %s is data: the next year needs a new table, and each query has to know which"), rv_facts_name (run->facts, table));
          rv_rule_remedy (finding, _("Make one table with the date as a column, partitioned by it"));
        }
      g_hash_table_insert (stems, stem, finding);
    }
}

/* ---- N10 to N12, N17: odd shapes --------------------------------------------------------------------------------- */

static void
check_narrow (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  if (is_own (t->table) && t->columns->len == 1 && t->referenced_by->len == 0 && t->partitions->len == 0 && t->heirs->len == 0)
    rv_rule_report (run, t->table, _("%s has one column and nothing refers to it"), rv_facts_name (run->facts, t->table));
}

static void
check_wide (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  if (is_own (t->table) && (double) t->columns->len > rv_rule_number (run, "most"))
    rv_rule_report (run, t->table, _("%s has %u columns: it probably tells of more than one thing"), rv_facts_name (run->facts, t->table), t->columns->len);
}

static void
check_all_nullable (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);
  guint n = 0;

  for (guint i = 0; i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->in_primary || column->is_sequence)
        continue;
      if (column->column->not_null || column->column->is_inherited)
        return;
      n++;
    }
  if (is_own (t->table) && t->primary != NULL && n >= 4)
    rv_rule_report (run, t->table, _("Of a row of %s nothing but its key has to be known"), rv_facts_name (run->facts, t->table));
}

static void
check_empty (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  if (t->columns->len == 0 && t->inherits->len == 0 && t->table->of_type == NULL && t->table->partition_of_id == 0)
    rv_rule_report (run, t->table, _("%s has no columns"), rv_facts_name (run->facts, t->table));
}

#define ROW(Id, Severity, Title, Explanation, Subject, Check) \
  .id = Id, .group = RV_GROUP_NORMALIZATION, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = Subject, \
  .reads = structure_kinds, .check = Check

const RvRule rv_rules_structure[] = {
  { ROW ("N1", WARNING, N_("Several values in one text"),
         N_("First normal form: a column holds one value. A list in a text cannot be joined, indexed, counted or kept true; who asks for 1 finds 11."), RV_KIND_TABLE, check_lists),
    .flags = RV_RULE_DECIDABLE, .many = N_("Columns with several values in one text: %u") },
  { ROW ("N2", WARNING, N_("Numbered columns"),
         N_("First normal form: no repeating groups. Numbered columns are rows of another table: a third one needs a migration, and every question has to be asked of each."),
         RV_KIND_TABLE, check_numbered),
    .flags = RV_RULE_DECIDABLE, .many = N_("Groups of numbered columns: %u") },
  { ROW ("N8", WARNING, N_("Entity, attribute, value"),
         N_("A table of names and values can hold anything, so the database can promise nothing: no types, no required attributes, no references, and a join for each "
         "attribute."), RV_KIND_TABLE, check_attributes),
    .flags = RV_RULE_DECIDABLE },
  { ROW ("N9", WARNING, N_("Data in the names of tables"),
         N_("Tables that differ in a date of their name are one table whose key lost a column. Partitions do what is meant and keep one name."), RV_KIND_PROJECT, check_dated),
    .flags = RV_RULE_DECIDABLE },
  { ROW ("N10", INFO, N_("Table with one column"), N_("A table of one column that nothing refers to is a leftover or lacks a key."), RV_KIND_TABLE, check_narrow) },
  { ROW ("N11", INFO, N_("Table with very many columns"),
         N_("Wide rows are slow to read and write, and usually hold several things that depend on parts of them."), RV_KIND_TABLE, check_wide),
    .options = RV_OPTIONS ({ "most", RV_OPTION_NUMBER, "50", N_("Columns at most") }) },
  { ROW ("N12", INFO, N_("Table whose columns may all be null"),
         N_("If nothing of a row has to be known, the design does not say yet what the table is about."), RV_KIND_TABLE, check_all_nullable),
    .many = N_("Tables whose columns may all be null: %u") },
  { ROW ("N17", WARNING, N_("Table without columns"), N_("A table without columns can only be counted."), RV_KIND_TABLE, check_empty) },
  { NULL },
};
