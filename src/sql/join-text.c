/* Joins, written with the quoting of the dialect. */
#include "sql/join-text.h"

static char *
quoted (RvModel *model, RvId id)
{
  const RvObject *object = rv_model_get (model, id);

  return rv_dialect_of (model)->quote (object != NULL ? rv_record_name (object) : "");
}

static char *
qualified (RvModel *model, RvId id)
{
  const RvTable *table = rv_model_get_kind (model, id, RV_KIND_TABLE);
  g_autofree char *name = quoted (model, id), *schema = table != NULL ? quoted (model, table->schema_id) : g_strdup ("public");

  return g_str_equal (schema, "public") ? g_steal_pointer (&name) : g_strconcat (schema, ".", name, NULL);
}

char *
rv_join_condition (RvModel *model, const RvForeignKey *foreign_key, const char *table, const char *other)
{
  g_autoptr (GPtrArray) parts = rv_model_children (model, foreign_key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  g_autofree char *own = table != NULL ? g_strdup (table) : quoted (model, foreign_key->table_id);
  g_autofree char *theirs = other != NULL ? g_strdup (other) : quoted (model, foreign_key->referenced_table_id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const RvForeignKeyColumn *part = parts->pdata[i];
      g_autofree char *column = quoted (model, part->column_id), *referenced = quoted (model, part->referenced_column_id);

      g_string_append_printf (text, "%s%s.%s = %s.%s", i > 0 ? " AND " : "", own, column, theirs, referenced);
    }
  return g_string_free (text, FALSE);
}

/* What table @id is called in the text: its name, or with a number where another of @used is called so. */
static char *
free_alias (RvModel *model, RvId id, GHashTable *used)
{
  const RvObject *object = rv_model_get (model, id);
  const char *name = object != NULL ? rv_record_name (object) : "";
  g_autofree char *alias = g_strdup (name);

  for (guint n = 2; g_hash_table_contains (used, alias); n++)
    {
      g_free (alias);
      alias = g_strdup_printf ("%s_%u", name, n);
    }
  g_hash_table_add (used, g_strdup (alias));
  return rv_dialect_of (model)->quote (alias);
}

static void
append_table (RvModel *model, GString *text, RvId id, const char *alias)
{
  g_autofree char *name = quoted (model, id), *whole = qualified (model, id);

  g_string_append (text, whole);
  if (!g_str_equal (alias, name))
    g_string_append_printf (text, " AS %s", alias);
}

char *
rv_join_select (RvModel *model, RvId from, const GArray *steps)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *alias = free_alias (model, from, used);
  GString *text = g_string_new ("SELECT *\nFROM ");

  append_table (model, text, from, alias);
  for (guint i = 0; i < steps->len; i++)
    {
      const RvJoinStep *step = &g_array_index (steps, RvJoinStep, i);
      gboolean is_up = step->foreign_key->table_id == step->from;
      char *next = free_alias (model, step->to, used);
      g_autofree char *condition = rv_join_condition (model, step->foreign_key, is_up ? alias : next, is_up ? next : alias);

      g_string_append (text, "\nJOIN ");
      append_table (model, text, step->to, next);
      g_string_append_printf (text, " ON %s", condition);
      g_free (alias);
      alias = next;
    }
  g_string_append (text, ";\n");
  return g_string_free (text, FALSE);
}
