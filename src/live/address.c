/* Tells addresses from files, and what may be said of an address from what may not. */
#include "live/address.h"

#include <glib/gi18n-lib.h>
#include <libpq-fe.h>
#include <string.h>

G_DEFINE_QUARK (rv-live-error-quark, rv_live_error)

static gboolean
is_uri (const char *text)
{
  return g_str_has_prefix (text, "postgresql://") || g_str_has_prefix (text, "postgres://");
}

gboolean
rv_live_is_address (const char *text)
{
  static const char *const first_words[] = { "service", "host", "hostaddr", "port", "dbname", "user", "sslmode" };
  const char *equals = strchr (text, '=');
  g_autofree char *word = equals != NULL ? g_strstrip (g_strndup (text, (gsize) (equals - text))) : NULL;

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (first_words); i++)
    if (strcmp (word, first_words[i]) == 0)
      return TRUE;
  return is_uri (text);
}

/* ---- secrets --------------------------------------------------------------------------------- */

static gboolean
is_secret (const char *keyword)
{
  return strstr (keyword, "password") != NULL || strstr (keyword, "secret") != NULL || strstr (keyword, "passfile") != NULL;
}

/* A text that libpq takes for no address may hold a password all the same: all between ":" and "@", and after "password=". */
static char *
hide_likely (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("(//[^:/@\\s]*):[^\\s]*@|(pass\\w*|\\w*secret)\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'|[^\\s&]*)",
                                          G_REGEX_CASELESS, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "\\1\\2***", 0, NULL);
}

static void
replace_all (char **text, const char *what)
{
  g_auto (GStrv) parts = what != NULL && *what != '\0' && strstr (*text, what) != NULL ? g_strsplit (*text, what, -1) : NULL;

  if (parts == NULL)
    return;
  g_free (*text);
  *text = g_strjoinv ("***", parts);
}

char *
rv_address_scrub (const char *text, const char *address, const char *password)
{
  PQconninfoOption *parts = PQconninfoParse (address, NULL);
  char *clean = hide_likely (text);

  for (PQconninfoOption *part = parts; part != NULL && part->keyword != NULL; part++)
    if (part->val != NULL && is_secret (part->keyword))
      {
        g_autofree char *escaped = g_uri_escape_string (part->val, NULL, FALSE);

        replace_all (&clean, part->val);
        replace_all (&clean, escaped);
      }
  replace_all (&clean, password);
  PQconninfoFree (parts);
  return clean;
}

/* ---- names ------------------------------------------------------------------------------------- */

static const char *
value_of (const PQconninfoOption *parts, const char *keyword)
{
  for (const PQconninfoOption *part = parts; part != NULL && part->keyword != NULL; part++)
    if (strcmp (part->keyword, keyword) == 0)
      return part->val != NULL && part->val[0] != '\0' ? part->val : NULL;
  return NULL;
}

static void
append_place (GString *name, const PQconninfoOption *parts)
{
  const char *user = value_of (parts, "user"), *host = value_of (parts, "host"), *port = value_of (parts, "port");

  if (user != NULL)
    g_string_append_printf (name, "%s@", user);
  /* The folder of a socket is no host that a URI could name before its path. */
  if (host != NULL && host[0] != '/')
    g_string_append (name, host);
  if (port != NULL)
    g_string_append_printf (name, ":%s", port);
}

char *
rv_live_name (const char *address)
{
  PQconninfoOption *parts = PQconninfoParse (address, NULL);
  GString *name;

  if (parts == NULL)
    return hide_likely (address);
  if (value_of (parts, "service") != NULL)
    name = g_string_new ("service=");
  else
    name = g_string_new ("postgresql://");
  if (value_of (parts, "service") != NULL)
    g_string_append (name, value_of (parts, "service"));
  else
    {
      append_place (name, parts);
      g_string_append_printf (name, "/%s", value_of (parts, "dbname") != NULL ? value_of (parts, "dbname") : "");
    }
  PQconninfoFree (parts);
  return g_string_free (name, FALSE);
}

char *
rv_live_database (const char *address)
{
  PQconninfoOption *parts = PQconninfoParse (address, NULL);
  const char *name = value_of (parts, "dbname");
  char *copy;

  if (name == NULL)
    name = value_of (parts, "service");
  copy = g_strdup (name != NULL ? name : _("Database"));
  PQconninfoFree (parts);
  return copy;
}

/* ---- addresses of settings ------------------------------------------------------------------------ */

static void
append_setting (GString *address, const char *keyword, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  g_string_append_printf (address, "%s%s='", address->len > 0 ? " " : "", keyword);
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\\' || *p == '\'')
        g_string_append_c (address, '\\');
      g_string_append_c (address, *p);
    }
  g_string_append_c (address, '\'');
}

char *
rv_live_compose (const char *const *settings)
{
  GString *address = g_string_new (NULL);

  for (guint i = 0; settings[i] != NULL; i += 2)
    append_setting (address, settings[i], settings[i + 1]);
  return g_string_free (address, FALSE);
}

char *
rv_live_change (const char *address, const char *keyword, const char *value)
{
  PQconninfoOption *parts = PQconninfoParse (address, NULL);
  GString *changed = g_string_new (NULL);

  for (PQconninfoOption *part = parts; part != NULL && part->keyword != NULL; part++)
    if (strcmp (part->keyword, keyword) != 0)
      append_setting (changed, part->keyword, part->val);
  append_setting (changed, keyword, value);
  PQconninfoFree (parts);
  return g_string_free (changed, FALSE);
}

char *
rv_live_public (const char *address)
{
  PQconninfoOption *parts = PQconninfoParse (address, NULL);
  GString *bare = g_string_new (NULL);

  for (PQconninfoOption *part = parts; part != NULL && part->keyword != NULL; part++)
    if (!is_secret (part->keyword))
      append_setting (bare, part->keyword, part->val);
  PQconninfoFree (parts);
  return g_string_free (bare, FALSE);
}

char *
rv_live_setting (const char *address, const char *keyword)
{
  PQconninfoOption *parts = PQconninfoParse (address, NULL);
  char *value = g_strdup (value_of (parts, keyword));

  PQconninfoFree (parts);
  return value != NULL ? value : g_strdup ("");
}
