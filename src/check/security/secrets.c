/* S17 to S19, S28: what should not be readable, or kept for ever. */
#include "check/rules.h"
#include "check/security/sensitivity.h"

#include <string.h>

static const RvKind secret_kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_CHECK, RV_KIND_TRIGGER, RV_KIND_VOLUME, RV_KIND_ROUTINE, RV_KIND_VIEW, RV_KIND_QUERY,
                                       RV_KIND_FOREIGN_KEY, RV_KIND_FOREIGN_KEY_COLUMN, RV_KIND_NONE };

static const RvTableFacts *
facts_of (RvRuleRun *run, gpointer subject)
{
  return rv_facts_table (run->facts, ((RvObject *) subject)->id);
}

/* ---- S17: columns ------------------------------------------------------------------------------------- */

static gboolean
is_password (const RvColumnFacts *column)
{
  static const char *const words[] = { "password", "passwd", "pwd", "passwort", "kennwort", "contrasena", "senha", "mdp", "wachtwoord", NULL };

  return rv_words_has_any (column->words, words) != NULL;
}

static void
check_sensitive (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; t->table->partition_of_id == 0 && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);
      RvSensitivity sensitivity = rv_sensitivity_of (t, column);
      RvFinding *finding;

      /* Who wrote down what a column is has seen it; a password column has a rule of its own. */
      if (sensitivity == RV_SENSITIVITY_NONE || column->column->sensitivity != NULL || column->column->is_inherited || rv_sensitivity_is_protected (column)
          || (t->table->rls_enabled && sensitivity == RV_SENSITIVITY_PERSONAL))
        continue;
      finding = rv_rule_report (run, column->column, sensitivity == RV_SENSITIVITY_SECRET ? _("%s seems to hold a secret that everybody reads who may read the table")
                                                                                          : _("%s seems to be sensitive (%s), and nothing limits who reads it"),
                                rv_facts_name (run->facts, column->column), rv_sensitivity_label (sensitivity));
      rv_rule_severity (finding, sensitivity == RV_SENSITIVITY_PERSONAL ? RV_SEVERITY_INFO : RV_SEVERITY_WARNING);
      rv_rule_remedy (finding, sensitivity == RV_SENSITIVITY_SECRET ? _("Store a hash, or encrypt it; then record its class")
                                                                    : _("Grant its columns by name, mask it in a view, or protect its rows; then record its class"));
      finding->weight = sensitivity;
    }
}

/* ---- S18: passwords ------------------------------------------------------------------------------------- */

static void
check_password (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  for (guint i = 0; t->table->partition_of_id == 0 && i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);
      g_autofree char *comment = column->column->comment != NULL ? g_ascii_strdown (column->column->comment, -1) : NULL;

      if (!is_password (column) || !rv_type_is_text (column->type) || rv_sensitivity_is_protected (column) || column->column->is_inherited
          || rv_sensitivity_suggest (t, column) != RV_SENSITIVITY_SECRET
          || (comment != NULL && (strstr (comment, "hash") != NULL || strstr (comment, "crypt") != NULL || strstr (comment, "argon") != NULL)))
        continue;
      rv_rule_remedy (rv_rule_report (run, column->column, _("Nothing says that %s holds a hash and not the password itself"), rv_facts_name (run->facts, column->column)),
                      _("Store the result of a slow hash (argon2id, scrypt, bcrypt) and call it %s_hash"), column->column->name);
    }
}

/* ---- S19: keys in SQL ----------------------------------------------------------------------------------------- */

static gboolean
has_key_in_text (const char *text)
{
  static const char *const calls[] = { "pgp_sym_encrypt", "pgp_sym_decrypt", "encrypt_iv", "decrypt_iv", "hmac" };
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (calls); i++)
    for (const char *p = strstr (lower, calls[i]); p != NULL; p = strstr (p + 1, calls[i]))
      {
        const char *open = strchr (p, '('), *comma = NULL;
        int depth = 0;

        for (const char *c = open; c != NULL && *c != '\0'; c++)
          {
            depth += (*c == '(') - (*c == ')');
            if (depth == 1 && *c == ',')
              comma = comma == NULL ? c : comma;
            if (depth == 0)
              break;
          }
        if (comma == NULL)
          continue;
        comma++;
        while (*comma == ' ' || *comma == '\n')
          comma++;
        if (*comma == '\'' || g_str_has_prefix (comma, "current_setting") || g_str_has_prefix (comma, "(select current_setting"))
          return TRUE;
      }
  return FALSE;
}

static void
check_keys (RvRuleRun *run, gpointer subject)
{
  static const struct {
    RvKind kind;
    int field;
  } texts[] = { { RV_KIND_ROUTINE, RvRoutine_body }, { RV_KIND_VIEW, RvView_query }, { RV_KIND_QUERY, RvQuery_text }, { RV_KIND_COLUMN, RvColumn_default_value } };

  for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      const GPtrArray *all = rv_model_all (run->model, texts[k].kind);

      for (guint i = 0; i < all->len; i++)
        if (has_key_in_text (rv_record_text (all->pdata[i], rv_field_info (texts[k].field))))
          rv_rule_remedy (rv_rule_report (run, all->pdata[i], _("%s has the key of its encryption in its text or in a setting, where logs and every session can see it"),
                                          rv_facts_name (run->facts, all->pdata[i])),
                          _("Encrypt in the application, or pass the key as a parameter from a key store"));
    }
}

/* ---- S28: retention and trail ------------------------------------------------------------------------------------ */

static gboolean
has_trail (RvRuleRun *run, const RvTableFacts *t)
{
  for (guint i = 0; i < t->triggers->len; i++)
    {
      const RvWords *w = rv_facts_words (run->facts, rv_record_name (t->triggers->pdata[i]));

      if (rv_words_has (w, "audit") || rv_words_has (w, "history") || rv_words_has (w, "log"))
        return TRUE;
    }
  return FALSE;
}

static void
check_retention (RvRuleRun *run, gpointer subject)
{
  const RvTableFacts *t = facts_of (run, subject);

  if (t->table->partition_of_id != 0 || (t->volume != NULL && t->volume->retention != NULL) || has_trail (run, t))
    return;
  for (guint i = 0; i < t->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);
      RvSensitivity sensitivity = rv_sensitivity_of (t, column);
      RvFinding *finding;

      if (sensitivity != RV_SENSITIVITY_HEALTH && sensitivity != RV_SENSITIVITY_IDENTITY && sensitivity != RV_SENSITIVITY_PAYMENT)
        continue;
      finding = rv_rule_report (run, t->table, _("%s holds data that law protects (%s): how long it is kept and who read it is nowhere said"),
                                rv_facts_name (run->facts, t->table), rv_sensitivity_label (sensitivity));
      rv_rule_remedy (finding, _("Note how long its rows are kept, and add an audit trigger"));
      rv_rule_show (run, finding, column->column, NULL);
      return;
    }
}

#define ROW(Id, Severity, Title, Explanation, Subject, Check) \
  .id = Id, .group = RV_GROUP_SECURITY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = Subject, \
  .reads = secret_kinds, .check = Check

const RvRule rv_rules_secrets[] = {
  { ROW ("S17", WARNING, N_("Sensitive column that nothing protects"),
         N_("Names, numbers and secrets of people lie open to everybody who may read the table, to each backup and to each report, unless columns are granted by name, masked, "
         "hashed or encrypted."), RV_KIND_TABLE, check_sensitive),
    .flags = RV_RULE_DECIDABLE, .many = N_("Sensitive columns that nothing protects: %u") },
  { ROW ("S18", WARNING, N_("Password that may not be a hash"),
         N_("A password must be stored so that not even the owner of the database can read it: as the salted result of a slow hash."), RV_KIND_TABLE, check_password),
    .flags = RV_RULE_DECIDABLE },
  { ROW ("S19", ERROR, N_("Key of an encryption in SQL"),
         N_("A key that stands in a statement or a setting is in server logs, in pg_stat_activity and in every session: whoever can read the encrypted column can read it, too."),
         RV_KIND_PROJECT, check_keys) },
  { ROW ("S28", INFO, N_("Protected data without retention or trail"),
         N_("Data about health, identity and payment may be kept only as long as it is needed, and access to it has to be traceable (GDPR, HIPAA, PCI DSS)."), RV_KIND_TABLE, check_retention),
    .flags = RV_RULE_DECIDABLE, .many = N_("Tables of protected data without retention or trail: %u") },
  { NULL },
};
