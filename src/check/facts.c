/* The facts of tables, made from the model when first asked for. */
#include <string.h>

#include "check/expressions-private.h"
#include "check/facts-private.h"
#include "model/naming.h"

/* Texts that were edited leave their old trees behind. */
#define TREES_AT_MOST 10000

/* ---- keeping them ----------------------------------------------------------------------------------- */

static void
free_key (gpointer data)
{
  g_free (((RvKeyFacts *) data)->columns);
}

static void
free_index (gpointer data)
{
  RvIndexFacts *index = data;

  g_free (index->columns);
  g_ptr_array_unref (index->parts);
}

static void
free_foreign_key (gpointer data)
{
  RvForeignKeyFacts *key = data;

  g_free (key->columns);
  g_free (key->referenced);
}

static void
free_table (gpointer data)
{
  RvTableFacts *table = data;

  g_array_unref (table->columns);
  g_array_unref (table->keys);
  g_array_unref (table->indexes);
  g_array_unref (table->foreign_keys);
  g_ptr_array_unref (table->referenced_by);
  g_ptr_array_unref (table->checks);
  g_ptr_array_unref (table->policies);
  g_ptr_array_unref (table->triggers);
  g_ptr_array_unref (table->grants);
  g_ptr_array_unref (table->partitions);
  g_ptr_array_unref (table->inherits);
  g_ptr_array_unref (table->heirs);
  g_free (table);
}

RvFacts *
rv_facts_new (RvModel *model)
{
  RvFacts *facts = g_new0 (RvFacts, 1);

  facts->model = model;
  facts->tables = g_hash_table_new_full (NULL, NULL, NULL, free_table);
  facts->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  facts->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rv_words_free);
  facts->trees = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rv_facts_free_tree);
  facts->queries = g_hash_table_new_full (NULL, NULL, NULL, rv_facts_free_query);
  facts->names = g_string_chunk_new (4096);
  return facts;
}

void
rv_facts_free (RvFacts *facts)
{
  g_hash_table_unref (facts->tables);
  g_clear_pointer (&facts->called, g_hash_table_unref);
  g_hash_table_unref (facts->types);
  g_hash_table_unref (facts->words);
  g_hash_table_unref (facts->trees);
  g_hash_table_unref (facts->queries);
  g_string_chunk_free (facts->names);
  g_free (facts);
}

RvModel *
rv_facts_model (RvFacts *facts)
{
  return facts->model;
}

void
rv_facts_forget (RvFacts *facts, RvId unit)
{
  g_hash_table_remove (facts->tables, GSIZE_TO_POINTER (unit));
  g_hash_table_remove (facts->queries, GSIZE_TO_POINTER (unit));
  g_string_chunk_clear (facts->names);
  if (g_hash_table_size (facts->trees) > TREES_AT_MOST)
    g_hash_table_remove_all (facts->trees);
}

void
rv_facts_forget_tables (RvFacts *facts)
{
  g_clear_pointer (&facts->called, g_hash_table_unref);
}

void
rv_facts_forget_all (RvFacts *facts)
{
  g_hash_table_remove_all (facts->tables);
  rv_facts_forget_tables (facts);
  g_hash_table_remove_all (facts->types);
  g_hash_table_remove_all (facts->words);
  g_hash_table_remove_all (facts->trees);
  g_hash_table_remove_all (facts->queries);
  g_string_chunk_clear (facts->names);
}

/* ---- making them ------------------------------------------------------------------------------------ */

static gboolean
belongs (const RvObject *object, RvId table)
{
  return rv_record_parent (object) == table;
}

/* What refers to the table, sorted into what it is. One that refers twice stands there twice. */
static void
take_referrer (RvTableFacts *t, RvObject *object, GPtrArray *keys, GPtrArray *indexes, GPtrArray *exclusions, GPtrArray *foreign_keys)
{
  const struct {
    RvKind kind;
    GPtrArray *list;
  } lists[] = {
    { RV_KIND_KEY, keys },           { RV_KIND_INDEX, indexes },       { RV_KIND_EXCLUSION, exclusions },
    { RV_KIND_CHECK, t->checks },    { RV_KIND_POLICY, t->policies },  { RV_KIND_TRIGGER, t->triggers },
    { RV_KIND_GRANT, t->grants },    { RV_KIND_FOREIGN_KEY, foreign_keys },
  };
  RvId id = t->table->object.id;

  if (belongs (object, id))
    for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
      if (lists[i].kind == object->kind && !g_ptr_array_find (lists[i].list, object, NULL))
        g_ptr_array_add (lists[i].list, object);
  if (object->kind == RV_KIND_FOREIGN_KEY && ((RvForeignKey *) object)->referenced_table_id == id
      && !g_ptr_array_find (t->referenced_by, object, NULL))
    g_ptr_array_add (t->referenced_by, object);
  if (object->kind == RV_KIND_TABLE && ((RvTable *) object)->partition_of_id == id)
    g_ptr_array_add (t->partitions, object);
  if (object->kind == RV_KIND_VOLUME && belongs (object, id))
    t->volume = (RvVolume *) object;
}

static void
take_inheritance (RvFacts *facts, RvTableFacts *t, const RvInheritance *row)
{
  RvId id = t->table->object.id;
  RvTable *other = rv_model_get (facts->model, row->table_id == id ? row->inherited_id : row->table_id);

  g_ptr_array_add (row->table_id == id ? t->inherits : t->heirs, other);
}

static void
add_columns (RvFacts *facts, RvTableFacts *t)
{
  g_autoptr (GPtrArray) columns = rv_model_children (facts->model, t->table->object.id, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    {
      RvColumn *column = columns->pdata[i];
      RvColumnFacts fact = { .column = column, .type = rv_facts_type (facts, column->type), .words = rv_facts_words (facts, column->name) };

      fact.is_sequence = column->identity != RvIdentity_NONE
                         || (column->default_value != NULL && g_ascii_strncasecmp (column->default_value, "nextval", 7) == 0);
      g_array_append_val (t->columns, fact);
    }
}

/* The columns of @parts (a kind with column_id and is_included), those only included last. */
static RvId *
columns_of (GPtrArray *parts, int column_field, int included_field, guint *n, guint *n_included)
{
  RvId *columns = g_new0 (RvId, parts->len + 1);
  guint n_all = 0;

  *n = 0;
  for (gboolean included = FALSE; included <= TRUE; included++)
    for (guint i = 0; i < parts->len; i++)
      if ((rv_record_number (parts->pdata[i], rv_field_info (included_field)) != 0) == included)
        {
          columns[n_all++] = rv_record_number (parts->pdata[i], rv_field_info (column_field));
          *n += !included;
        }
  *n_included = n_all - *n;
  return columns;
}

static void
add_index (RvTableFacts *t, RvIndexFacts index, int column_field, int included_field)
{
  index.columns = columns_of (index.parts, column_field, included_field, &index.n, &index.n_included);
  g_array_append_val (t->indexes, index);
}

static gboolean
is_total (const RvTableFacts *t, const RvId *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const RvColumnFacts *column = rv_facts_column_of (t, columns[i]);

      if (column == NULL || !column->column->not_null)
        return FALSE;
    }
  return TRUE;
}

static void
add_key (RvTableFacts *t, RvObject *object, gboolean is_primary, gboolean nulls_not_distinct)
{
  const RvIndexFacts *index = &g_array_index (t->indexes, RvIndexFacts, t->indexes->len - 1);
  RvKeyFacts key = { object, is_primary, nulls_not_distinct, FALSE, index->n, NULL };

  for (guint i = 0; i < index->n; i++)
    if (index->columns[i] == 0)
      return;
  key.columns = g_memdup2 (index->columns, sizeof (RvId) * index->n);
  key.is_total = is_primary || is_total (t, key.columns, key.n);
  if (is_primary)
    g_array_prepend_val (t->keys, key);
  else
    g_array_append_val (t->keys, key);
}

static void
add_keys (RvFacts *facts, RvTableFacts *t, GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      RvKey *key = keys->pdata[i];
      RvIndexFacts index = { .object = &key->object, .method = "btree", .is_unique = TRUE, .is_constraint = TRUE };

      index.parts = rv_model_children (facts->model, key->object.id, RV_KIND_KEY_COLUMN);
      add_index (t, index, RvKeyColumn_column_id, RvKeyColumn_is_included);
      add_key (t, &key->object, key->is_primary, key->nulls_not_distinct);
    }
}

static void
add_indexes (RvFacts *facts, RvTableFacts *t, GPtrArray *indexes, GPtrArray *exclusions)
{
  for (guint i = 0; i < indexes->len; i++)
    {
      RvIndex *object = indexes->pdata[i];
      RvIndexFacts index = { .object = &object->object, .method = object->method != NULL ? object->method : "btree",
                             .is_unique = object->is_unique, .predicate = object->predicate };

      index.parts = rv_model_children (facts->model, object->object.id, RV_KIND_INDEX_COLUMN);
      add_index (t, index, RvIndexColumn_column_id, RvIndexColumn_is_included);
      if (object->is_unique && object->predicate == NULL)
        add_key (t, &object->object, FALSE, object->nulls_not_distinct);
    }
  for (guint i = 0; i < exclusions->len; i++)
    {
      RvExclusion *object = exclusions->pdata[i];
      RvIndexFacts index = { .object = &object->object, .method = object->method != NULL ? object->method : "btree", .is_constraint = TRUE,
                             .predicate = object->predicate };

      index.parts = rv_model_children (facts->model, object->object.id, RV_KIND_EXCLUSION_ELEMENT);
      add_index (t, index, RvExclusionElement_column_id, RvExclusionElement_is_included);
    }
}

static void
add_foreign_keys (RvFacts *facts, RvTableFacts *t, GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      RvForeignKey *key = keys->pdata[i];
      g_autoptr (GPtrArray) parts = rv_model_children (facts->model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
      RvForeignKeyFacts fact = { key, rv_model_get (facts->model, key->referenced_table_id), parts->len, NULL, NULL };

      fact.columns = g_new (RvId, parts->len + 1);
      fact.referenced = g_new (RvId, parts->len + 1);
      for (guint k = 0; k < parts->len; k++)
        {
          fact.columns[k] = ((RvForeignKeyColumn *) parts->pdata[k])->column_id;
          fact.referenced[k] = ((RvForeignKeyColumn *) parts->pdata[k])->referenced_column_id;
        }
      g_array_append_val (t->foreign_keys, fact);
    }
}

static RvColumnFacts *
column_at (const RvTableFacts *t, RvId id)
{
  for (guint i = 0; i < t->columns->len; i++)
    {
      RvColumnFacts *column = &g_array_index (t->columns, RvColumnFacts, i);

      if (column->column->object.id == id)
        return column;
    }
  return NULL;
}

/* What columns are in keys. */
static void
mark_columns (RvTableFacts *t)
{
  for (guint i = 0; i < t->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (t->keys, RvKeyFacts, i);

      for (guint k = 0; k < key->n; k++)
        {
          RvColumnFacts *column = column_at (t, key->columns[k]);

          column->in_primary |= key->is_primary;
          column->is_unique |= key->n == 1;
        }
    }
  for (guint i = 0; i < t->foreign_keys->len; i++)
    {
      const RvForeignKeyFacts *key = &g_array_index (t->foreign_keys, RvForeignKeyFacts, i);

      for (guint k = 0; k < key->n; k++)
        column_at (t, key->columns[k])->in_foreign_key = TRUE;
    }
}

static GArray *
facts_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, (guint) size);

  g_array_set_clear_func (array, clear);
  return array;
}

static RvTableFacts *
new_table (RvTable *table)
{
  RvTableFacts *t = g_new0 (RvTableFacts, 1);

  t->table = table;
  t->columns = g_array_new (FALSE, FALSE, sizeof (RvColumnFacts));
  t->keys = facts_array (sizeof (RvKeyFacts), free_key);
  t->indexes = facts_array (sizeof (RvIndexFacts), free_index);
  t->foreign_keys = facts_array (sizeof (RvForeignKeyFacts), free_foreign_key);
  t->referenced_by = g_ptr_array_new ();
  t->checks = g_ptr_array_new ();
  t->policies = g_ptr_array_new ();
  t->triggers = g_ptr_array_new ();
  t->grants = g_ptr_array_new ();
  t->partitions = g_ptr_array_new ();
  t->inherits = g_ptr_array_new ();
  t->heirs = g_ptr_array_new ();
  t->rows = -1;
  return t;
}

static RvTableFacts *
make_table (RvFacts *facts, RvTable *table)
{
  const GPtrArray *referrers = rv_model_referrers (facts->model, table->object.id);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) indexes = g_ptr_array_new ();
  g_autoptr (GPtrArray) exclusions = g_ptr_array_new ();
  g_autoptr (GPtrArray) foreign_keys = g_ptr_array_new ();
  RvTableFacts *t = new_table (table);

  t->words = rv_facts_words (facts, table->name);
  t->partition_of = rv_model_get (facts->model, table->partition_of_id);
  add_columns (facts, t);
  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *object = referrers->pdata[i];

      if (object->kind == RV_KIND_INHERITANCE)
        take_inheritance (facts, t, (RvInheritance *) object);
      else if (object->kind != RV_KIND_COLUMN)
        take_referrer (t, object, keys, indexes, exclusions, foreign_keys);
    }
  add_keys (facts, t, keys);
  add_indexes (facts, t, indexes, exclusions);
  add_foreign_keys (facts, t, foreign_keys);
  mark_columns (t);
  if (t->keys->len > 0 && g_array_index (t->keys, RvKeyFacts, 0).is_primary)
    t->primary = &g_array_index (t->keys, RvKeyFacts, 0);
  if (t->volume != NULL && t->volume->rows_now > 0)
    t->rows = t->volume->rows_now;
  return t;
}

/* ---- asking ------------------------------------------------------------------------------------------ */

const RvTableFacts *
rv_facts_table (RvFacts *facts, RvId id)
{
  RvTableFacts *t = g_hash_table_lookup (facts->tables, GSIZE_TO_POINTER (id));
  RvTable *table = t == NULL ? rv_model_get_kind (facts->model, id, RV_KIND_TABLE) : NULL;

  if (table != NULL)
    {
      t = make_table (facts, table);
      g_hash_table_insert (facts->tables, GSIZE_TO_POINTER (id), t);
    }
  return t;
}

const RvColumnFacts *
rv_facts_column_of (const RvTableFacts *table, RvId column)
{
  return column_at (table, column);
}

const RvColumnFacts *
rv_facts_column (RvFacts *facts, RvId id)
{
  const RvColumn *column = rv_model_get_kind (facts->model, id, RV_KIND_COLUMN);

  return column != NULL ? column_at (rv_facts_table (facts, column->table_id), id) : NULL;
}

const RvColumnFacts *
rv_facts_column_named (const RvTableFacts *table, const char *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const RvColumnFacts *column = &g_array_index (table->columns, RvColumnFacts, i);

      if (g_ascii_strcasecmp (column->column->name, name) == 0)
        return column;
    }
  return NULL;
}

/* "order_line" of order, lines. */
static char *
name_of_words (char *const *words, guint n)
{
  g_autofree char *last = rv_name_singular (words[n - 1]);
  GString *name = g_string_new (NULL);

  for (guint i = 0; i + 1 < n; i++)
    g_string_append_printf (name, "%s_", words[i]);
  g_string_append (name, last);
  return g_string_free (name, FALSE);
}

static GHashTable *
index_names (RvFacts *facts)
{
  GHashTable *called = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  const GPtrArray *tables = rv_model_all (facts->model, RV_KIND_TABLE);

  for (guint i = 0; i < tables->len; i++)
    {
      RvTable *table = tables->pdata[i];
      const RvWords *words = rv_facts_words (facts, table->name);
      g_autofree char *name = words->n > 0 ? name_of_words (words->words, words->n) : g_strdup ("");
      GPtrArray *like = g_hash_table_lookup (called, name);

      if (table->partition_of_id != 0)
        continue;
      if (like == NULL)
        {
          like = g_ptr_array_new ();
          g_hash_table_insert (called, g_steal_pointer (&name), like);
        }
      g_ptr_array_add (like, table);
    }
  return called;
}

const GPtrArray *
rv_facts_tables_called (RvFacts *facts, char *const *words, guint n)
{
  g_autofree char *name = n > 0 ? name_of_words (words, n) : NULL;

  if (facts->called == NULL)
    facts->called = index_names (facts);
  return name != NULL ? g_hash_table_lookup (facts->called, name) : NULL;
}

static gboolean
has_id (const RvId *ids, guint n, RvId id)
{
  for (guint i = 0; i < n; i++)
    if (ids[i] == id)
      return TRUE;
  return FALSE;
}

/* A partial index serves all rows that matter here if it leaves out only those whose foreign key is null. */
static gboolean
serves_all (const RvTableFacts *table, const RvIndexFacts *index, const RvId *columns, guint n)
{
  if (index->predicate == NULL)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      const char *name = column_at (table, columns[i])->column->name;
      g_autofree char *wanted = g_strdup_printf ("%s IS NOT NULL", name);
      g_autofree char *wanted_alone = g_strdup_printf ("(%s IS NOT NULL)", name);

      if (g_ascii_strcasecmp (index->predicate, wanted) == 0 || g_ascii_strcasecmp (index->predicate, wanted_alone) == 0)
        return TRUE;
    }
  return FALSE;
}

const RvIndexFacts *
rv_facts_index_on (const RvTableFacts *table, const RvId *columns, guint n)
{
  for (guint i = 0; i < table->indexes->len; i++)
    {
      const RvIndexFacts *index = &g_array_index (table->indexes, RvIndexFacts, i);
      gboolean by_equality = strcmp (index->method, "btree") == 0 || (strcmp (index->method, "hash") == 0 && n == 1);
      guint n_found = 0;

      if (!by_equality || index->n < n)
        continue;
      while (n_found < n && has_id (columns, n, index->columns[n_found]))
        n_found++;
      if (n_found == n && serves_all (table, index, columns, n))
        return index;
    }
  return NULL;
}

const RvKeyFacts *
rv_facts_key_on (const RvTableFacts *table, const RvId *columns, guint n)
{
  for (guint i = 0; i < table->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (table->keys, RvKeyFacts, i);
      guint n_found = 0;

      while (n_found < key->n && has_id (columns, n, key->columns[n_found]))
        n_found++;
      if (n_found == key->n && key->n == n)
        return key;
    }
  return NULL;
}

double
rv_facts_rows (RvFacts *facts, RvId id, double unknown)
{
  const RvTableFacts *table = rv_facts_table (facts, id);

  return table != NULL && table->rows >= 0 ? table->rows : unknown;
}

/* ---- names ---------------------------------------------------------------------------------------------- */

char *
rv_object_path (RvModel *model, gconstpointer object)
{
  GString *path = g_string_new (NULL);

  for (const RvObject *o = object; o != NULL; o = rv_model_get (model, rv_record_parent (o)))
    {
      const char *name = rv_record_name (o);

      if (path->len > 0 && *name != '\0')
        g_string_prepend_c (path, '.');
      g_string_prepend (path, name);
    }
  return g_string_free (path, FALSE);
}

RvObject *
rv_object_unit (RvModel *model, gconstpointer object)
{
  const RvObject *unit = object;
  const RvObject *parent = rv_model_get (model, rv_record_parent (unit));

  while (parent != NULL && parent->kind != RV_KIND_SCHEMA)
    {
      unit = parent;
      parent = rv_model_get (model, rv_record_parent (unit));
    }
  return (RvObject *) unit;
}

const char *
rv_facts_name (RvFacts *facts, gconstpointer object)
{
  g_autofree char *path = rv_object_path (facts->model, object);
  gboolean is_public = g_str_has_prefix (path, "public.");

  return g_string_chunk_insert (facts->names, path + (is_public ? strlen ("public.") : 0));
}

const char *
rv_facts_names (RvFacts *facts, const RvId *ids, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const RvObject *object = rv_model_get (facts->model, ids[i]);

      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names, object != NULL ? rv_record_name (object) : "…");
    }
  return g_string_chunk_insert (facts->names, names->str);
}
