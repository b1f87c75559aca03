/* Owns the relation scheme and how its dependencies are read and written. */
#include "check/theory/relation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (rv-theory-error, rv_theory_error)

typedef struct {
  const char *text;
  const char *at;
} Reader;

static gboolean
fail (const Reader *reader, const char *at, GError **error, const char *format, ...) G_GNUC_PRINTF (4, 5);

static gboolean
fail (const Reader *reader, const char *at, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, RV_THEORY_ERROR, RV_THEORY_ERROR_SYNTAX, _("column %ld: %s"), g_utf8_strlen (reader->text, at - reader->text) + 1, message);
  return FALSE;
}

static void
skip_space (Reader *reader)
{
  while (g_ascii_isspace (*reader->at))
    reader->at++;
}

/* Returns: how many bytes an arrow at @at takes, 0 for none. */
static guint
arrow_at (const char *at, gboolean *is_multivalued)
{
  static const struct { const char *text; gboolean is_multivalued; } arrows[] = {
    { "->>", TRUE }, { "->", FALSE }, { "↠", TRUE }, { "→→", TRUE }, { "→", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (g_str_has_prefix (at, arrows[i].text))
      {
        *is_multivalued = arrows[i].is_multivalued;
        return (guint) strlen (arrows[i].text);
      }
  return 0;
}

static char *
read_quoted (Reader *reader, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *start = reader->at++;

  for (; *reader->at != '\0'; reader->at++)
    {
      if (*reader->at == '"' && *++reader->at != '"')
        return g_string_free (g_steal_pointer (&name), FALSE);
      g_string_append_c (name, *reader->at);
    }
  fail (reader, start, error, _("the quotation mark is not closed"));
  return NULL;
}

/* Returns: (transfer full) (nullable): the name at the reader, which may be empty; NULL with @error. */
static char *
read_name (Reader *reader, GError **error)
{
  gboolean is_multivalued;
  const char *start;

  skip_space (reader);
  if (*reader->at == '"')
    return read_quoted (reader, error);
  start = reader->at;
  while (*reader->at != '\0' && *reader->at != ',' && arrow_at (reader->at, &is_multivalued) == 0)
    reader->at++;
  return g_strchomp (g_strndup (start, (gsize) (reader->at - start)));
}

RvRelation *
rv_relation_new (const char *const *names, guint n)
{
  RvRelation *relation = g_new0 (RvRelation, 1);

  relation->n_attributes = n;
  relation->n_words = RV_BITS_WORDS (n);
  relation->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (relation->names, g_strdup (names[i]));
  relation->fds = rv_fds_new (relation->n_words);
  relation->mvds = rv_fds_new (relation->n_words);
  return relation;
}

void
rv_relation_free (RvRelation *relation)
{
  g_ptr_array_unref (relation->names);
  rv_fds_free (relation->fds);
  rv_fds_free (relation->mvds);
  g_free (relation);
}

static gboolean
read_attribute (Reader *reader, GPtrArray *names, GError **error)
{
  const char *start;
  g_autofree char *name = NULL;

  skip_space (reader);
  start = reader->at;
  name = read_name (reader, error);
  if (name == NULL)
    return FALSE;
  if (*name == '\0')
    return fail (reader, start, error, _("a name is missing"));
  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return fail (reader, start, error, _("“%s” stands there twice"), name);
  if (names->len >= RV_THEORY_ATTRIBUTES_MAX)
    {
      g_set_error (error, RV_THEORY_ERROR, RV_THEORY_ERROR_TOO_LARGE, _("There are more than %d attributes"), RV_THEORY_ATTRIBUTES_MAX);
      return FALSE;
    }
  g_ptr_array_add (names, g_steal_pointer (&name));
  skip_space (reader);
  return *reader->at == '\0' || *reader->at == ',' || fail (reader, reader->at, error, _("a comma is missing"));
}

RvRelation *
rv_relation_parse (const char *attributes, GError **error)
{
  Reader reader = { attributes, attributes };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!g_utf8_validate (attributes, -1, NULL))
    {
      g_set_error (error, RV_THEORY_ERROR, RV_THEORY_ERROR_SYNTAX, _("The text is not UTF-8"));
      return NULL;
    }
  do
    if (!read_attribute (&reader, names, error))
      return NULL;
  while (*reader.at++ == ',');
  return rv_relation_new ((const char *const *) names->pdata, names->len);
}

guint
rv_relation_find (const RvRelation *relation, const char *name)
{
  for (guint i = 0; i < relation->n_attributes; i++)
    if (strcmp (g_ptr_array_index (relation->names, i), name) == 0)
      return i;
  return G_MAXUINT;
}

/* Reads names up to an arrow or the end into @set. */
static gboolean
read_side (Reader *reader, const RvRelation *relation, RvBits *set, gboolean may_be_empty, GError **error)
{
  gboolean is_multivalued, is_first = TRUE;

  for (;; is_first = FALSE)
    {
      const char *start;
      g_autofree char *name = NULL;
      guint attribute;

      skip_space (reader);
      start = reader->at;
      name = read_name (reader, error);
      if (name == NULL)
        return FALSE;
      skip_space (reader);
      if (is_first && may_be_empty && (*name == '\0' || strcmp (name, "∅") == 0) && *reader->at != ',')
        return TRUE;
      if (*name == '\0')
        return fail (reader, start, error, _("a name is missing"));
      attribute = rv_relation_find (relation, name);
      if (attribute == G_MAXUINT)
        return fail (reader, start, error, _("there is no attribute “%s”"), name);
      rv_bits_add (set, attribute);
      if (*reader->at == '\0' || arrow_at (reader->at, &is_multivalued) > 0)
        return TRUE;
      if (*reader->at != ',')
        return fail (reader, reader->at, error, _("a comma is missing"));
      reader->at++;
    }
}

gboolean
rv_relation_add (RvRelation *relation, const char *text, GError **error)
{
  Reader reader = { text, text };
  g_autofree RvBits *lhs = rv_bits_new (relation->n_words);
  g_autofree RvBits *rhs = rv_bits_new (relation->n_words);
  gboolean is_multivalued = FALSE;
  guint arrow;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, RV_THEORY_ERROR, RV_THEORY_ERROR_SYNTAX, _("The text is not UTF-8"));
      return FALSE;
    }
  if (relation->fds->len + relation->mvds->len >= RV_THEORY_DEPENDENCIES_MAX)
    {
      g_set_error (error, RV_THEORY_ERROR, RV_THEORY_ERROR_TOO_LARGE, _("There are more than %d dependencies"), RV_THEORY_DEPENDENCIES_MAX);
      return FALSE;
    }
  if (!read_side (&reader, relation, lhs, TRUE, error))
    return FALSE;
  arrow = arrow_at (reader.at, &is_multivalued);
  if (arrow == 0)
    return fail (&reader, reader.at, error, _("an arrow “->” is missing"));
  reader.at += arrow;
  if (!read_side (&reader, relation, rhs, FALSE, error))
    return FALSE;
  if (*reader.at != '\0')
    return fail (&reader, reader.at, error, _("there is an arrow too many"));
  relation->size += rv_bits_count (rhs, relation->n_words);
  if (relation->size > RV_THEORY_SIZE_MAX)
    {
      g_set_error_literal (error, RV_THEORY_ERROR, RV_THEORY_ERROR_TOO_LARGE, _("The dependencies are too large to be reasoned about"));
      return FALSE;
    }
  rv_fds_add (is_multivalued ? relation->mvds : relation->fds, lhs, rhs);
  return TRUE;
}

char *
rv_relation_list_text (const RvRelation *relation, const RvBits *set)
{
  GString *text = g_string_new (NULL);

  RV_BITS_EACH (i, set, relation->n_words)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", (const char *) g_ptr_array_index (relation->names, i));
  if (text->len == 0)
    g_string_append (text, "∅");
  return g_string_free (text, FALSE);
}

char *
rv_relation_set_text (const RvRelation *relation, const RvBits *set)
{
  g_autofree char *list = rv_relation_list_text (relation, set);

  return rv_bits_is_empty (set, relation->n_words) ? g_strdup ("{}") : g_strdup_printf ("{%s}", list);
}

char *
rv_relation_fd_text (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs, gboolean is_multivalued)
{
  g_autofree char *left = rv_relation_list_text (relation, lhs);
  g_autofree char *right = rv_relation_list_text (relation, rhs);

  return g_strdup_printf ("%s %s %s", left, is_multivalued ? "↠" : "→", right);
}
