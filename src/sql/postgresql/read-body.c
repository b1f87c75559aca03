/* What the bodies of routines refer to: scripts of SQL, and PL/pgSQL piece by piece. A piece that
 * does not parse refers to nothing; it is never an error. */
#include "sql/postgresql/parse.h"
#include "sql/postgresql/plpgsql.h"
#include "sql/postgresql/references.h"

typedef struct {
  RvPgReader *r;
  RvRoutine *routine;
  const char *text;
  char *sql;               /* the text with the SQL laid bare, place by place */
  GHashTable *variables;   /* char * -> RvObject: the relation whose row it holds, or NULL */
  GArray *mentions;        /* RvPgMention */
} Body;

/* ---- pieces ------------------------------------------------------------------------------------------ */

/* Takes what @piece names, which stands in the body at @start; @before makes a statement of it. */
static void
read_piece (Body *b, const char *before, const char *piece, gsize start, gsize end, gpointer relation)
{
  g_autoptr (GString) text = g_string_new (before);
  g_autoptr (GArray) mentions = NULL;
  g_auto (RvPgTree) tree = { 0 };

  g_string_append_len (text, piece + start, (gssize) (end - start));
  if (rv_pg_weight (text->str) > RV_PG_HEAVY)
    return;
  rv_pg_parse (text->str, &tree);
  if (tree.tree == NULL)
    return;
  mentions = rv_pg_mentions_with (b->r, text->str, text->len, tree.tree, relation, b->variables);
  for (guint i = 0; i < mentions->len; i++)
    {
      RvPgMention m = g_array_index (mentions, RvPgMention, i);

      m.start += start - strlen (before);
      /* A body keeps its own search path: nothing is added to it. */
      m.add_schema = 0;
      g_array_append_val (b->mentions, m);
    }
}

/* Outside of queries only a.b, f(), x::type and 'x' after a type can name something. */
static gboolean
may_name (const char *text, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (strchr (".(:'", text[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* ---- variables ----------------------------------------------------------------------------------------- */

/* A name that is declared twice with different types holds neither. */
static void
add_variable (Body *b, const char *name, gpointer relation)
{
  gpointer known;

  if (g_hash_table_lookup_extended (b->variables, name, NULL, &known) && known != relation)
    relation = NULL;
  g_hash_table_replace (b->variables, g_strdup (name), relation);
}

static gboolean
has_columns (const RvObject *object)
{
  return object != NULL && (object->kind == RV_KIND_TABLE || object->kind == RV_KIND_VIEW || object->kind == RV_KIND_MATERIALIZED_VIEW
                            || object->kind == RV_KIND_COMPOSITE);
}

/* The relation that the text of @field of @object names last, where it is nothing but a name. */
static gpointer
relation_in_field (RvModel *model, RvId object, const char *field, const char *text)
{
  g_autoptr (GPtrArray) rows = rv_model_children (model, object, RV_KIND_REFERENCE);
  RvObject *found = NULL;

  for (guint i = 0; text != NULL && strpbrk (text, "%[(") == NULL && i < rows->len; i++)
    {
      const RvReference *row = rows->pdata[i];
      RvObject *target = g_str_equal (row->field, field) ? rv_model_get (model, row->target_id) : NULL;

      if (has_columns (target))
        found = target;
    }
  return found;
}

static void
add_arguments (Body *b)
{
  g_autoptr (GPtrArray) arguments = rv_model_children (b->r->model, b->routine->object.id, RV_KIND_ARGUMENT);

  for (guint i = 0; i < arguments->len; i++)
    {
      const RvArgument *argument = arguments->pdata[i];

      if (argument->name != NULL)
        add_variable (b, argument->name, relation_in_field (b->r->model, argument->object.id, "type", argument->type));
    }
}

/* The one relation whose triggers call the routine, or NULL. */
static gpointer
trigger_relation (Body *b)
{
  const GPtrArray *referrers = rv_model_referrers (b->r->model, b->routine->object.id);
  RvId relation = 0;

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvReference *reference = referrers->pdata[i];
      RvTrigger *trigger;

      if (reference->object.kind != RV_KIND_REFERENCE || g_strcmp0 (reference->field, "function") != 0
          || (trigger = rv_model_get_kind (b->r->model, reference->object_id, RV_KIND_TRIGGER)) == NULL)
        continue;
      if (relation != 0 && relation != rv_record_parent (&trigger->object))
        return NULL;
      relation = rv_record_parent (&trigger->object);
    }
  return rv_model_get (b->r->model, relation);
}

static void
add_given_variables (Body *b)
{
  gpointer relation = trigger_relation (b);

  add_arguments (b);
  add_variable (b, "new", relation);
  add_variable (b, "old", relation);
  add_variable (b, "found", NULL);
}

/* ---- declared types ---------------------------------------------------------------------------------------- */

/* The dotted name that the type begins with; @last is its last part. Returns: how many parts. */
static guint
names_of_type (Body *b, gsize start, gsize end, char **names, RvPgToken *last)
{
  RvPgToken token;
  guint n = 0;

  for (gsize i = start; n < 3 && rv_pg_token_next (b->text, end, i, &token) && token.type <= RV_PG_TOKEN_QUOTED; i = token.end)
    {
      names[n++] = rv_pg_unquote (b->text, &token);
      *last = token;
      if (!rv_pg_token_next (b->text, end, token.end, &token) || b->text[token.start] != '.')
        break;
    }
  return n;
}

/* schema.table.column%TYPE */
static void
read_column_type (Body *b, gsize start, char **names, guint n, gsize end)
{
  gpointer relation = n > 1 ? rv_pg_find_named (b->r, n > 2 ? names[0] : NULL, names[n - 2], rv_pg_view_kinds) : NULL;

  if (relation != NULL && !(n == 2 && g_hash_table_contains (b->variables, names[0])))
    read_piece (b, "SELECT ", b->text, start, end, relation);
}

/* table, table%ROWTYPE or any other type. Returns: (nullable): the relation whose rows it means. */
static gpointer
read_row_type (Body *b, gsize start, gsize name_end, gsize end)
{
  guint before = b->mentions->len;
  RvObject *relation = NULL;

  read_piece (b, "SELECT NULL::", b->text, start, end, NULL);
  for (guint i = before; i < b->mentions->len; i++)
    {
      const RvPgMention *m = &g_array_index (b->mentions, RvPgMention, i);
      RvObject *target = rv_model_get (b->r->model, m->target);

      if (m->start + m->length == name_end && has_columns (target))
        relation = target;
    }
  return relation;
}

static gpointer
read_type (Body *b, const RvPgCut *cut)
{
  char *names[3] = { 0 };
  RvPgToken last = { 0 }, mark, word;
  guint n = names_of_type (b, cut->type_start, cut->type_end, names, &last);
  gpointer relation = NULL;
  gboolean is_marked = n > 0 && rv_pg_token_next (b->text, cut->type_end, last.end, &mark) && b->text[mark.start] == '%'
                       && rv_pg_token_next (b->text, cut->type_end, mark.end, &word);

  if (is_marked && rv_pg_token_is (b->text, &word, "TYPE"))
    read_column_type (b, cut->type_start, names, n, last.end);
  else if (n > 0 && g_hash_table_contains (b->r->types, names[n - 1]))
    {
      gboolean is_row = is_marked && rv_pg_token_is (b->text, &word, "ROWTYPE");

      relation = read_row_type (b, cut->type_start, last.end, is_row ? last.end : cut->type_end);
      if (!is_row && last.end != cut->type_end)
        relation = NULL;
    }
  for (guint i = 0; i < n; i++)
    g_free (names[i]);
  return relation;
}

static void
read_variable (Body *b, const RvPgCut *cut)
{
  RvPgToken token;
  g_autofree char *name = NULL;

  if (!rv_pg_token_next (b->text, cut->end, cut->start, &token))
    return;
  name = rv_pg_unquote (b->text, &token);
  add_variable (b, name, cut->type_end > 0 ? read_type (b, cut) : NULL);
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

/* All variables first: a name means one wherever in the body it is declared. */
static void
read_cuts (Body *b, GArray *cuts)
{
  for (guint i = 0; i < cuts->len; i++)
    if (g_array_index (cuts, RvPgCut, i).type == RV_PG_CUT_VARIABLE)
      read_variable (b, &g_array_index (cuts, RvPgCut, i));
  for (guint i = 0; i < cuts->len; i++)
    {
      const RvPgCut *cut = &g_array_index (cuts, RvPgCut, i);
      gboolean is_query = cut->type == RV_PG_CUT_QUERY;

      if (cut->type != RV_PG_CUT_VARIABLE && (is_query || may_name (b->text, cut->start, cut->end)))
        read_piece (b, is_query ? "" : "SELECT ", cut->type == RV_PG_CUT_TARGET ? b->text : b->sql, cut->start, cut->end, NULL);
    }
}

static void
read_plpgsql (Body *b)
{
  g_autoptr (GArray) cuts = rv_pg_cut_body (b->text, &b->sql);

  b->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_given_variables (b);
  read_cuts (b, cuts);
  g_array_sort (b->mentions, rv_pg_compare_mentions);
  g_hash_table_unref (b->variables);
  g_free (b->sql);
}

void
rv_pg_read_body (RvPgReader *r, RvRoutine *routine)
{
  g_autofree char *text = g_strdup (routine->body);
  Body b = { .r = r, .routine = routine, .text = text };

  if (text == NULL || routine->is_sql_standard_body)
    return;
  b.mentions = g_array_new (FALSE, FALSE, sizeof (RvPgMention));
  if (g_strcmp0 (routine->language, "sql") == 0)
    read_piece (&b, "", text, 0, strlen (text), NULL);
  else if (g_strcmp0 (routine->language, "plpgsql") == 0)
    read_plpgsql (&b);
  rv_pg_set_mentioned (r, routine, RvRoutine_body, text, 0, strlen (text), b.mentions);
  g_array_unref (b.mentions);
}

/* ---- later ------------------------------------------------------------------------------------------------------ */

void
rv_pg_read_body_later (RvPgReader *r, RvRoutine *routine)
{
  RvId id = routine->object.id;

  if (g_hash_table_contains (r->bodies, &id))
    return;
  g_ptr_array_add (r->search_path, NULL);
  g_hash_table_insert (r->bodies, g_memdup2 (&id, sizeof id), g_strdupv ((char **) r->search_path->pdata));
  g_ptr_array_set_size (r->search_path, (int) r->search_path->len - 1);
}

void
rv_pg_use_path_of (RvPgReader *r, RvRoutine *routine, char **path)
{
  RvSchema *home = rv_model_get_kind (r->model, routine->schema_id, RV_KIND_SCHEMA);

  g_ptr_array_set_size (r->search_path, 0);
  for (; path != NULL && *path != NULL; path++)
    g_ptr_array_add (r->search_path, g_strdup (*path));
  if (home != NULL)
    g_ptr_array_add (r->search_path, g_strdup (home->name));
  g_ptr_array_add (r->search_path, g_strdup ("public"));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  RvId x = **(RvId *const *) a, y = **(RvId *const *) b;

  return x < y ? -1 : x > y;
}

void
rv_pg_read_bodies (RvPgReader *r)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, r->bodies);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      RvRoutine *routine = rv_model_get_kind (r->model, *(RvId *) ids->pdata[i], RV_KIND_ROUTINE);

      if (routine == NULL)
        continue;
      rv_pg_use_path_of (r, routine, g_hash_table_lookup (r->bodies, ids->pdata[i]));
      rv_pg_read_body (r, routine);
    }
}
