/* The casts of PostgreSQL's own types, by families. */
#include "migrate/cast.h"

#include <string.h>

static const struct { const char *name, *base; } synonyms[] = {
  { "int", "int4" }, { "integer", "int4" }, { "smallint", "int2" }, { "bigint", "int8" }, { "decimal", "numeric" }, { "real", "float4" },
  { "double precision", "float8" }, { "float", "float8" }, { "boolean", "bool" }, { "character varying", "varchar" }, { "character", "bpchar" },
  { "char", "bpchar" }, { "timestamp without time zone", "timestamp" }, { "timestamp with time zone", "timestamptz" },
  { "time without time zone", "time" }, { "time with time zone", "timetz" }, { "bit varying", "varbit" },
};

/* Takes "(20)" out of "timestamp (3) with time zone". */
static char *
without_modifiers (const char *type)
{
  GString *plain = g_string_new (NULL);
  int depth = 0;

  for (const char *p = type; *p != '\0'; p++)
    {
      if (*p == '[')
        break;
      depth += *p == '(';
      if (depth == 0 && !(*p == ' ' && (plain->len == 0 || plain->str[plain->len - 1] == ' ')))
        g_string_append_c (plain, g_ascii_tolower (*p));
      depth -= *p == ')';
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

char *
rv_type_base (const char *type)
{
  g_autofree char *plain = without_modifiers (g_str_has_prefix (type, "pg_catalog.") ? type + strlen ("pg_catalog.") : type);

  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (strcmp (plain, synonyms[i].name) == 0)
      return g_strdup (synonyms[i].base);
  return g_steal_pointer (&plain);
}

static const struct { const char *name; char family; } families[] = {
  { "int2", 'n' }, { "int4", 'n' }, { "int8", 'n' }, { "numeric", 'n' }, { "float4", 'n' }, { "float8", 'n' }, { "text", 's' },
  { "varchar", 's' }, { "bpchar", 's' }, { "name", 's' }, { "citext", 's' }, { "public.citext", 's' }, { "timestamp", 'd' },
  { "timestamptz", 'd' }, { "date", 'd' }, { "json", 'j' }, { "jsonb", 'j' }, { "bit", 'b' }, { "varbit", 'b' }, { "inet", 'i' },
  { "cidr", 'i' }, { "time", 't' }, { "timetz", 't' }, { "interval", 'v' }, { "bool", 'l' }, { "uuid", 'u' }, { "bytea", 'y' },
  { "xml", 'x' }, { "money", 'm' }, { "macaddr", 'a' }, { "macaddr8", 'a' },
};

static char
family_of (const char *base)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (strcmp (families[i].name, base) == 0)
      return families[i].family;
  return '\0';
}

gboolean
rv_type_is_known (const char *type)
{
  g_autofree char *base = rv_type_base (type);

  return family_of (base) != '\0';
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strcmp (*words, word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_array (const char *type)
{
  return strchr (type, '[') != NULL || g_str_has_suffix (type, " array") || g_str_has_suffix (type, " ARRAY");
}

RvCastWay
rv_cast_way (const char *before, const char *after)
{
  g_autofree char *from = rv_type_base (before), *to = rv_type_base (after);
  char one = family_of (from), other = family_of (to);

  if (is_array (before) != is_array (after))
    return other == 's' && !is_array (after) ? RV_CAST_ASSIGNMENT : RV_CAST_TEXT;
  if (strcmp (from, to) == 0)
    return RV_CAST_ASSIGNMENT;
  if (other == 's' && !is_array (after))
    return RV_CAST_ASSIGNMENT;
  if (one == '\0' || other == '\0' || one == 's')
    return one == 's' ? RV_CAST_EXPLICIT : RV_CAST_TEXT;
  if (one == other || (one == 'd' && other == 't' && strcmp (from, "date") != 0) || (one == 't' && other == 'v') || (one == 'm' && strcmp (to, "numeric") == 0) ||
      (other == 'm' && one == 'n' && from[0] != 'f'))
    return RV_CAST_ASSIGNMENT;
  if ((strcmp (from, "int4") == 0 && (other == 'l' || strcmp (to, "bit") == 0)) || (strcmp (to, "int4") == 0 && (one == 'l' || strcmp (from, "bit") == 0)) ||
      (strcmp (from, "int8") == 0 && strcmp (to, "bit") == 0) || (strcmp (to, "int8") == 0 && strcmp (from, "bit") == 0) ||
      (one == 'v' && strcmp (to, "time") == 0))
    return RV_CAST_EXPLICIT;
  return RV_CAST_TEXT;
}

const char *
rv_type_placeholder (const char *type)
{
  static const struct { char family; const char *constant; } constants[] = {
    { 'n', "0" }, { 's', "''" }, { 'j', "'{}'" }, { 'l', "false" }, { 'u', "'00000000-0000-0000-0000-000000000000'" }, { 'y', "''" },
    { 'v', "'0'" }, { 't', "'00:00'" }, { 'd', "'1970-01-01'" }, { 'i', "'0.0.0.0'" }, { 'm', "0" }, { 'x', "''" },
  };
  g_autofree char *base = rv_type_base (type);
  char family = family_of (base);

  if (is_array (type))
    return "'{}'";
  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    if (constants[i].family == family)
      return constants[i].constant;
  return NULL;
}

const char *
rv_type_storage (const char *type)
{
  static const char *const plain[] = { "int2", "int4", "int8", "float4", "float8", "bool", "date", "time", "timetz", "timestamp", "timestamptz",
                                       "interval", "uuid", "money", "name", "oid", "macaddr", "macaddr8", "point", "box", "line", "lseg", "circle", "regclass", NULL };
  static const char *const main[] = { "numeric", "inet", "cidr", NULL };
  g_autofree char *base = rv_type_base (type);

  if (is_array (type))
    return "EXTENDED";
  return is_one_of (base, plain) ? "PLAIN" : is_one_of (base, main) ? "MAIN" : "EXTENDED";
}
