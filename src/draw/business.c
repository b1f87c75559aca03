/* Business names and types. */
#include "draw/business.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DOMAINS 8   /* a domain over a domain … */

/* ---- names --------------------------------------------------------------------------------- */

static gboolean
is_separator (gunichar c)
{
  return c == '_' || c == '-' || c == '.' || g_unichar_isspace (c);
}

/* A word begins at a capital after a small letter, and at the last of several capitals: “XMLFile”. */
static gboolean
begins_word (gunichar before, gunichar c, gunichar after)
{
  if (!g_unichar_isupper (c))
    return FALSE;
  return g_unichar_islower (before) || g_unichar_isdigit (before) || (g_unichar_isupper (before) && g_unichar_islower (after));
}

static GPtrArray *
split_words (const char *name)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  gunichar before = 0;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at), after = g_utf8_get_char (g_utf8_next_char (at));

      if (word->len > 0 && (is_separator (c) || begins_word (before, c, after)))
        {
          g_ptr_array_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (!is_separator (c))
        g_string_append_unichar (word, c);
      before = c;
    }
  if (word->len > 0)
    g_ptr_array_add (words, g_strdup (word->str));
  return words;
}

static gboolean
has_small_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_islower (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Small letters, but abbreviations in a name of mixed letters stay: “customer ID”. */
static void
append_word (GString *text, const char *word, gboolean is_mixed)
{
  gboolean is_first = text->len == 0, stays = is_mixed && g_utf8_strlen (word, -1) > 1 && !has_small_letter (word);

  if (!is_first)
    g_string_append_c (text, ' ');
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_first && at == word)
        c = g_unichar_toupper (c);
      else if (!stays)
        c = g_unichar_tolower (c);
      g_string_append_unichar (text, c);
    }
}

char *
rv_business_name (const char *given, const char *name)
{
  g_autofree char *valid = NULL;
  g_autoptr (GPtrArray) words = NULL;
  GString *text;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (name == NULL)
    return g_strdup ("");
  valid = g_utf8_make_valid (name, -1);
  words = split_words (valid);
  text = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++)
    append_word (text, g_ptr_array_index (words, i), has_small_letter (valid));
  if (text->len == 0)
    g_string_assign (text, valid);
  return g_string_free (text, FALSE);
}

/* ---- types --------------------------------------------------------------------------------- */

static const struct {
  const char *words;   /* how the names of types begin, between bars */
  const char *label;
} types[] = {
  { "|tinyint(1)|bool|boolean|", N_("yes or no") },
  { "|character|char|varchar|text|citext|name|bpchar|nvarchar|nchar|clob|string|tinytext|mediumtext|longtext|ntext|", N_("text") },
  { "|smallint|integer|int|bigint|int2|int4|int8|numeric|decimal|real|double|float|float4|float8|number|tinyint|mediumint|"
    "serial|bigserial|smallserial|", N_("number") },
  { "|money|smallmoney|", N_("amount") },
  { "|date|", N_("date") },
  { "|timestamp|timestamptz|datetime|datetime2|smalldatetime|", N_("date and time") },
  { "|time|timetz|", N_("time") },
  { "|year|", N_("year") },
  { "|interval|", N_("duration") },
  { "|uuid|uniqueidentifier|", N_("identifier") },
  { "|bytea|blob|binary|varbinary|tinyblob|mediumblob|longblob|image|", N_("file") },
  { "|json|jsonb|xml|hstore|", N_("document") },
  { "|enum|set|", N_("choice") },
  { "|point|line|lseg|box|path|polygon|circle|geometry|geography|", N_("place") },
  { "|inet|cidr|macaddr|macaddr8|", N_("network address") },
  { "|int4range|int8range|numrange|tsrange|tstzrange|daterange|", N_("range") },
};

static const char *
find_label (const char *word)
{
  g_autofree char *small = g_ascii_strdown (word, -1);
  g_autofree char *barred = g_strconcat ("|", small, "|", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strstr (types[i].words, barred) != NULL)
      return _(types[i].label);
  return NULL;
}

/* The object of @kind that the type names, with its schema or without. */
static gpointer
find_type (RvModel *model, RvKind kind, const char *type)
{
  const GPtrArray *all = rv_model_all (model, kind);
  const char *dot = strrchr (type, '.'), *name = dot != NULL ? dot + 1 : type;
  g_autofree char *plain = g_strdup (name);

  g_strdelimit (plain, "\"", ' ');
  g_strstrip (plain);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_strcmp0 (rv_record_name (g_ptr_array_index (all, i)), plain) == 0)
      return g_ptr_array_index (all, i);
  return NULL;
}

static const char *
label_of (RvModel *model, const char *type, guint depth)
{
  g_autofree char *word = g_strndup (type, strcspn (type, " (["));
  g_autofree char *with_length = g_strndup (type, strcspn (type, " ["));
  g_autofree char *whole = g_strndup (type, strcspn (type, "(["));
  const char *label = find_label (with_length);
  const RvDomain *domain;

  label = label != NULL ? label : find_label (word);
  if (label != NULL)
    return label;
  if (find_type (model, RV_KIND_ENUM, whole) != NULL)
    return _("choice");
  domain = depth < MAX_DOMAINS ? find_type (model, RV_KIND_DOMAIN, whole) : NULL;
  if (domain != NULL && domain->type != NULL)
    return label_of (model, domain->type, depth + 1);
  if (find_type (model, RV_KIND_COMPOSITE, whole) != NULL)
    return _("group");
  return find_type (model, RV_KIND_RANGE, whole) != NULL ? _("range") : NULL;
}

char *
rv_business_type (RvModel *model, const char *type)
{
  const char *label = label_of (model, type, 0);

  if (label == NULL)
    return NULL;
  /* Translators: of several values in one column: “list of text” */
  return strstr (type, "[") != NULL ? g_strdup_printf (_("list of %s"), label) : g_strdup (label);
}
