/* A person's rename of a table: what was named after it is renamed along. */
#include "sql/rename.h"

#include <string.h>

#include "model/naming.h"

static const RvKind part_kinds[] = { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION, RV_KIND_INDEX };

/* Returns: (transfer full) (nullable): what "<old>_…_suffix" is called after the table @name, NULL if it is not
 * named in PostgreSQL's manner after @old. */
static char *
name_along (const char *part, const char *old, const char *name)
{
  static const char *const suffixes[] = { "_pkey", "_key", "_fkey", "_check", "_excl", "_idx", "_seq" };
  gsize n = strlen (old);

  if (strncmp (part, old, n) != 0 || part[n] != '_')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (part + n, suffixes[i]))
      {
        gsize n_middle = strlen (part + n) - strlen (suffixes[i]); /* its underscore included */
        g_autofree char *middle = g_strndup (part + n + 1, n_middle > 0 ? n_middle - 1 : 0);
        const char *const names[] = { name, n_middle > 0 ? middle : suffixes[i] + 1, n_middle > 0 ? suffixes[i] + 1 : NULL, NULL };

        return rv_name_join (names);
      }
  return NULL;
}

static void
rename_part (RvEdit *edit, RvObject *part, const char *old, const char *name)
{
  g_autofree char *along = name_along (rv_record_name (part), old, name);

  if (along != NULL)
    rv_sql_rename (edit, part, along);
}

static void
rename_sequences (RvEdit *edit, const RvTable *table, const char *old, const char *name)
{
  RvModel *model = rv_edit_model (edit);
  const GPtrArray *sequences = rv_model_all (model, RV_KIND_SEQUENCE);

  for (guint i = 0; i < sequences->len; i++)
    {
      RvSequence *sequence = sequences->pdata[i];
      const RvColumn *owner = rv_model_get_kind (model, sequence->owned_by_id, RV_KIND_COLUMN);

      if (owner != NULL && owner->table_id == table->object.id)
        rename_part (edit, &sequence->object, old, name);
    }
}

void
rv_sql_rename_along (RvEdit *edit, gpointer object, const char *name)
{
  RvTable *table = ((RvObject *) object)->kind == RV_KIND_TABLE ? object : NULL;
  g_autofree char *old = g_strdup (rv_record_name (object));

  if (g_str_equal (old, name))
    return;
  rv_sql_rename (edit, object, name);
  if (table == NULL)
    return;
  for (guint k = 0; k < G_N_ELEMENTS (part_kinds); k++)
    {
      g_autoptr (GPtrArray) parts = rv_model_children (rv_edit_model (edit), table->object.id, part_kinds[k]);

      for (guint i = 0; i < parts->len; i++)
        rename_part (edit, parts->pdata[i], old, name);
    }
  rename_sequences (edit, table, old, name);
}
