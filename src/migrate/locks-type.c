/* Data types: which changes rewrite a table, which expressions differ from row to row, which domains have constraints. */
#include "migrate/locks-private.h"

#define MAX_DOMAINS 32
#define MAX_TYPMODS 2

/* A type taken apart: int4, varchar with 50, numeric with 10 and 2. */
typedef struct {
  char *name;
  int typmods[MAX_TYPMODS];
  guint n_typmods;
  guint n_dimensions;
  RvDomain *domain;       /* the type is this domain */
  gboolean is_known;
} Shape;

static void
clear_shape (Shape *shape)
{
  g_clear_pointer (&shape->name, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shape, clear_shape)

const char *
rv_lock_type_name (const PgQuery__TypeName *type)
{
  const char *schema, *name;

  if (type == NULL)
    return "";
  rv_pg_names (type->names, type->n_names, &schema, &name);
  return name;
}

gboolean
rv_lock_is_serial (const PgQuery__TypeName *type)
{
  static const char *const names[] = { "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8", NULL };

  return type != NULL && type->n_names == 1 && g_strv_contains (names, rv_lock_type_name (type));
}

static RvDomain *
find_domain (Locker *l, const PgQuery__TypeName *type)
{
  static const RvKind kinds[] = { RV_KIND_DOMAIN, RV_KIND_NONE };
  const char *schema, *name;

  rv_pg_names (type->names, type->n_names, &schema, &name);
  return rv_lock_find (l, schema, name, kinds);
}

static void
take_typmods (Shape *shape, const PgQuery__TypeName *type)
{
  gboolean is_interval = g_str_equal (shape->name, "interval");

  for (gsize i = is_interval ? 1 : 0; i < type->n_typmods && shape->n_typmods < MAX_TYPMODS; i++)
    {
      const PgQuery__AConst *value = type->typmods[i]->node_case == NODE (A_CONST) ? type->typmods[i]->a_const : NULL;

      if (value != NULL && value->val_case == PG_QUERY__A__CONST__VAL_IVAL)
        shape->typmods[shape->n_typmods++] = value->ival->ival;
    }
  /* numeric (10) is numeric (10, 0). */
  if (g_str_equal (shape->name, "numeric") && shape->n_typmods == 1)
    shape->typmods[shape->n_typmods++] = 0;
}

static void
take_type (Locker *l, const PgQuery__TypeName *type, Shape *shape)
{
  shape->name = g_strdup (rv_lock_type_name (type));
  shape->n_dimensions = type->n_array_bounds > 0 ? 1 : 0;
  shape->domain = shape->n_dimensions == 0 ? find_domain (l, type) : NULL;
  shape->is_known = TRUE;
  take_typmods (shape, type);
}

static const PgQuery__TypeName *
type_in (const RvPgTree *tree)
{
  const PgQuery__SelectStmt *select;

  if (tree->tree == NULL || tree->tree->n_stmts != 1 || tree->tree->stmts[0]->stmt->node_case != NODE (SELECT_STMT))
    return NULL;
  select = tree->tree->stmts[0]->stmt->select_stmt;
  if (select->n_target_list != 1 || select->target_list[0]->res_target->val->node_case != NODE (TYPE_CAST))
    return NULL;
  return select->target_list[0]->res_target->val->type_cast->type_name;
}

static void
parse_type (Locker *l, const char *text, Shape *shape)
{
  g_autofree char *sql = g_strconcat ("SELECT NULL::", text, NULL);
  g_auto (RvPgTree) tree = { 0 };
  const PgQuery__TypeName *type;

  if (text == NULL || rv_pg_weight (sql) > RV_PG_HEAVY)
    return;
  rv_pg_parse (sql, &tree);
  type = type_in (&tree);
  if (type != NULL)
    take_type (l, type, shape);
}

/* ---- domains ------------------------------------------------------------------------------------- */

static gboolean
has_constraint (Locker *l, RvDomain *domain)
{
  g_autoptr (GPtrArray) checks = rv_model_children (l->model, domain->object.id, RV_KIND_DOMAIN_CHECK);

  return domain->not_null || checks->len > 0;
}

/* The first domain with a constraint from @domain down; *base gets the type below them all. */
static RvDomain *
descend (Locker *l, RvDomain *domain, Shape *base)
{
  RvDomain *constrained = NULL;

  for (guint i = 0; domain != NULL && i < MAX_DOMAINS; i++)
    {
      if (constrained == NULL && has_constraint (l, domain))
        constrained = domain;
      clear_shape (base);
      *base = (Shape) { 0 };
      parse_type (l, domain->type, base);
      domain = base->domain;
    }
  return constrained;
}

RvDomain *
rv_lock_constrained_domain (Locker *l, const PgQuery__TypeName *type)
{
  g_auto (Shape) base = { 0 };
  RvDomain *domain = type != NULL && type->n_array_bounds == 0 ? find_domain (l, type) : NULL;

  return domain != NULL ? descend (l, domain, &base) : NULL;
}

/* ---- changes of type --------------------------------------------------------------------------------- */

/* Types whose values of one are values of the other as they stand. */
static const struct {
  const char *from, *to;
} same_bytes[] = {
  { "varchar", "text" }, { "text", "varchar" }, { "varchar", "bpchar" }, { "text", "bpchar" }, { "citext", "text" },
  { "text", "citext" }, { "citext", "varchar" }, { "varchar", "citext" }, { "cidr", "inet" }, { "bit", "varbit" }, { "varbit", "bit" },
  { "xml", "text" }, { "xml", "varchar" }, { "int4", "oid" }, { "oid", "int4" }, { "oid", "regclass" }, { "regclass", "oid" },
  { "regclass", "int4" }, { "int4", "regclass" }, { "oid", "regtype" }, { "regtype", "oid" }, { "oid", "regproc" }, { "regproc", "oid" },
};

static gboolean
is_word_for (const char *name, const char *const *words)
{
  return g_strv_contains (words, name);
}

/* "timestamptz" and "timestamp" in a session whose zone is UTC. */
static gboolean
differ_by_zone (const Shape *from, const Shape *to)
{
  static const char *const names[] = { "timestamp", "timestamptz", NULL };

  return is_word_for (from->name, names) && is_word_for (to->name, names) && !g_str_equal (from->name, to->name);
}

static gboolean
is_utc (Locker *l)
{
  static const char *const names[] = { "utc", "gmt", "etc/utc", "etc/gmt", "zulu", "etc/uct", "uct", "universal", "0", "+00", "+00:00", NULL };
  g_autofree char *zone = l->context->time_zone != NULL ? g_ascii_strdown (l->context->time_zone, -1) : NULL;

  return zone != NULL && g_strv_contains (names, zone);
}

static gboolean
has_same_bytes (Locker *l, const Shape *from, const Shape *to)
{
  if (g_str_equal (from->name, to->name))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (same_bytes); i++)
    if (g_str_equal (same_bytes[i].from, from->name) && g_str_equal (same_bytes[i].to, to->name))
      return TRUE;
  return differ_by_zone (from, to) && is_utc (l);
}

/* Whether every value fits the lengths of @to without being looked at. */
static gboolean
lengths_fit (const Shape *from, const Shape *to)
{
  static const char *const growing[] = { "varchar", "varbit", "timestamp", "timestamptz", "time", "timetz", "interval", NULL };

  if (to->n_typmods == 0)
    return TRUE;
  if (from->n_typmods == to->n_typmods && memcmp (from->typmods, to->typmods, sizeof (int) * to->n_typmods) == 0
      && g_str_equal (from->name, to->name))
    return TRUE;
  if (g_str_equal (to->name, "numeric"))
    return from->n_typmods == 2 && to->typmods[1] == from->typmods[1] && to->typmods[0] >= from->typmods[0];
  return is_word_for (to->name, growing) && from->n_typmods == 1 && to->typmods[0] >= from->typmods[0]
         && (g_str_equal (from->name, to->name) || differ_by_zone (from, to));
}

/* USING c, USING c::type and no USING say the same. */
static gboolean
is_plain_using (const Node *using, const PgQuery__TypeName *to, const char *column)
{
  const PgQuery__ColumnRef *reference;

  if (using == NULL)
    return TRUE;
  if (using->node_case == NODE (TYPE_CAST))
    return rv_pg_trees_equal (using->type_cast->type_name, to) && is_plain_using (using->type_cast->arg, to, column);
  if (using->node_case != NODE (COLUMN_REF))
    return FALSE;
  reference = using->column_ref;
  return reference->n_fields > 0 && g_strcmp0 (rv_pg_string (reference->fields[reference->n_fields - 1]), column) == 0;
}

static void
base_shape (Locker *l, const Shape *shape, gboolean is_source, Shape *base)
{
  if (shape->domain != NULL)
    {
      /* What a domain holds is taken as it comes: its length is not known to fit. */
      descend (l, shape->domain, base);
      base->n_typmods = is_source ? 0 : base->n_typmods;
    }
  else
    *base = (Shape) { g_strdup (shape->name), { shape->typmods[0], shape->typmods[1] }, shape->n_typmods, shape->n_dimensions, NULL, TRUE };
}

static gboolean
needs_rewrite (Locker *l, const Shape *from, const Shape *to, const char *text, char **why)
{
  g_auto (Shape) old = { 0 }, new = { 0 };

  base_shape (l, from, TRUE, &old);
  base_shape (l, to, FALSE, &new);
  if (!old.is_known || !new.is_known)
    *why = g_strdup_printf (_("What its type was is not known: a change to %s may rewrite the table."), text);
  else if (old.n_dimensions != new.n_dimensions || !has_same_bytes (l, &old, &new))
    *why = differ_by_zone (&old, &new)
             ? g_strdup (_("Each timestamp is computed anew unless the time zone of the session is UTC."))
             : g_strdup_printf (_("%s and %s are stored differently: every row is converted."), from->name, text);
  else if (old.n_dimensions > 0 ? !(g_str_equal (old.name, new.name) && lengths_fit (&old, &new) && old.n_typmods == new.n_typmods
                                    && memcmp (old.typmods, new.typmods, sizeof old.typmods) == 0)
                                : !lengths_fit (&old, &new))
    *why = g_strdup_printf (_("Whether each value fits into %s has to be looked at, and each row is written anew."), text);
  else
    {
      *why = g_strdup (_("Every value of the old type is one of the new type as it is stored: nothing is rewritten."));
      return FALSE;
    }
  return TRUE;
}

static char *
type_text (const Shape *shape)
{
  const char *array = shape->n_dimensions > 0 ? "[]" : "";

  if (shape->n_typmods == 2)
    return g_strdup_printf ("%s(%d,%d)%s", shape->name, shape->typmods[0], shape->typmods[1], array);
  if (shape->n_typmods == 1)
    return g_strdup_printf ("%s(%d)%s", shape->name, shape->typmods[0], array);
  return g_strconcat (shape->name, array, NULL);
}

gboolean
rv_lock_type_rewrites (Locker *l, const char *from, const PgQuery__TypeName *to, const Node *using, const char *column, char **why)
{
  g_auto (Shape) old = { 0 }, new = { 0 };
  g_autofree char *text = NULL;
  RvDomain *domain;

  parse_type (l, from, &old);
  take_type (l, to, &new);
  text = type_text (&new);
  domain = rv_lock_constrained_domain (l, to);
  if (!is_plain_using (using, to, column))
    *why = g_strdup (_("USING computes each value anew."));
  else if (!old.is_known)
    *why = g_strdup_printf (_("What its type was is not known: a change to %s may rewrite the table."), text);
  else if (domain != NULL && domain != old.domain)
    *why = g_strdup_printf (_("Each value is checked against the domain %s, and each row is written anew."), domain->name);
  else
    return needs_rewrite (l, &old, &new, text, why);
  return TRUE;
}

gboolean
rv_lock_type_keeps_index (Locker *l, const char *from, const PgQuery__TypeName *to)
{
  static const char *const texts[] = { "text", "varchar", NULL };
  static const char *const addresses[] = { "inet", "cidr", NULL };
  g_auto (Shape) old = { 0 }, new = { 0 }, old_base = { 0 }, new_base = { 0 };

  parse_type (l, from, &old);
  take_type (l, to, &new);
  base_shape (l, &old, TRUE, &old_base);
  base_shape (l, &new, FALSE, &new_base);
  if (!old_base.is_known || !new_base.is_known)
    return FALSE;
  return g_str_equal (old_base.name, new_base.name) || (is_word_for (old_base.name, texts) && is_word_for (new_base.name, texts))
         || (is_word_for (old_base.name, addresses) && is_word_for (new_base.name, addresses));
}

/* ---- volatile expressions ---------------------------------------------------------------------------- */

/* Functions of PostgreSQL itself that defaults are made of and that give one value for all rows of a statement. */
static const char *const steady_functions[] = {
  "abs", "age", "array", "array_append", "array_cat", "array_fill", "array_length", "array_position", "array_prepend", "array_remove",
  "array_replace", "array_to_json", "array_to_string", "ascii", "btrim", "cardinality", "cast", "ceil", "ceiling", "char_length",
  "character_length", "chr", "concat", "concat_ws", "convert_from", "convert_to", "cos", "current_catalog", "current_database",
  "current_query", "current_role", "current_schema", "current_schemas", "current_setting", "current_user", "date", "date_bin", "date_part",
  "date_trunc", "daterange", "decode", "degrees", "div", "encode", "exp", "extract", "factorial", "floor", "format", "gcd", "get_bit",
  "get_byte", "get_current_ts_config", "greatest", "hashtext", "inet_client_addr", "inet_client_port", "inet_server_addr",
  "inet_server_port", "initcap", "int4range", "int8range", "isempty", "isfinite", "json_array_length", "json_build_array",
  "json_build_object", "json_object", "json_strip_nulls", "json_typeof", "jsonb_array_length", "jsonb_build_array", "jsonb_build_object",
  "jsonb_object", "jsonb_pretty", "jsonb_set", "jsonb_strip_nulls", "jsonb_typeof", "justify_days", "justify_hours", "justify_interval",
  "lcm", "least", "left", "length", "ln", "log", "lower", "lower_inc", "lower_inf", "lpad", "ltrim", "make_date", "make_interval",
  "make_time", "make_timestamp", "make_timestamptz", "masklen", "md5", "mod", "netmask", "network", "now", "nullif", "numrange",
  "octet_length", "overlay", "parse_ident", "pg_backend_pid", "pg_client_encoding", "pg_current_xact_id", "pg_get_userbyid", "pg_typeof", "pi",
  "point", "position", "power", "quote_ident", "quote_literal", "quote_nullable", "radians", "regexp_match", "regexp_replace",
  "regexp_split_to_array", "repeat", "replace", "reverse", "right", "round", "row_to_json", "rpad", "rtrim", "session_user", "set_bit",
  "set_byte", "sha224", "sha256", "sha384", "sha512", "sign", "sin", "split_part", "sqrt", "starts_with", "statement_timestamp",
  "string_to_array", "strpos", "substr", "substring", "system_user", "tan", "text", "timezone", "to_ascii", "to_char", "to_date", "to_hex",
  "to_json", "to_jsonb", "to_number", "to_timestamp", "to_tsquery", "to_tsvector", "transaction_timestamp", "translate", "trunc",
  "tsrange", "tstzrange", "txid_current", "txid_snapshot_xmin", "unistr", "upper", "upper_inc", "upper_inf", "user", "version",
  "width_bucket", NULL,
};

typedef struct {
  Locker *l;
  const char *function;
} Volatile;

/* The name of the function called, where it is a volatile one; or NULL. */
static const char *
volatile_call (Locker *l, const PgQuery__FuncCall *call)
{
  static const RvKind kinds[] = { RV_KIND_ROUTINE, RV_KIND_NONE };
  const char *schema, *name;
  RvRoutine *routine;

  rv_pg_names (call->funcname, call->n_funcname, &schema, &name);
  routine = rv_lock_find (l, schema, name, kinds);
  if (routine != NULL ? routine->volatility == RvVolatility_VOLATILE : !g_strv_contains (steady_functions, name))
    return name;
  return NULL;
}

static void
visit_call (const ProtobufCMessage *message, gpointer data)
{
  Volatile *v = data;

  if (v->function != NULL)
    return;
  if (message->descriptor == &pg_query__func_call__descriptor)
    v->function = volatile_call (v->l, (const PgQuery__FuncCall *) message);
  rv_pg_each_child (message, visit_call, v);
}

gboolean
rv_lock_is_volatile (Locker *l, const Node *expression, const char **function)
{
  Volatile v = { l, NULL };

  if (expression != NULL)
    visit_call (rv_pg_unwrap (expression), &v);
  *function = v.function;
  return v.function != NULL;
}
