/* One field at a time: what its text refers to, and whether it could stand there at all. The text
 * is parsed inside of a small statement that gives it the right place in the grammar. */
#include "sql/postgresql/parse.h"
#include "sql/postgresql/references.h"

typedef struct {
  int field;
  const char *before, *after;
} Frame;

/* Types and plain expressions need no row here. "" before and after: a script of its own. */
static const Frame frames[] = {
  { RvView_query, "", "" },
  { RvMaterializedView_query, "", "" },
  { RvQuery_text, "", "" },
  { RvKept_text, "", "" },
  { RvTrigger_function, "SELECT ", "()" },
  { RvEventTrigger_function, "SELECT ", "()" },
  { RvOperator_function, "SELECT ", "()" },
  { RvRoutine_support, "SELECT ", "()" },
  { RvWrapper_handler, "SELECT ", "()" },
  { RvWrapper_validator, "SELECT ", "()" },
  { RvRange_canonical, "SELECT ", "()" },
  { RvRange_subtype_diff, "SELECT ", "()" },
  { RvRange_subtype_opclass, "CREATE INDEX ON t (a ", ")" },
  { RvRange_multirange_name, "SELECT NULL::", "" },
  { RvCast_function, "DROP FUNCTION ", "" },
  { RvRewriteRule_commands, "CREATE RULE r AS ON UPDATE TO t DO ", "" },
  { RvTable_partition_key, "CREATE TABLE t (a int) PARTITION BY RANGE (", ")" },
  { RvTable_partition_bound, "CREATE TABLE t PARTITION OF p ", "" },
  { RvStatistics_expressions, "SELECT f(", ")" },
  { RvAggregate_arguments, "DROP AGGREGATE a (", ")" },
  { RvAggregate_definition, "CREATE AGGREGATE a (int) (", ")" },
  { RvOperator_options, "CREATE OPERATOR + (FUNCTION = f, ", ")" },
  { RvIndexColumn_opclass, "CREATE INDEX ON t (a ", ")" },
  { RvExclusionElement_opclass, "CREATE INDEX ON t (a ", ")" },
  { RvIndexColumn_opclass_parameters, "CREATE INDEX ON t (a o (", "))" },
  { RvExclusionElement_opclass_parameters, "CREATE INDEX ON t (a o (", "))" },
  { RvExclusionElement_operator, "CREATE TABLE t (EXCLUDE USING gist (a WITH ", "))" },
  { RvView_column_names, "CREATE VIEW v (", ") AS SELECT 1" },
  { RvMaterializedView_column_names, "CREATE VIEW v (", ") AS SELECT 1" },
  { RvPublicationObject_column_names, "SELECT f(", ")" },
  { RvView_options, "CREATE VIEW v WITH (", ") AS SELECT 1" },
  { RvTable_storage_parameters, "CREATE TABLE t () WITH (", ")" },
  { RvMaterializedView_storage_parameters, "CREATE TABLE t () WITH (", ")" },
  { RvIndex_storage_parameters, "CREATE TABLE t () WITH (", ")" },
  { RvKey_storage_parameters, "CREATE TABLE t () WITH (", ")" },
  { RvExclusion_storage_parameters, "CREATE TABLE t () WITH (", ")" },
  { RvColumn_options, "ALTER TABLE t ALTER a SET (", ")" },
  { RvTable_foreign_options, "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (", ")" },
  { RvColumn_foreign_options, "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (", ")" },
  { RvServer_options, "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (", ")" },
  { RvWrapper_options, "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (", ")" },
  { RvUserMapping_options, "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (", ")" },
  { RvPublication_options, "CREATE PUBLICATION p WITH (", ")" },
  { RvSubscription_options, "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (", ")" },
  { RvRoutine_configuration, "ALTER FUNCTION f ", "" },
  { RvRoutine_transforms, "CREATE FUNCTION f () RETURNS int LANGUAGE c TRANSFORM ", " AS 'a'" },
  { RvSetting_value, "SET a TO ", "" },
};

static Frame
frame_of (RvObject *object, int field)
{
  const RvField *info = rv_field_info (field);
  Frame expression = { field, "SELECT (", "\n)" };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    if (frames[i].field == field)
      return frames[i];
  if (info->flags & RV_TYPE)
    return (Frame) { field, "SELECT NULL::", "" };
  if (g_str_equal (info->name, "collation") || g_str_equal (info->name, "copied_from"))
    return (Frame) { field, "SELECT '' COLLATE ", "" };
  return expression;
}

/* A routine's body is a script in its language; others than SQL are not judged. */
static gboolean
is_readable (RvObject *object, int field)
{
  RvRoutine *routine = (RvRoutine *) object;

  return field != RvRoutine_body || g_strcmp0 (routine->language, "sql") == 0;
}

static Frame
body_frame (RvObject *object)
{
  if (((RvRoutine *) object)->is_sql_standard_body)
    return (Frame) { RvRoutine_body, "CREATE FUNCTION f () RETURNS int ", "" };
  return (Frame) { RvRoutine_body, "", "" };
}

/* The relation whose columns the bare names in a text of @object are. */
static gpointer
relation_of (RvModel *model, RvObject *object)
{
  for (guint i = 0; object != NULL && i < 4; i++)
    {
      if (object->kind == RV_KIND_TABLE || object->kind == RV_KIND_MATERIALIZED_VIEW || object->kind == RV_KIND_VIEW)
        return object;
      if (object->kind == RV_KIND_PUBLICATION_OBJECT)
        return rv_model_get (model, ((RvPublicationObject *) object)->object_id);
      object = rv_model_get (model, rv_record_parent (object));
    }
  return NULL;
}

typedef struct {
  const char *text;
  RvPgTree *tree;
  void (*use) (gpointer);
  gpointer data;
} Parse;

static void
parse_and_use (gpointer data)
{
  Parse *p = data;

  rv_pg_parse (p->text, p->tree);
  if (p->use != NULL && p->tree->tree != NULL)
    p->use (p->data);
}

/* Parses on a stack that is large enough; @use sees the tree there. */
static void
parse_safely (const char *text, RvPgTree *tree, void (*use) (gpointer), gpointer data)
{
  Parse parse = { text, tree, use, data };
  guint weight = rv_pg_weight (text);

  if (weight > RV_PG_TOO_HEAVY)
    tree->message = g_strdup (_("It is nested too deeply."));
  else if (weight > RV_PG_HEAVY)
    rv_pg_on_large_stack (parse_and_use, &parse);
  else
    parse_and_use (&parse);
}

/* ---- resolve -------------------------------------------------------------------------------------------- */

typedef struct {
  RvPgReader *r;
  RvObject *object;
  int field;
  const char *wrapped;
  gsize before, length;
  RvPgTree *tree;
} Resolve;

static void
use_tree (gpointer data)
{
  Resolve *s = data;
  gpointer relation = relation_of (s->r->model, s->object);
  g_autoptr (GArray) mentions = rv_pg_mentions (s->r, s->wrapped, strlen (s->wrapped), s->tree->tree, relation);

  /* What a person wrote stays as it is. */
  for (guint i = 0; i < mentions->len; i++)
    g_array_index (mentions, RvPgMention, i).add_schema = 0;
  rv_pg_set_mentioned (s->r, s->object, s->field, s->wrapped, s->before, s->before + s->length, mentions);
}

static gboolean
is_body_in_quotes (RvObject *object, int field)
{
  return field == RvRoutine_body && !((RvRoutine *) object)->is_sql_standard_body;
}

static void
read_quoted_body (RvPgReader *r, RvRoutine *routine)
{
  rv_pg_use_path_of (r, routine, NULL);
  rv_pg_read_body (r, routine);
}

/* NEW and OLD in the functions that @trigger names may have become columns of another table. */
static void
read_trigger_functions (RvPgReader *r, RvObject *trigger)
{
  g_autoptr (GPtrArray) rows = rv_model_children (r->model, trigger->id, RV_KIND_REFERENCE);

  for (guint i = 0; i < rows->len; i++)
    {
      RvReference *row = rows->pdata[i];
      RvRoutine *routine = rv_model_get_kind (r->model, row->target_id, RV_KIND_ROUTINE);

      if (routine != NULL && g_str_equal (row->field, "function"))
        read_quoted_body (r, routine);
    }
}

void
rv_pg_resolve (RvEdit *edit, gpointer object, int field)
{
  RvObject *o = object;
  Frame frame = field == RvRoutine_body ? body_frame (o) : frame_of (o, field);
  g_autofree char *text = g_strdup (rv_record_text (o, rv_field_info (field)));
  g_autofree char *wrapped = NULL;
  g_auto (RvPgTree) tree = { 0 };
  RvPgReader r;
  Resolve resolve = { &r, o, field, NULL, strlen (frame.before), text != NULL ? strlen (text) : 0, &tree };

  rv_pg_reader_init (&r, edit, rv_edit_model (edit), NULL);
  rv_pg_clear_text (&r, o, field);
  rv_edit_set_text (edit, o, field, text);
  if (text != NULL && is_body_in_quotes (o, field))
    read_quoted_body (&r, (RvRoutine *) o);
  else if (text != NULL && is_readable (o, field))
    {
      resolve.wrapped = wrapped = g_strconcat (frame.before, text, frame.after, NULL);
      parse_safely (wrapped, &tree, use_tree, &resolve);
      if (field == RvTrigger_function)
        read_trigger_functions (&r, o);
    }
  rv_pg_reader_clear (&r);
}

/* ---- check ----------------------------------------------------------------------------------------------- */

/* One statement, and for a type or an expression nothing beyond it. */
static gboolean
is_single (const RvPgTree *tree, const Frame *frame)
{
  const PgQuery__SelectStmt *select;

  if (tree->tree->n_stmts != 1)
    return frame->before[0] == '\0' && tree->tree->n_stmts > 0;
  if (!g_str_has_prefix (frame->before, "SELECT") || tree->tree->stmts[0]->stmt->node_case != NODE (SELECT_STMT))
    return TRUE;
  select = tree->tree->stmts[0]->stmt->select_stmt;
  return select->n_target_list == 1 && select->n_from_clause == 0 && select->where_clause == NULL && select->larg == NULL
         && select->n_sort_clause == 0 && rv_pg_given (select->target_list[0]->res_target->name) == NULL;
}

static gboolean
is_type_alone (const RvPgTree *tree)
{
  const Node *value = tree->tree->stmts[0]->stmt->select_stmt->target_list[0]->res_target->val;

  return value->node_case == NODE (TYPE_CAST);
}

gboolean
rv_pg_check_text (RvModel *model, gpointer object, int field, const char *text, GError **error)
{
  const RvField *info = rv_field_info (field);
  Frame frame = field == RvRoutine_body ? body_frame (object) : frame_of (object, field);
  g_autofree char *wrapped = g_strconcat (frame.before, text, frame.after, NULL);
  g_auto (RvPgTree) tree = { 0 };

  if (!(info->flags & RV_SQL) || !is_readable (object, field))
    return TRUE;
  parse_safely (wrapped, &tree, NULL, NULL);
  if (tree.tree == NULL)
    g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_SYNTAX, "%s", tree.message != NULL ? tree.message : _("It could not be parsed."));
  else if (!is_single (&tree, &frame))
    g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_SYNTAX, (info->flags & RV_TYPE) ? _("A data type was expected.") : _("An expression was expected."));
  else if ((info->flags & RV_TYPE) && g_str_has_prefix (frame.before, "SELECT NULL::") && !is_type_alone (&tree))
    g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_SYNTAX, _("A data type was expected."));
  else
    return TRUE;
  return FALSE;
}
