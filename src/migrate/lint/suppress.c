/* Comments that silence findings, ours and squawk's. */
#include "migrate/lint/lint-private.h"

/* squawk's names of what we have too. */
static const struct {
  const char *name;
  const char *rule;
} squawk_names[] = {
  { "require-concurrent-index-creation", "M01" }, { "require-concurrent-index-deletion", "M02" }, { "require-concurrent-reindex", "M03" },
  { "ban-concurrent-index-creation-in-transaction", "M04" }, { "constraint-missing-not-valid", "M11" }, { "constraint-missing-not-valid", "M12" },
  { "constraint-missing-not-valid", "M13" }, { "adding-foreign-key-constraint", "M11" }, { "disallowed-unique-constraint", "M15" },
  { "adding-serial-primary-key-field", "M16" }, { "ban-create-domain-with-constraint", "M22" }, { "ban-alter-domain-with-add-constraint", "M22" },
  { "changing-column-type", "M24" }, { "changing-column-type", "M25" }, { "adding-not-nullable-field", "M27" }, { "adding-required-field", "M28" },
  { "adding-field-with-default", "M29" }, { "adding-field-with-default", "M31" }, { "adding-field-with-default", "M33" }, { "ban-drop-column", "M34" },
  { "renaming-column", "M35" }, { "ban-drop-not-null", "M36" }, { "ban-drop-table", "M40" }, { "renaming-table", "M41" }, { "ban-drop-database", "M44" },
  { "ban-truncate-cascade", "M45" }, { "require-enum-value-ordering", "M47" }, { "prefer-repack", "M51" },
  { "require-concurrent-partition-detach", "M58" }, { "require-lock-timeout", "M64" }, { "require-timeout-settings", "M64" },
  { "require-timeout-settings", "M65" }, { "require-statement-timeout", "M65" }, { "transaction-nesting", "M69" },
  { "ban-uncommitted-transaction", "M70" }, { "prefer-robust-stmts", "M71" }, { "identifier-too-long", "M74" }, { "require-table-schema", "M75" },
  { "ban-duplicate-column-assignments", "M76" }, { "syntax-error", "M77" }, { "prefer-bigint-over-int", "M82" },
  { "prefer-bigint-over-smallint", "M82" }, { "prefer-big-int", "M82" }, { "prefer-identity", "M83" }, { "prefer-text-field", "M83" },
  { "ban-char-field", "M83" }, { "prefer-timestamp-tz", "M83" }, { "prefer-timestamptz", "M83" },
};

typedef struct {
  gsize at;                 /* of the comment */
  gboolean is_file;
  gboolean is_all;          /* of all rules */
  gboolean is_known;        /* it names at least one rule of ours */
  GPtrArray *rules;         /* const char * */
  const Statement *target;  /* nullable */
  gboolean is_used;
} Suppression;

static void
free_suppression (gpointer data)
{
  Suppression *suppression = data;

  g_ptr_array_unref (suppression->rules);
  g_free (suppression);
}

/* ---- the comments -------------------------------------------------------------------------------------- */

static void
add_rule (Suppression *suppression, const char *rule)
{
  g_ptr_array_add (suppression->rules, (gpointer) rule);
  suppression->is_known = TRUE;
}

static void
take_squawk (Suppression *suppression, const char *names)
{
  g_auto (GStrv) words = g_strsplit_set (names, ", \t", -1);

  suppression->is_all = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      suppression->is_all &= words[i][0] == '\0';
      for (guint k = 0; k < G_N_ELEMENTS (squawk_names); k++)
        if (g_str_equal (squawk_names[k].name, words[i]))
          add_rule (suppression, squawk_names[k].rule);
    }
  suppression->is_known |= suppression->is_all;
}

/* Rules come first, then the reason. */
static void
take_ours (Suppression *suppression, const char *names)
{
  g_auto (GStrv) words = g_strsplit_set (names, ", \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const RvRule *rule = rv_migration_rule_find (words[i]);

      if (rule != NULL)
        add_rule (suppression, rule->id);
      else if (words[i][0] != '\0')
        break;
    }
}

static const struct {
  const char *words;
  gboolean is_file;
  void (*take) (Suppression *suppression, const char *names);
} forms[] = {
  { "squawk-ignore-file", TRUE, take_squawk },
  { "squawk-ignore", FALSE, take_squawk },
  { "relvar: allow-file", TRUE, take_ours },
  { "relvar: allow", FALSE, take_ours },
};

static Suppression *
read_comment (const char *comment, gsize at)
{
  while (*comment == '-' || *comment == '/' || *comment == '*' || g_ascii_isspace (*comment))
    comment++;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_ascii_strncasecmp (comment, forms[i].words, strlen (forms[i].words)) == 0)
      {
        Suppression *suppression = g_new0 (Suppression, 1);
        g_autofree char *names = g_strndup (comment + strlen (forms[i].words), strcspn (comment + strlen (forms[i].words), "\n\r*"));

        suppression->at = at;
        suppression->is_file = forms[i].is_file;
        suppression->rules = g_ptr_array_new ();
        forms[i].take (suppression, names);
        return suppression;
      }
  return NULL;
}

/* The comments between two tokens. */
static void
read_gap (const Script *script, GPtrArray *all, gsize from, gsize to)
{
  g_autofree char *gap = g_strndup (script->text + from, to - from);

  for (char *at = gap; *at != '\0'; at++)
    if (g_str_has_prefix (at, "--") || g_str_has_prefix (at, "/*"))
      {
        Suppression *suppression = read_comment (at, from + (gsize) (at - gap));

        if (suppression != NULL)
          g_ptr_array_add (all, suppression);
        at += strcspn (at, "\n\r");
        if (*at == '\0')
          return;
      }
}

/* The statement that a comment at @at speaks of: the one that it is in or that ends on its line, else the next. */
static const Statement *
find_target (const Script *script, gsize at)
{
  for (guint i = 0; i < script->statements->len; i++)
    {
      const Statement *s = script->statements->pdata[i];
      gsize end = s->start + strlen (s->text);

      if (at < end || (at >= end && memchr (script->text + end, '\n', at - end) == NULL && at - end < 200))
        return s;
    }
  return NULL;
}

static GPtrArray *
read_suppressions (const Script *script)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (free_suppression);
  RvPgToken token;
  gsize at = 0;

  if (strstr (script->text, "squawk-ignore") == NULL && strstr (script->text, "relvar:") == NULL)
    return all;
  while (rv_pg_token_next (script->text, script->length, at, &token))
    {
      read_gap (script, all, at, token.start);
      at = token.end;
    }
  read_gap (script, all, at, script->length);
  for (guint i = 0; i < all->len; i++)
    ((Suppression *) all->pdata[i])->target = find_target (script, ((Suppression *) all->pdata[i])->at);
  return all;
}

/* ---- silencing ------------------------------------------------------------------------------------------- */

static gboolean
names_rule (const Suppression *suppression, const RvRule *rule)
{
  for (guint i = 0; i < suppression->rules->len; i++)
    if (g_str_equal (suppression->rules->pdata[i], rule->id))
      return TRUE;
  return suppression->is_all;
}

static gboolean
silences (const Suppression *suppression, const RvFinding *finding)
{
  const Statement *target = suppression->target;

  if (!names_rule (suppression, finding->rule))
    return FALSE;
  return suppression->is_file || (target != NULL && finding->start >= target->start && finding->start <= target->start + strlen (target->text));
}

static void
report_unused (Script *script, const Suppression *suppression)
{
  const RvRule *rule = rv_migration_rule_find ("M77");
  RvFinding *finding;

  if (!rv_migration_wants (script->options, rule))
    return;
  finding = rv_finding_new (rule, g_strdup (suppression->is_known || suppression->rules->len > 0 ? _("The comment silences nothing")
                                                                                                   : _("The comment names no rule")));
  finding->severity = finding->own_severity = RV_SEVERITY_INFO;
  finding->file = g_strdup (script->options->file);
  finding->position = rv_text_position_at (script->text, suppression->at);
  finding->remedy = g_strdup (_("Remove the comment."));
  g_ptr_array_add (script->findings, finding);
}

void
rv_migration_suppress (Script *script)
{
  g_autoptr (GPtrArray) suppressions = read_suppressions (script);

  for (guint i = script->findings->len; i > 0; i--)
    {
      gboolean is_silenced = FALSE;

      for (guint k = 0; k < suppressions->len; k++)
        if (silences (suppressions->pdata[k], script->findings->pdata[i - 1]))
          is_silenced = ((Suppression *) suppressions->pdata[k])->is_used = TRUE;
      if (is_silenced)
        g_ptr_array_remove_index (script->findings, i - 1);
    }
  for (guint i = 0; i < suppressions->len; i++)
    if (!((Suppression *) suppressions->pdata[i])->is_used)
      report_unused (script, suppressions->pdata[i]);
}
