/* T15 to T21, T23: large values, enums, inheritance, arrays, random keys. */
#include "check/types/types.h"

#include <string.h>

/* ---- T15, T16: files ------------------------------------------------------------------------------- */

static void
check_blob (RvRuleRun *run, gpointer subject)
{
  static const char *const words[] = { "file", "image", "photo", "picture", "document", "attachment", "video", "audio", "pdf", "blob", "scan", "avatar", NULL };

  EACH_OWN_COLUMN (run, subject, t, column)
    {
      if (column->type->family == RV_TYPE_BYTEA && !column->type->is_array && t->columns->len > 4 && rv_words_has_any (column->words, words) != NULL
          && !rv_words_ends (column->words, "hash"))
        rv_rule_remedy (rv_rule_report (run, column->column, _("%s keeps whole files beside the other columns of %s"), rv_facts_name (run->facts, column->column),
                                        rv_facts_name (run->facts, t->table)),
                        _("Keep them in a table of their own, or outside with their address and digest here"));
      else if (column->type->family == RV_TYPE_OID && rv_words_has_any (column->words, words) != NULL)
        rv_rule_remedy (rv_rule_report (run, column->column, _("%s refers to a large object, which nothing deletes with the row"),
                                        rv_facts_name (run->facts, column->column)),
                        _("Use bytea, or add the trigger lo_manage"));
    }
}

static void
check_path (RvRuleRun *run, gpointer subject)
{
  static const char *const words[] = { "file", "image", "photo", "document", "attachment", "avatar", NULL };

  EACH_OWN_COLUMN (run, subject, t, column)
    if (rv_type_is_text (column->type) && rv_words_ends (column->words, "path") && rv_words_has_any (column->words, words) != NULL)
      rv_rule_report (run, column->column, _("%s names a file that no transaction and no backup of the database knows"), rv_facts_name (run->facts, column->column));
}

/* ---- T17: long enums ----------------------------------------------------------------------------------- */

static void
check_enum (RvRuleRun *run, gpointer subject)
{
  const RvEnum *type = subject;
  g_autoptr (GPtrArray) values = rv_model_children (run->model, type->object.id, RV_KIND_ENUM_VALUE);

  if ((double) values->len > rv_rule_number (run, "most"))
    rv_rule_remedy (rv_rule_report (run, type, _("%s has %u values: one that is added needs a migration, and none can be removed"), rv_facts_name (run->facts, type),
                                    values->len),
                    _("Make them rows of a table"));
}

/* ---- T18: reg types --------------------------------------------------------------------------------------- */

static void
check_reg (RvRuleRun *run, gpointer subject)
{
  static const char *const kept[] = { "regclass", "regrole", "regtype", NULL };

  EACH_OWN_COLUMN (run, subject, t, column)
    if (column->type->family == RV_TYPE_REG && !g_strv_contains (kept, column->type->name))
      rv_rule_remedy (rv_rule_report (run, column->column, _("%s holds numbers of the catalog: pg_upgrade refuses such a database"),
                                      rv_facts_name (run->facts, column->column)),
                      _("Store the name as text"));
}

/* ---- T19, T20: inheritance, domains --------------------------------------------------------------------------- */

static void
check_inheritance (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  RvFinding *finding;

  if (t->heirs->len == 0)
    return;
  finding = rv_rule_report (run, t->table, _("Tables inherit from %s, but not its keys and the foreign keys to it"), rv_facts_name (run->facts, t->table));
  for (guint i = 0; i < t->heirs->len; i++)
    rv_rule_show (run, finding, t->heirs->pdata[i], NULL);
}

static void
check_domain (RvRuleRun *run, gpointer subject)
{
  const RvDomain *domain = subject;
  g_autoptr (GPtrArray) checks = rv_model_children (run->model, domain->object.id, RV_KIND_DOMAIN_CHECK);

  if (checks->len > 0)
    rv_rule_report (run, domain, _("A new check on %s scans every table that uses it"), rv_facts_name (run->facts, domain));
}

/* ---- T21: random keys --------------------------------------------------------------------------------------------- */

static gboolean
only_grows (const RvTableFacts *t)
{
  static const char *const words[] = { "event", "log", "click", "impression", "reading", "measurement", "metric", "telemetry", "pageview", NULL };

  if (t->volume != NULL)
    return t->volume->rows_now >= 1e7 || t->volume->rows_per_month >= 1e6;
  return rv_words_has_any (t->words, words) != NULL;
}

static void
check_random (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = rv_facts_table (run->facts, ((RvTable *) subject)->object.id);
  const RvColumnFacts *key = t->primary != NULL && t->primary->n == 1 ? rv_facts_column_of (t, t->primary->columns[0]) : NULL;
  const char *value = key != NULL ? key->column->default_value : NULL;

  if (!is_own (t->table) || value == NULL || key->type->family != RV_TYPE_UUID || key->column->is_inherited || !only_grows (t)
      || (strstr (value, "gen_random_uuid") == NULL && strstr (value, "uuid_generate_v4") == NULL))
    return;
  rv_rule_remedy (rv_rule_report (run, key->column, _("%s is random: each insert touches another page of the index"), rv_facts_name (run->facts, key->column)),
                  _("Use bigint identity, or a UUID that begins with the time (version 7)"));
}

/* ---- T23: arrays of references ----------------------------------------------------------------------------------------- */

static void
check_array (RvRuleRun *run, gpointer subject)
{
  EACH_OWN_COLUMN (run, subject, t, column)
    {
      const char *last = rv_words_last (column->words);

      if (column->type->is_array && column->words->n > 1 && (g_str_equal (last, "ids") || g_str_equal (last, "id"))
          && (rv_type_is_integer (&(RvTypeFacts) { .family = column->type->family }) || column->type->family == RV_TYPE_UUID || column->type->family == RV_TYPE_TEXT))
        rv_rule_remedy (rv_rule_report (run, column->column, _("%s holds a list of references that no foreign key can keep true"),
                                        rv_facts_name (run->facts, column->column)),
                        _("Make a table with a row for each of them"));
    }
}

const RvRule rv_rules_other_types[] = {
  { RV_TYPE_RULE ("T15", INFO, N_("Files in rows"),
                  N_("Files make a table, its dumps, its replicas and its cache large, and every SELECT * carries them."), check_blob),
    .flags = RV_RULE_DECIDABLE },
  { RV_TYPE_RULE ("T16", INFO, N_("Path of a file"),
                  N_("A path is a reference to something that the database neither checks, nor backs up, nor rolls back."), check_path),
    .flags = RV_RULE_OFF },
  { .id = "T17", .group = RV_GROUP_TYPES, .severity = RV_SEVERITY_INFO, .title = N_("Long enum type"),
    .explanation = N_("An enum is for a few words that never change. Values cannot be removed and carry no further columns; a table can do both."),
    .subject = RV_KIND_ENUM, .reads = RV_READS (RV_KIND_ENUM, RV_KIND_ENUM_VALUE), .check = check_enum,
    .options = RV_OPTIONS ({ "most", RV_OPTION_NUMBER, "15", N_("Values at most") }) },
  { RV_TYPE_RULE ("T18", WARNING, N_("Column of a catalog type"),
                  N_("regproc, regoper, regconfig and the like store numbers of the catalog, which are others after an upgrade: pg_upgrade stops."), check_reg) },
  { RV_TYPE_RULE ("T19", INFO, N_("Table inheritance"),
                  N_("Inherited tables share columns, not keys, unique constraints or foreign keys. Partitions, or a key shared by two tables, do what is usually meant."),
                  check_inheritance),
    .flags = RV_RULE_DECIDABLE },
  { .id = "T20", .group = RV_GROUP_TYPES, .severity = RV_SEVERITY_INFO, .title = N_("Domain with a check"),
    .explanation = N_("Adding a check to a domain locks and scans every table that uses it. An opinion: domains also keep rules in one place."),
    .flags = RV_RULE_OFF, .subject = RV_KIND_DOMAIN, .reads = RV_READS (RV_KIND_DOMAIN, RV_KIND_DOMAIN_CHECK), .check = check_domain },
  { RV_TYPE_RULE ("T21", INFO, N_("Random key of a table that only grows"),
                  N_("Random UUIDs scatter inserts over the whole index: it does not fit the cache, splits its pages and fills the log with full page images."),
                  check_random) },
  { RV_TYPE_RULE ("T23", WARNING, N_("List of references in an array"),
                  N_("The elements of an array cannot have a foreign key: what they refer to may be gone, and finding who refers takes an index of its own kind."),
                  check_array),
    .many = N_("Lists of references in arrays: %u") },
  { NULL },
};
