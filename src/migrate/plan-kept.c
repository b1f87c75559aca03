/* Statements that have no kind of their own: those about one thing go together. What was altered otherwise before cannot be told
 * from an ALTER, so the thing is made anew; its comment, its owner and its privileges are taken back by themselves. */
#include "migrate/plan-private.h"

#include <string.h>

#include "sql/postgresql/kept.h"

typedef struct {
  char *verb;      /* create, alter, comment, grant, revoke; what else, as written */
  char *subject;   /* (nullable): "text search dictionary d1" */
  char *name;      /* (nullable): "d1" */
  gboolean is_owner;
} Sense;

static void
sense_clear (Sense *sense)
{
  g_free (sense->verb);
  g_free (sense->subject);
  g_free (sense->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sense, sense_clear)

static gboolean
is_one_of (const char *word, const char *const *words)
{
  for (; word != NULL && *words != NULL; words++)
    if (strcmp (*words, word) == 0)
      return TRUE;
  return FALSE;
}

/* How many words say the kind. */
static guint
kind_words (char **words)
{
  static const char *const single[] = { "conversion", "language", "type", "transform", NULL };

  if (g_strcmp0 (words[0], "text") == 0 && words[1] != NULL)
    return 3;
  if (g_strcmp0 (words[0], "operator") == 0 || g_strcmp0 (words[0], "access") == 0)
    return 2;
  return is_one_of (words[0], single) ? 1 : 0;
}

static void
read_subject (Sense *sense, char **words)
{
  guint n = kind_words (words);
  GString *subject;
  const char *dot;

  if (n == 0 || g_strv_length (words) <= n)
    return;
  dot = strrchr (words[n], '.');
  sense->name = g_strdup (dot != NULL ? dot + 1 : words[n]);
  subject = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (subject, "%s ", words[i]);
  g_string_append (subject, sense->name);
  sense->subject = g_string_free (subject, FALSE);
}

/* The words in small letters; parentheses stand apart. */
static char **
words_of (const char *text)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *lower = g_ascii_strdown (text, -1);
  char *place = NULL;

  g_strdelimit (lower, "(),;\"\n\t", ' ');
  for (char *word = strtok_r (lower, " ", &place); word != NULL && words->len < 40; word = strtok_r (NULL, " ", &place))
    g_ptr_array_add (words, g_strdup (word));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

static void
read_sense (const RvKept *kept, Sense *sense)
{
  static const char *const fillers[] = { "or", "replace", "trusted", "default", "procedural", "on", NULL };
  g_auto (GStrv) words = words_of (kept->text != NULL ? kept->text : "");
  guint at = 1;

  *sense = (Sense) { .verb = g_strdup (words[0] != NULL ? words[0] : "") };
  if (words[0] == NULL)
    return;
  if (strcmp (sense->verb, "grant") == 0 || strcmp (sense->verb, "revoke") == 0)
    while (words[at] != NULL && strcmp (words[at], "on") != 0)
      at++;
  while (is_one_of (words[at], fillers))
    at++;
  sense->is_owner = strcmp (sense->verb, "alter") == 0 && strstr (kept->text, "OWNER TO") != NULL;
  if (words[at] != NULL)
    read_subject (sense, words + at);
}

/* ---- fates ------------------------------------------------------------------------------------------------ */

static gboolean
is_attachment (const Sense *sense)
{
  return strcmp (sense->verb, "comment") == 0 || strcmp (sense->verb, "grant") == 0 || strcmp (sense->verb, "revoke") == 0 || sense->is_owner;
}

/* Returns: (nullable): the unit that makes the @subject in both designs. */
static RvUnit *
maker_of (RvPlanner *p, const char *subject)
{
  const GPtrArray *all = rv_model_all (p->before, RV_KIND_KEPT);

  for (guint i = 0; i < all->len; i++)
    {
      g_auto (Sense) sense = { 0 };

      read_sense (all->pdata[i], &sense);
      if (strcmp (sense.verb, "create") == 0 && g_strcmp0 (sense.subject, subject) == 0)
        return g_hash_table_lookup (p->unit_of, all->pdata[i]);
    }
  return NULL;
}

void
rv_kept_decide (RvPlanner *p)
{
  const GPtrArray *all = rv_model_all (p->before, RV_KIND_KEPT);

  for (guint i = 0; i < all->len; i++)
    {
      RvUnit *unit = g_hash_table_lookup (p->unit_of, all->pdata[i]), *maker;
      g_auto (Sense) sense = { 0 };

      read_sense (all->pdata[i], &sense);
      if (unit->fate == RV_FATE_KEEP || sense.subject == NULL || strcmp (sense.verb, "create") == 0 || is_attachment (&sense))
        continue;
      maker = maker_of (p, sense.subject);
      if (maker != NULL && maker->after != NULL)
        rv_unit_recreate (p, maker);
    }
}

static gboolean
mentions (const RvObject *object, const char *name)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == RV_FIELD_TEXT && (info->fields[i].flags & RV_SQL) != 0 && rv_record_text (object, &info->fields[i]) != NULL &&
        strstr (rv_record_text (object, &info->fields[i]), name) != NULL)
      return TRUE;
  return FALSE;
}

/* What has the name in a text may use it. */
static void
release_texts (RvPlanner *p, const char *name)
{
  static const RvKind kinds[] = { RV_KIND_INDEX, RV_KIND_INDEX_COLUMN, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_CHECK, RV_KIND_POLICY };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *all = rv_model_all (p->before, kinds[k]);

      for (guint i = 0; i < all->len; i++)
        if (mentions (all->pdata[i], name))
          rv_unit_recreate (p, rv_unit_of (p, p->before, all->pdata[i]));
    }
}

void
rv_kept_release (RvPlanner *p, RvUnit *unit)
{
  const GPtrArray *all = rv_model_all (p->before, RV_KIND_KEPT);
  g_auto (Sense) gone = { 0 };

  read_sense ((RvKept *) unit->before, &gone);
  if (strcmp (gone.verb, "create") != 0 || gone.subject == NULL)
    return;
  for (guint i = 0; i < all->len; i++)
    {
      RvUnit *other = g_hash_table_lookup (p->unit_of, all->pdata[i]);
      g_autoptr (GPtrArray) names = other != unit ? rv_kept_names (all->pdata[i]) : NULL;
      g_auto (Sense) sense = { 0 };

      if (names == NULL || !g_ptr_array_find_with_equal_func (names, gone.name, g_str_equal, NULL))
        continue;
      read_sense (all->pdata[i], &sense);
      rv_unit_recreate (p, other);
      if (sense.subject != NULL && strcmp (sense.verb, "alter") == 0 && g_strcmp0 (sense.subject, gone.subject) != 0 && maker_of (p, sense.subject) != NULL)
        rv_unit_recreate (p, maker_of (p, sense.subject));
    }
  release_texts (p, gone.name);
}

/* An operator class without a family of others' making has one of its own. */
void
rv_kept_drop_family (RvPlanner *p, RvUnit *unit)
{
  g_autofree char *statement = rv_kept_drop ((RvKept *) unit->before);
  g_auto (Sense) sense = { 0 };
  g_auto (GStrv) words = words_of (((RvKept *) unit->before)->text != NULL ? ((RvKept *) unit->before)->text : "");

  read_sense ((RvKept *) unit->before, &sense);
  if (statement == NULL || strcmp (sense.verb, "create") != 0 || sense.subject == NULL || !g_str_has_prefix (sense.subject, "operator class") ||
      g_strv_contains ((const char *const *) words, "family") || !g_str_has_prefix (statement, "DROP OPERATOR CLASS "))
    return;
  rv_put_format (p, "DROP OPERATOR FAMILY IF EXISTS %s;\n", statement + strlen ("DROP OPERATOR CLASS "));
}

/* ---- the way back of what no DROP takes back --------------------------------------------------------------------- */

static void
put_up_to (RvPlanner *p, const char *text, const char *words, const char *instead)
{
  const char *found = NULL, *next = text;

  while ((next = strstr (next, words)) != NULL)
    found = next++;
  if (found == NULL)
    return;
  g_string_append_len (p->text, text, (gssize) (found - text));
  rv_put_format (p, "%s;\n", instead);
}

static void
put_turned (RvPlanner *p, const char *text, const char *verb, const char *from, const char *to)
{
  const char *rest = text + strcspn (text, " \n"), *found = NULL, *next = rest;

  while ((next = strstr (next, from)) != NULL)
    found = next++;
  if (found == NULL)
    return;
  rv_put (p, verb);
  g_string_append_len (p->text, rest, (gssize) (found - rest));
  rv_put_format (p, "%s%s;\n", to, found + strlen (from));
}

void
rv_kept_take_back (RvPlanner *p, RvUnit *unit)
{
  const char *text = ((RvKept *) unit->before)->text;
  g_auto (Sense) sense = { 0 };
  RvUnit *maker;

  read_sense ((RvKept *) unit->before, &sense);
  maker = sense.subject != NULL ? maker_of (p, sense.subject) : NULL;
  if (strcmp (sense.verb, "create") == 0 || unit->fate != RV_FATE_DROP || (maker != NULL && rv_unit_goes (maker)))
    return;
  if (strcmp (sense.verb, "comment") == 0)
    put_up_to (p, text, " IS ", " IS NULL");
  else if (sense.is_owner)
    put_up_to (p, text, " OWNER TO ", " OWNER TO CURRENT_USER");
  else if (strcmp (sense.verb, "grant") == 0)
    put_turned (p, text, "REVOKE", " TO ", " FROM ");
  else if (strcmp (sense.verb, "revoke") == 0)
    put_turned (p, text, "GRANT", " FROM ", " TO ");
}
