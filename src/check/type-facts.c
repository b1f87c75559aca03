/* Types by what they are, not by how they are written: "int4", pg_catalog.integer and a domain over INT are integers. */
#include <stdlib.h>
#include <string.h>

#include "check/facts-private.h"

static const struct {
  const char *name;       /* as people write it */
  const char *canonical;  /* NULL: the same */
  RvTypeFamily family;
} families[] = {
  { "boolean", NULL, RV_TYPE_BOOLEAN },
  { "bool", "boolean", RV_TYPE_BOOLEAN },
  { "smallint", NULL, RV_TYPE_SMALLINT },
  { "int2", "smallint", RV_TYPE_SMALLINT },
  { "smallserial", "smallint", RV_TYPE_SMALLINT },
  { "integer", NULL, RV_TYPE_INTEGER },
  { "int", "integer", RV_TYPE_INTEGER },
  { "int4", "integer", RV_TYPE_INTEGER },
  { "serial", "integer", RV_TYPE_INTEGER },
  { "bigint", NULL, RV_TYPE_BIGINT },
  { "int8", "bigint", RV_TYPE_BIGINT },
  { "bigserial", "bigint", RV_TYPE_BIGINT },
  { "numeric", NULL, RV_TYPE_NUMERIC },
  { "decimal", "numeric", RV_TYPE_NUMERIC },
  { "dec", "numeric", RV_TYPE_NUMERIC },
  { "real", NULL, RV_TYPE_REAL },
  { "float4", "real", RV_TYPE_REAL },
  { "double precision", NULL, RV_TYPE_DOUBLE },
  { "float8", "double precision", RV_TYPE_DOUBLE },
  { "float", "double precision", RV_TYPE_DOUBLE },
  { "money", NULL, RV_TYPE_MONEY },
  { "text", NULL, RV_TYPE_TEXT },
  { "character varying", NULL, RV_TYPE_VARCHAR },
  { "varchar", "character varying", RV_TYPE_VARCHAR },
  { "char varying", "character varying", RV_TYPE_VARCHAR },
  { "national character varying", "character varying", RV_TYPE_VARCHAR },
  { "character", NULL, RV_TYPE_CHAR },
  { "char", "character", RV_TYPE_CHAR },
  { "bpchar", "character", RV_TYPE_CHAR },
  { "nchar", "character", RV_TYPE_CHAR },
  { "bytea", NULL, RV_TYPE_BYTEA },
  { "date", NULL, RV_TYPE_DATE },
  { "time", "time without time zone", RV_TYPE_TIME },
  { "time without time zone", NULL, RV_TYPE_TIME },
  { "timetz", "time with time zone", RV_TYPE_TIMETZ },
  { "time with time zone", NULL, RV_TYPE_TIMETZ },
  { "timestamp", "timestamp without time zone", RV_TYPE_TIMESTAMP },
  { "timestamp without time zone", NULL, RV_TYPE_TIMESTAMP },
  { "timestamptz", "timestamp with time zone", RV_TYPE_TIMESTAMPTZ },
  { "timestamp with time zone", NULL, RV_TYPE_TIMESTAMPTZ },
  { "interval", NULL, RV_TYPE_INTERVAL },
  { "uuid", NULL, RV_TYPE_UUID },
  { "json", NULL, RV_TYPE_JSON },
  { "jsonb", NULL, RV_TYPE_JSONB },
  { "xml", NULL, RV_TYPE_XML },
  { "inet", NULL, RV_TYPE_INET },
  { "cidr", NULL, RV_TYPE_INET },
  { "macaddr", NULL, RV_TYPE_MACADDR },
  { "macaddr8", NULL, RV_TYPE_MACADDR },
  { "bit", NULL, RV_TYPE_BIT },
  { "bit varying", NULL, RV_TYPE_BIT },
  { "varbit", "bit varying", RV_TYPE_BIT },
  { "tsvector", NULL, RV_TYPE_TSVECTOR },
  { "int4range", NULL, RV_TYPE_RANGE },
  { "int8range", NULL, RV_TYPE_RANGE },
  { "numrange", NULL, RV_TYPE_RANGE },
  { "tsrange", NULL, RV_TYPE_RANGE },
  { "tstzrange", NULL, RV_TYPE_RANGE },
  { "daterange", NULL, RV_TYPE_RANGE },
  { "int4multirange", NULL, RV_TYPE_RANGE },
  { "int8multirange", NULL, RV_TYPE_RANGE },
  { "nummultirange", NULL, RV_TYPE_RANGE },
  { "tsmultirange", NULL, RV_TYPE_RANGE },
  { "tstzmultirange", NULL, RV_TYPE_RANGE },
  { "datemultirange", NULL, RV_TYPE_RANGE },
  { "point", NULL, RV_TYPE_GEOMETRIC },
  { "line", NULL, RV_TYPE_GEOMETRIC },
  { "lseg", NULL, RV_TYPE_GEOMETRIC },
  { "box", NULL, RV_TYPE_GEOMETRIC },
  { "path", NULL, RV_TYPE_GEOMETRIC },
  { "polygon", NULL, RV_TYPE_GEOMETRIC },
  { "circle", NULL, RV_TYPE_GEOMETRIC },
  { "oid", NULL, RV_TYPE_OID },
  { "regclass", NULL, RV_TYPE_REG },
  { "regproc", NULL, RV_TYPE_REG },
  { "regprocedure", NULL, RV_TYPE_REG },
  { "regtype", NULL, RV_TYPE_REG },
  { "regrole", NULL, RV_TYPE_REG },
  { "regnamespace", NULL, RV_TYPE_REG },
  { "regoper", NULL, RV_TYPE_REG },
  { "regoperator", NULL, RV_TYPE_REG },
  { "regconfig", NULL, RV_TYPE_REG },
  { "regdictionary", NULL, RV_TYPE_REG },
  { "regcollation", NULL, RV_TYPE_REG },
};

/* ---- the text taken apart ------------------------------------------------------------------------ */

typedef struct {
  GString *schema;      /* as in the catalog */
  GString *name;
  gboolean is_quoted;
  int numbers[2];
  gboolean is_array;
} Parts;

/* Returns: what follows the word (bare: in lower case, or quoted) at @p, which is added to @word. */
static const char *
take_word (const char *p, GString *word, gboolean *is_quoted)
{
  if (*p == '"')
    {
      *is_quoted = TRUE;
      for (p++; *p != '\0' && !(*p == '"' && p[1] != '"'); p++)
        {
          p += *p == '"';
          g_string_append_c (word, *p);
        }
      return *p == '"' ? p + 1 : p;
    }
  for (; *p != '\0' && strchr (" \t\n\r.([\"", *p) == NULL; p++)
    g_string_append_c (word, g_ascii_tolower (*p));
  return p;
}

static const char *
take_numbers (const char *p, Parts *parts)
{
  for (guint i = 0; *p != '\0' && *p != ')'; i++)
    {
      char *end;
      long number = strtol (p + 1, &end, 10);

      if (i < 2 && end > p + 1)
        parts->numbers[i] = (int) CLAMP (number, -1, 1 << 30);
      for (p = end > p + 1 ? end : p + 1; *p != '\0' && *p != ',' && *p != ')';)
        p++;
    }
  return *p == ')' ? p + 1 : p;
}

static void
take_apart (const char *text, Parts *parts)
{
  const char *p = text;

  while (*p != '\0')
    if (g_ascii_isspace (*p))
      p++;
    else if (*p == '.')
      {
        g_string_assign (parts->schema, parts->name->str);
        g_string_truncate (parts->name, 0);
        p++;
      }
    else if (*p == '(')
      p = take_numbers (p, parts);
    else if (*p == '[')
      {
        parts->is_array = TRUE;
        return;
      }
    else
      {
        if (parts->name->len > 0)
          g_string_append_c (parts->name, ' ');
        p = take_word (p, parts->name, &parts->is_quoted);
      }
  if (!parts->is_quoted && g_str_has_suffix (parts->name->str, " array"))
    {
      parts->is_array = TRUE;
      g_string_truncate (parts->name, parts->name->len - strlen (" array"));
    }
}

/* ---- families --------------------------------------------------------------------------------------- */

static gboolean
find_family (const Parts *parts, RvTypeFacts *type)
{
  const char *name = parts->name->str;

  if (parts->schema->len > 0 && strcmp (parts->schema->str, "pg_catalog") != 0)
    return FALSE;
  if (g_str_has_prefix (name, "interval "))
    name = "interval";
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (strcmp (families[i].name, name) == 0)
      {
        type->family = families[i].family;
        type->name = families[i].canonical != NULL ? families[i].canonical : families[i].name;
        return TRUE;
      }
  return FALSE;
}

static RvObject *
find_user_type (RvModel *model, const Parts *parts)
{
  static const RvKind kinds[] = { RV_KIND_DOMAIN, RV_KIND_ENUM, RV_KIND_COMPOSITE, RV_KIND_RANGE };
  const GPtrArray *schemas = rv_model_all (model, RV_KIND_SCHEMA);

  for (guint i = 0; i < schemas->len; i++)
    {
      const RvSchema *schema = schemas->pdata[i];

      if (parts->schema->len > 0 && strcmp (schema->name, parts->schema->str) != 0)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          RvObject *object = rv_model_find (model, kinds[k], schema->object.id, parts->name->str);

          if (object != NULL)
            return object;
        }
    }
  return NULL;
}

static const RvTypeFacts *type_of (RvFacts *facts, const char *text, guint depth);

static void
take_user_type (RvFacts *facts, const RvObject *object, RvTypeFacts *type, guint depth)
{
  const RvTypeFacts *base;

  if (object->kind != RV_KIND_DOMAIN)
    {
      type->user_type = object->id;
      type->family = object->kind == RV_KIND_ENUM ? RV_TYPE_ENUM : object->kind == RV_KIND_RANGE ? RV_TYPE_RANGE : RV_TYPE_COMPOSITE;
      return;
    }
  type->domain = object->id;
  if (depth == 0)
    return;
  base = type_of (facts, ((const RvDomain *) object)->type, depth - 1);
  type->family = base->family;
  type->name = base->name;
  type->length = base->length;
  type->scale = base->scale;
  type->user_type = base->user_type;
  type->is_array = type->is_array || base->is_array;
}

static RvTypeFacts *
make_type (RvFacts *facts, const char *text, guint depth)
{
  RvTypeFacts *type = g_new0 (RvTypeFacts, 1);
  Parts parts = { g_string_new (NULL), g_string_new (NULL), FALSE, { -1, -1 }, FALSE };
  const RvObject *user_type;

  take_apart (text, &parts);
  type->length = parts.numbers[0];
  type->scale = parts.numbers[1];
  type->is_array = parts.is_array;
  if (parts.is_quoted || !find_family (&parts, type))
    {
      type->name = g_intern_string (parts.name->str);
      user_type = find_user_type (facts->model, &parts);
      if (user_type != NULL)
        take_user_type (facts, user_type, type, depth);
    }
  if (type->family == RV_TYPE_CHAR && type->length < 0 && type->domain == 0)
    type->length = 1;
  g_string_free (parts.schema, TRUE);
  g_string_free (parts.name, TRUE);
  return type;
}

static const RvTypeFacts *
type_of (RvFacts *facts, const char *text, guint depth)
{
  RvTypeFacts *type = g_hash_table_lookup (facts->types, text);

  if (type == NULL)
    {
      type = make_type (facts, text, depth);
      g_hash_table_insert (facts->types, g_strdup (text), type);
    }
  return type;
}

const RvTypeFacts *
rv_facts_type (RvFacts *facts, const char *text)
{
  return type_of (facts, text != NULL ? text : "", 16);
}

gboolean
rv_type_is_text (const RvTypeFacts *type)
{
  return !type->is_array
         && (type->family == RV_TYPE_TEXT || type->family == RV_TYPE_VARCHAR || type->family == RV_TYPE_CHAR || strcmp (type->name, "citext") == 0);
}

gboolean
rv_type_is_integer (const RvTypeFacts *type)
{
  return !type->is_array && type->family >= RV_TYPE_SMALLINT && type->family <= RV_TYPE_BIGINT;
}

gboolean
rv_type_is_number (const RvTypeFacts *type)
{
  return !type->is_array && type->family >= RV_TYPE_SMALLINT && type->family <= RV_TYPE_MONEY;
}

gboolean
rv_type_is_time (const RvTypeFacts *type)
{
  return !type->is_array && (type->family == RV_TYPE_DATE || type->family == RV_TYPE_TIMESTAMP || type->family == RV_TYPE_TIMESTAMPTZ);
}
