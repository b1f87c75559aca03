/* Functions, procedures, aggregates, operators and casts. */
#include "sql/postgresql/reader.h"

/* ---- arguments ------------------------------------------------------------------------------------ */

static RvArgumentMode
mode_of (PgQuery__FunctionParameterMode mode)
{
  switch ((int) mode)
    {
    case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT: return RvArgumentMode_OUT;
    case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_INOUT: return RvArgumentMode_INOUT;
    case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC: return RvArgumentMode_VARIADIC;
    case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE: return RvArgumentMode_TABLE;
    default: return RvArgumentMode_IN;
    }
}

static gboolean
is_input (const PgQuery__FunctionParameter *p)
{
  RvArgumentMode mode = mode_of (p->mode);

  return mode != RvArgumentMode_OUT && mode != RvArgumentMode_TABLE;
}

static void
add_argument (RvPgReader *r, RvRoutine *routine, const PgQuery__FunctionParameter *p)
{
  RvArgument *argument = rv_edit_insert (r->edit, RV_KIND_ARGUMENT, routine->object.id);
  int from = rv_pg_at (r, p->arg_type->location), end = rv_pg_element_end (r, from), type_end = rv_pg_type_end (r, from);

  rv_edit_set_number (r->edit, argument, RvArgument_mode, mode_of (p->mode));
  rv_edit_set_text (r->edit, argument, RvArgument_name, rv_pg_given (p->name));
  rv_pg_set_type (r, argument, RvArgument_type, from, type_end, p->arg_type);
  if (p->defexpr != NULL)
    rv_pg_set_sql (r, argument, RvArgument_default_value, type_end + 1, end, p->defexpr, NULL);
}

static char *
key_of (RvPgReader *r, const PgQuery__CreateFunctionStmt *s)
{
  GString *key = g_string_new (NULL);

  for (gsize i = 0; i < s->n_parameters; i++)
    if (is_input (s->parameters[i]->function_parameter))
      {
        g_autofree char *type = rv_pg_type_key (r, s->parameters[i]->function_parameter->arg_type);

        g_string_append_printf (key, "%s%s", key->len > 0 ? "," : "", type);
      }
  return g_string_free (key, FALSE);
}

/* ---- options ----------------------------------------------------------------------------------------- */

static gboolean
option_is_on (const PgQuery__DefElem *option)
{
  return option->arg != NULL && option->arg->node_case == NODE (BOOLEAN) && option->arg->boolean->boolval;
}

static int
word_of (int field, const Node *arg)
{
  const char *text = rv_pg_string (arg);

  return MAX (text != NULL ? rv_field_word (rv_field_info (field), text) : 0, 0);
}

static void
set_body (RvPgReader *r, RvRoutine *routine, const PgQuery__DefElem *option)
{
  Node **parts = option->arg->list->items;
  const char *body = option->arg->list->n_items > 0 ? rv_pg_string (parts[0]) : NULL;

  rv_edit_set_text (r->edit, routine, RvRoutine_body, body);
  rv_pg_read_body_later (r, routine);
  rv_edit_set_text (r->edit, routine, RvRoutine_link_symbol, option->arg->list->n_items > 1 ? rv_pg_string (parts[1]) : NULL);
}

/* SET and RESET clauses are kept in the order of the script; the last one for a name counts. */
static void
add_configuration (RvPgReader *r, RvRoutine *routine, int from, int to)
{
  g_autofree char *clause = rv_pg_text (r, from, to);
  g_autofree char *all = routine->configuration != NULL ? g_strconcat (routine->configuration, "\n", clause, NULL) : g_strdup (clause);

  rv_edit_set_text (r->edit, routine, RvRoutine_configuration, all);
}

static void
reset_configuration (RvPgReader *r, RvRoutine *routine, const char *name)
{
  g_auto (GStrv) clauses = g_strsplit (routine->configuration != NULL ? routine->configuration : "", "\n", -1);
  g_autoptr (GString) rest = g_string_new (NULL);
  gsize length = name != NULL ? strlen (name) : 0;

  for (guint i = 0; clauses[i] != NULL; i++)
    if (name != NULL && clauses[i][0] != '\0'
        && !(g_ascii_strncasecmp (clauses[i], "SET ", 4) == 0 && g_ascii_strncasecmp (clauses[i] + 4, name, length) == 0
             && !g_ascii_isalnum (clauses[i][4 + length]) && clauses[i][4 + length] != '_'))
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? "\n" : "", clauses[i]);
  rv_edit_set_text (r->edit, routine, RvRoutine_configuration, rest->len > 0 ? rest->str : NULL);
}

static void
set_configuration (RvPgReader *r, RvRoutine *routine, const PgQuery__DefElem *option, int from, int to)
{
  const PgQuery__VariableSetStmt *set = option->arg->variable_set_stmt;
  gboolean is_reset = set->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET || set->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL
                      || set->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_DEFAULT;

  reset_configuration (r, routine, rv_pg_given (set->name));
  if (!is_reset)
    add_configuration (r, routine, from, to);
}

static void
set_flag (RvPgReader *r, RvRoutine *routine, const PgQuery__DefElem *option)
{
  static const struct {
    const char *name;
    int field;
  } flags[] = { { "strict", RvRoutine_is_strict }, { "security", RvRoutine_security_definer }, { "leakproof", RvRoutine_is_leakproof }, { "window", RvRoutine_is_window } };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_equal (option->defname, flags[i].name))
      rv_edit_set_number (r->edit, routine, flags[i].field, option_is_on (option));
}

static void
set_option (RvPgReader *r, RvRoutine *routine, const PgQuery__DefElem *option, int to)
{
  const char *name = option->defname;
  int from = rv_pg_at (r, option->location);

  if (g_str_equal (name, "as"))
    set_body (r, routine, option);
  else if (g_str_equal (name, "language"))
    rv_edit_set_text (r->edit, routine, RvRoutine_language, rv_pg_string (option->arg));
  else if (g_str_equal (name, "volatility"))
    rv_edit_set_number (r->edit, routine, RvRoutine_volatility, word_of (RvRoutine_volatility, option->arg));
  else if (g_str_equal (name, "parallel"))
    rv_edit_set_number (r->edit, routine, RvRoutine_parallel, word_of (RvRoutine_parallel, option->arg));
  else if (g_str_equal (name, "cost"))
    rv_pg_set_slice (r, routine, RvRoutine_cost, from + 1, to);
  else if (g_str_equal (name, "rows"))
    rv_pg_set_slice (r, routine, RvRoutine_result_rows, from + 1, to);
  else if (g_str_equal (name, "support"))
    rv_pg_set_slice (r, routine, RvRoutine_support, from + 1, rv_pg_name_end (r, from + 1));
  else if (g_str_equal (name, "transform"))
    rv_pg_set_slice (r, routine, RvRoutine_transforms, from + 1, to);
  else if (g_str_equal (name, "set"))
    set_configuration (r, routine, option, from, to);
  else
    set_flag (r, routine, option);
}

/* Where an SQL-standard body (BEGIN ATOMIC … or RETURN …) begins, or the end. */
static int
standard_body_start (RvPgReader *r, int from)
{
  int n = rv_pg_n_tokens (r);

  for (int i = from; i < n; i = rv_pg_after (r, i))
    if (rv_pg_is (r, i, "RETURN") || (rv_pg_is (r, i, "BEGIN") && rv_pg_is (r, i + 1, "ATOMIC")))
      return i;
  return n;
}

static void
set_options (RvPgReader *r, RvRoutine *routine, Node **options, gsize n, int end)
{
  for (gsize i = 0; i < n; i++)
    {
      int to = i + 1 < n ? rv_pg_at (r, options[i + 1]->def_elem->location) : end;

      set_option (r, routine, options[i]->def_elem, to);
    }
}

/* ---- CREATE FUNCTION ------------------------------------------------------------------------------- */

static gboolean
is_set_returning (const PgQuery__CreateFunctionStmt *s)
{
  for (gsize i = 0; i < s->n_parameters; i++)
    if (mode_of (s->parameters[i]->function_parameter->mode) == RvArgumentMode_TABLE)
      return TRUE;
  return s->return_type != NULL && s->return_type->setof;
}

/* A replaced routine starts anew but keeps its identity, owner, grants and comment. */
static void
empty_routine (RvPgReader *r, RvRoutine *routine)
{
  g_autoptr (GPtrArray) arguments = rv_model_children (r->model, routine->object.id, RV_KIND_ARGUMENT);
  g_autoptr (GPtrArray) references = rv_model_children (r->model, routine->object.id, RV_KIND_REFERENCE);
  static const int texts[] = { RvRoutine_returns, RvRoutine_body, RvRoutine_link_symbol, RvRoutine_cost, RvRoutine_result_rows,
                               RvRoutine_support, RvRoutine_transforms, RvRoutine_configuration };
  static const int numbers[] = { RvRoutine_volatility, RvRoutine_is_strict, RvRoutine_security_definer, RvRoutine_is_leakproof,
                                 RvRoutine_is_window, RvRoutine_parallel, RvRoutine_is_sql_standard_body };

  for (guint i = 0; i < arguments->len; i++)
    rv_edit_remove (r->edit, arguments->pdata[i]);
  for (guint i = 0; i < references->len; i++)
    rv_edit_remove (r->edit, references->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    rv_edit_set_text (r->edit, routine, texts[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    rv_edit_set_number (r->edit, routine, numbers[i], 0);
}

static RvRoutine *
make_routine (RvPgReader *r, const PgQuery__CreateFunctionStmt *s, const char *key)
{
  const char *schema, *name;
  RvSchema *home;
  RvRoutine *routine;

  rv_pg_names (s->funcname, s->n_funcname, &schema, &name);
  home = rv_pg_home (r, schema);
  routine = rv_pg_find_routine_keyed (r, home->name, name, key, RV_KIND_ROUTINE);
  if (routine != NULL && !s->replace)
    {
      rv_pg_fail (r, -1, _("There is a function “%s” with these arguments already."), name);
      return NULL;
    }
  if (routine != NULL)
    {
      empty_routine (r, routine);
      return routine;
    }
  routine = rv_edit_insert (r->edit, RV_KIND_ROUTINE, home->object.id);
  rv_edit_set_text (r->edit, routine, RvRoutine_name, name);
  rv_edit_set_number (r->edit, routine, RvRoutine_owner_id, r->session_role);
  rv_pg_set_signature (r, routine, key);
  return routine;
}

static void
apply_routine (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateFunctionStmt *s = statement;
  g_autofree char *key = key_of (r, s);
  RvRoutine *routine = make_routine (r, s, key);
  int end = rv_pg_n_tokens (r), open;

  if (routine == NULL)
    return;
  open = rv_pg_find_sign (r, 0, end, '(');
  rv_edit_set_number (r->edit, routine, RvRoutine_type, s->is_procedure ? RvRoutineType_PROCEDURE : RvRoutineType_FUNCTION);
  for (gsize i = 0; i < s->n_parameters; i++)
    add_argument (r, routine, s->parameters[i]->function_parameter);
  rv_edit_set_number (r->edit, routine, RvRoutine_returns_set, is_set_returning (s));
  if (s->return_type != NULL && !rv_pg_is (r, rv_pg_find (r, rv_pg_after (r, open), end, "RETURNS") + 1, "TABLE"))
    {
      int from = rv_pg_at (r, s->return_type->location);

      rv_pg_set_type (r, routine, RvRoutine_returns, from, rv_pg_type_end (r, from), s->return_type);
    }
  if (s->sql_body != NULL)
    {
      int from = standard_body_start (r, rv_pg_after (r, open));

      rv_edit_set_number (r->edit, routine, RvRoutine_is_sql_standard_body, TRUE);
      rv_pg_set_sql (r, routine, RvRoutine_body, from, end, s->sql_body, NULL);
      end = from;
    }
  rv_edit_set_text (r->edit, routine, RvRoutine_language, "sql");
  set_options (r, routine, s->options, s->n_options, end);
  rv_pg_made (r, routine);
}

static void
apply_alter_routine (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterFunctionStmt *s = statement;
  RvRoutine *routine = rv_pg_find_routine (r, s->func, FALSE);
  int end = rv_pg_n_tokens (r);

  if (routine == NULL)
    {
      rv_pg_fail (r, -1, _("There is no such function."));
      return;
    }
  if (rv_pg_is (r, end - 1, "RESTRICT"))
    end--;
  set_options (r, routine, s->actions, s->n_actions, end);
}

/* ---- aggregates ---------------------------------------------------------------------------------------- */

static void
aggregate_arguments (RvPgReader *r, RvAggregate *aggregate, const PgQuery__DefineStmt *s, int open)
{
  rv_pg_set_sql (r, aggregate, RvAggregate_arguments, open + 1, rv_pg_after (r, open) - 1, &s->base, NULL);
  if (aggregate->arguments == NULL)
    rv_edit_set_text (r->edit, aggregate, RvAggregate_arguments, "*");
}

static char *
aggregate_key (RvPgReader *r, const PgQuery__DefineStmt *s)
{
  GString *key = g_string_new (NULL);
  const Node *list = s->n_args > 0 ? s->args[0] : NULL;

  for (gsize i = 0; list != NULL && list->node_case == NODE (LIST) && i < list->list->n_items; i++)
    {
      g_autofree char *type = rv_pg_type_key (r, list->list->items[i]->function_parameter->arg_type);

      g_string_append_printf (key, "%s%s", key->len > 0 ? "," : "", type);
    }
  return g_string_free (key, FALSE);
}

/* CREATE AGGREGATE name (BASETYPE = type, …): the form from before 8.2. */
static void
read_old_aggregate (RvPgReader *r, RvAggregate *aggregate, const PgQuery__DefineStmt *s)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  rv_edit_set_text (r->edit, aggregate, RvAggregate_arguments, "*");
  for (gsize i = 0; i < s->n_definition; i++)
    {
      const PgQuery__DefElem *option = s->definition[i]->def_elem;
      int from = rv_pg_at (r, option->location), end = rv_pg_element_end (r, from);
      g_autofree char *text = rv_pg_text (r, from, end);

      if (g_str_equal (option->defname, "basetype"))
        {
          g_autofree char *type = rv_pg_text (r, from + 2, end);
          g_autofree char *key = option->arg->node_case == NODE (TYPE_NAME) ? rv_pg_type_key (r, option->arg->type_name) : g_strdup ("");

          rv_edit_set_text (r->edit, aggregate, RvAggregate_arguments, g_ascii_strcasecmp (type, "'ANY'") == 0 ? "*" : type);
          rv_pg_set_signature (r, aggregate, key);
        }
      else
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? ", " : "", text);
    }
  rv_edit_set_text (r->edit, aggregate, RvAggregate_definition, rest->str);
}

static void
read_aggregate (RvPgReader *r, const PgQuery__DefineStmt *s)
{
  const char *schema, *name;
  g_autofree char *key = s->oldstyle ? NULL : aggregate_key (r, s);
  int n = rv_pg_n_tokens (r), open = rv_pg_find_sign (r, 0, n, '(');
  RvSchema *home;
  RvAggregate *aggregate;

  rv_pg_names (s->defnames, s->n_defnames, &schema, &name);
  home = rv_pg_home (r, schema);
  aggregate = key != NULL ? rv_pg_find_routine_keyed (r, home->name, name, key, RV_KIND_AGGREGATE) : NULL;
  if (aggregate != NULL && !s->replace)
    {
      rv_pg_fail (r, -1, _("There is an aggregate “%s” with these arguments already."), name);
      return;
    }
  if (aggregate == NULL)
    aggregate = rv_edit_insert (r->edit, RV_KIND_AGGREGATE, home->object.id);
  rv_edit_set_text (r->edit, aggregate, RvAggregate_name, name);
  rv_edit_set_number (r->edit, aggregate, RvAggregate_owner_id, r->session_role);
  if (s->oldstyle)
    read_old_aggregate (r, aggregate, s);
  else
    {
      int second = rv_pg_after (r, open);

      aggregate_arguments (r, aggregate, s, open);
      rv_pg_set_sql (r, aggregate, RvAggregate_definition, second + 1, rv_pg_after (r, second) - 1, &s->base, NULL);
      rv_pg_set_signature (r, aggregate, key);
    }
  rv_pg_made (r, aggregate);
}

/* ---- operators ------------------------------------------------------------------------------------------- */

static void
add_operator_option (RvPgReader *r, RvOperator *operator, int from, int to)
{
  g_autofree char *text = rv_pg_text (r, from, to);
  g_autofree char *all = operator->options != NULL ? g_strconcat (operator->options, ", ", text, NULL) : g_strdup (text);

  rv_edit_set_text (r->edit, operator, RvOperator_options, all);
}

static void
read_operator (RvPgReader *r, const PgQuery__DefineStmt *s)
{
  const char *schema, *name;
  RvOperator *operator;

  rv_pg_names (s->defnames, s->n_defnames, &schema, &name);
  operator = rv_edit_insert (r->edit, RV_KIND_OPERATOR, rv_pg_home (r, schema)->object.id);
  rv_edit_set_text (r->edit, operator, RvOperator_name, name);
  rv_edit_set_number (r->edit, operator, RvOperator_owner_id, r->session_role);
  for (gsize i = 0; i < s->n_definition; i++)
    {
      const PgQuery__DefElem *option = s->definition[i]->def_elem;
      int from = rv_pg_at (r, option->location), end = rv_pg_element_end (r, from);
      gboolean is_type = option->arg != NULL && option->arg->node_case == NODE (TYPE_NAME);

      if (g_str_equal (option->defname, "leftarg") && is_type)
        rv_pg_set_type (r, operator, RvOperator_left_type, from + 2, end, option->arg->type_name);
      else if (g_str_equal (option->defname, "rightarg") && is_type)
        rv_pg_set_type (r, operator, RvOperator_right_type, from + 2, end, option->arg->type_name);
      else if ((g_str_equal (option->defname, "function") || g_str_equal (option->defname, "procedure")) && is_type)
        {
          PgQuery__FuncCall call = PG_QUERY__FUNC_CALL__INIT;

          call.funcname = option->arg->type_name->names;
          call.n_funcname = option->arg->type_name->n_names;
          call.location = option->arg->type_name->location;
          rv_pg_set_sql (r, operator, RvOperator_function, from + 2, end, &call.base, NULL);
        }
      else
        add_operator_option (r, operator, from, end);
    }
  rv_pg_made (r, operator);
}

/* ---- collations ------------------------------------------------------------------------------------------ */

static void
read_collation (RvPgReader *r, const PgQuery__DefineStmt *s)
{
  static const struct {
    const char *option;
    int field;
  } texts[] = { { "provider", RvCollation_provider }, { "locale", RvCollation_locale }, { "lc_collate", RvCollation_lc_collate },
                { "lc_ctype", RvCollation_lc_ctype }, { "version", RvCollation_version } };
  const char *schema, *name;
  RvSchema *home;
  RvCollation *collation;

  rv_pg_names (s->defnames, s->n_defnames, &schema, &name);
  home = rv_pg_home (r, schema);
  if (rv_model_find (r->model, RV_KIND_COLLATION, home->object.id, name) != NULL)
    {
      if (!s->if_not_exists)
        rv_pg_fail (r, -1, _("There is a collation “%s” already."), name);
      return;
    }
  collation = rv_edit_insert (r->edit, RV_KIND_COLLATION, home->object.id);
  rv_edit_set_text (r->edit, collation, RvCollation_name, name);
  rv_edit_set_number (r->edit, collation, RvCollation_owner_id, r->session_role);
  for (gsize i = 0; i < s->n_definition; i++)
    {
      const PgQuery__DefElem *option = s->definition[i]->def_elem;
      int from = rv_pg_at (r, option->location);
      g_autofree char *value = NULL;

      if (g_str_equal (option->defname, "from"))
        {
          int word = rv_pg_find (r, 0, rv_pg_n_tokens (r), "FROM");

          rv_pg_set_slice (r, collation, RvCollation_copied_from, word + 1, rv_pg_name_end (r, word + 1));
          continue;
        }
      if (rv_pg_token (r, from + 2) != NULL)
        value = rv_pg_unquote (r->source, rv_pg_token (r, from + 2));
      if (g_str_equal (option->defname, "deterministic"))
        rv_edit_set_number (r->edit, collation, RvCollation_is_deterministic,
                            g_ascii_strcasecmp (value, "false") != 0 && g_ascii_strcasecmp (value, "off") != 0 && g_strcmp0 (value, "0") != 0);
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        if (g_str_equal (option->defname, texts[k].option))
          rv_edit_set_text (r->edit, collation, texts[k].field, value);
    }
}

/* CREATE of many sorts comes as one node; those without a kind are kept. */
static void
apply_define (RvPgReader *r, const void *statement)
{
  const PgQuery__DefineStmt *s = statement;

  switch ((int) s->kind)
    {
    case OBJECT (AGGREGATE):
      read_aggregate (r, s);
      break;
    case OBJECT (OPERATOR):
      read_operator (r, s);
      break;
    case OBJECT (COLLATION):
      read_collation (r, s);
      break;
    default:
      rv_pg_keep (r, NULL);
    }
}

/* ALTER OPERATOR … SET (RESTRICT = …): the options take the place of those of the same name. */
static void
apply_alter_operator (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterOperatorStmt *s = statement;
  RvOperator *operator = rv_pg_find_operator (r, s->opername);
  int set = rv_pg_find (r, 0, rv_pg_n_tokens (r), "SET");

  if (operator == NULL)
    rv_pg_fail (r, -1, _("There is no such operator."));
  else
    rv_pg_change_options (r, operator, RvOperator_options, set + 1, FALSE);
}

/* ---- casts --------------------------------------------------------------------------------------------------- */

static void
apply_cast (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateCastStmt *s = statement;
  int source = rv_pg_at (r, s->sourcetype->location), target = rv_pg_at (r, s->targettype->location), n = rv_pg_n_tokens (r), with;
  RvCast *cast;

  if (rv_pg_find_cast (r, s->sourcetype, s->targettype) != NULL)
    {
      rv_pg_fail (r, -1, _("There is a cast between these types already."));
      return;
    }
  cast = rv_edit_insert (r->edit, RV_KIND_CAST, 0);
  rv_pg_set_type (r, cast, RvCast_source_type, source, rv_pg_type_end (r, source), s->sourcetype);
  rv_pg_set_type (r, cast, RvCast_target_type, target, rv_pg_type_end (r, target), s->targettype);
  with = rv_pg_find (r, 3, n, "WITH");
  if (s->func != NULL && with > 0)
    {
      int name_end = rv_pg_name_end (r, with + 2);
      PgQuery__FuncCall call = PG_QUERY__FUNC_CALL__INIT;

      call.funcname = s->func->objname;
      call.n_funcname = s->func->n_objname;
      call.location = (int) rv_pg_token (r, with + 2)->start;
      rv_pg_set_sql (r, cast, RvCast_function, with + 2, rv_pg_is_sign (r, name_end, '(') ? rv_pg_after (r, name_end) : name_end, &call.base, NULL);
    }
  rv_edit_set_number (r->edit, cast, RvCast_method, s->inout ? RvCastMethod_INOUT : s->func != NULL ? RvCastMethod_FUNCTION : RvCastMethod_BINARY);
  rv_edit_set_number (r->edit, cast, RvCast_context,
                      s->context == PG_QUERY__COERCION_CONTEXT__COERCION_IMPLICIT     ? RvCastContext_IMPLICIT
                      : s->context == PG_QUERY__COERCION_CONTEXT__COERCION_ASSIGNMENT ? RvCastContext_ASSIGNMENT
                                                                                      : RvCastContext_EXPLICIT);
}

const RvPgHandler rv_pg_routine_handlers[] = {
  { NODE (CREATE_FUNCTION_STMT), NULL, apply_routine },
  { NODE (ALTER_FUNCTION_STMT), NULL, apply_alter_routine },
  { NODE (DEFINE_STMT), NULL, apply_define },
  { NODE (ALTER_OPERATOR_STMT), "ALTER OPERATOR", apply_alter_operator },
  { NODE (CREATE_CAST_STMT), "CREATE CAST", apply_cast },
  { 0 },
};
