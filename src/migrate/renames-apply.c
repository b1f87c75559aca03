/* Renames, carried out on the design before: what it holds afterwards is what a server would hold after the statements. */
#include "migrate/renames.h"

#include <string.h>

#include "sql/rename.h"

typedef struct {
  RvModel *model;
  RvModel *after;
  const GArray *renames;
  RvEdit *edit;
  GArray *is_done;    /* gboolean, for each rename */
  RvRenamed renamed;
  gpointer data;
} Apply;

static RvObject *
object_of (Apply *apply, guint i)
{
  return rv_model_get (apply->model, g_array_index (apply->renames, RvRename, i).before);
}

static const char *
name_of (Apply *apply, guint i)
{
  return rv_record_name (rv_model_get (apply->after, g_array_index (apply->renames, RvRename, i).after));
}

/* ---- names that are taken -------------------------------------------------------------------------------- */

static const RvKind relations[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_SEQUENCE, RV_KIND_COMPOSITE, RV_KIND_ENUM,
                                    RV_KIND_DOMAIN, RV_KIND_RANGE };

static RvId
schema_of (Apply *apply, const RvObject *object)
{
  const RvObject *parent = rv_model_get (apply->model, rv_record_parent (object));

  return parent == NULL ? 0 : parent->kind == RV_KIND_SCHEMA ? parent->id : rv_record_parent (parent);
}

static RvObject *
index_called (Apply *apply, const RvObject *object, const char *name)
{
  static const RvKind kinds[] = { RV_KIND_INDEX, RV_KIND_KEY, RV_KIND_EXCLUSION };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *all = rv_model_all (apply->model, kinds[k]);

      for (guint i = 0; i < all->len; i++)
        if (all->pdata[i] != object && strcmp (rv_record_name (all->pdata[i]), name) == 0 && schema_of (apply, all->pdata[i]) == schema_of (apply, object))
          return all->pdata[i];
    }
  return NULL;
}

/* Returns: (nullable): what has the name @name where @object lives. */
static RvObject *
occupant (Apply *apply, const RvObject *object, const char *name)
{
  const RvKindInfo *info = rv_kind_info (object->kind);
  gboolean in_schema = info->parent >= 0 && info->fields[info->parent].target == RV_KIND_SCHEMA;

  RvObject *found = rv_model_find (apply->model, object->kind, rv_record_parent (object), name);

  for (guint i = 0; found == NULL && in_schema && i < G_N_ELEMENTS (relations); i++)
    found = rv_model_find (apply->model, relations[i], rv_record_parent (object), name);
  if (found == NULL && (object->kind == RV_KIND_INDEX || object->kind == RV_KIND_KEY || object->kind == RV_KIND_EXCLUSION))
    found = index_called (apply, object, name);
  return found;
}

static gboolean
is_taken (Apply *apply, const RvObject *object, const char *name)
{
  return occupant (apply, object, name) != NULL;
}

static gboolean
is_renamed (Apply *apply, RvId id)
{
  for (guint i = 0; i < apply->renames->len; i++)
    if (g_array_index (apply->renames, RvRename, i).before == id && !g_array_index (apply->is_done, gboolean, i))
      return TRUE;
  return FALSE;
}

/* What keeps its name, or goes, does not make room: such a rename is none. */
static gboolean
give_up_taken (Apply *apply)
{
  gboolean again = TRUE, all = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < apply->renames->len; i++)
        {
          const RvObject *other = g_array_index (apply->is_done, gboolean, i) ? NULL : occupant (apply, object_of (apply, i), name_of (apply, i));

          if (other == NULL || other == object_of (apply, i) || is_renamed (apply, other->id))
            continue;
          g_array_index (apply->is_done, gboolean, i) = again = TRUE;
          all = FALSE;
        }
    }
  return all;
}

/* ---- one rename -------------------------------------------------------------------------------------------- */

/* A column of a child table is renamed with that of its parent. */
static gboolean
comes_along (const RvObject *object)
{
  return object->kind == RV_KIND_COLUMN && ((const RvColumn *) object)->is_inherited;
}

static void
rename_to (Apply *apply, RvObject *object, const char *name)
{
  if (strcmp (rv_record_name (object), name) == 0)
    return;
  if (!comes_along (object))
    apply->renamed (apply->model, object, name, 0, apply->data);
  rv_sql_rename (apply->edit, object, name);
}

/* Returns: whether any rename could be done. */
static gboolean
rename_free (Apply *apply)
{
  gboolean any = FALSE;

  for (guint i = 0; i < apply->renames->len; i++)
    {
      RvObject *object = object_of (apply, i);

      if (g_array_index (apply->is_done, gboolean, i) ||
          (strcmp (rv_record_name (object), name_of (apply, i)) != 0 && is_taken (apply, object, name_of (apply, i))))
        continue;
      rename_to (apply, object, name_of (apply, i));
      g_array_index (apply->is_done, gboolean, i) = any = TRUE;
    }
  return any;
}

/* Names that go in a circle go by one that nobody has. */
static gboolean
step_aside (Apply *apply)
{
  for (guint i = 0; i < apply->renames->len; i++)
    if (!g_array_index (apply->is_done, gboolean, i))
      {
        RvObject *object = object_of (apply, i);
        g_autofree char *aside = g_strconcat (rv_record_name (object), "__new", NULL);

        if (is_taken (apply, object, aside))
          return FALSE;
        rename_to (apply, object, aside);
        return TRUE;
      }
  return FALSE;
}

/* The sequence of a column moves with its table. */
static gboolean
moves_along (Apply *apply, const RvObject *object, const RvObject *schema)
{
  const RvColumn *column = object->kind == RV_KIND_SEQUENCE ? rv_model_get (apply->model, ((const RvSequence *) object)->owned_by_id) : NULL;
  const RvObject *table = column != NULL ? rv_model_get (apply->model, column->table_id) : NULL;

  return table != NULL && rv_record_parent (table) == schema->id;
}

static void
move (Apply *apply)
{
  for (guint i = 0; i < apply->renames->len; i++)
    {
      RvObject *object = object_of (apply, i);
      const RvObject *after = rv_model_get (apply->after, g_array_index (apply->renames, RvRename, i).after);
      const RvObject *schema = rv_model_get (apply->after, rv_record_parent (after)), *here;

      if (schema == NULL || schema->kind != RV_KIND_SCHEMA || strcmp (rv_record_name (schema), rv_record_name (rv_model_get (apply->model, rv_record_parent (object)))) == 0)
        continue;
      here = rv_model_find (apply->model, RV_KIND_SCHEMA, 0, rv_record_name (schema));
      if (here == NULL)
        {
          RvObject *made = rv_edit_insert (apply->edit, RV_KIND_SCHEMA, 0);

          rv_edit_set_text (apply->edit, made, RvSchema_name, rv_record_name (schema));
          here = made;
        }
      if (!moves_along (apply, object, here))
        apply->renamed (apply->model, object, NULL, here->id, apply->data);
      rv_sql_move (apply->edit, object, here->id);
    }
}

/* ---- the call ----------------------------------------------------------------------------------------------------- */

/* A server does not look into the bodies of routines. Returns: (transfer full): the texts, by id. */
static GHashTable *
hold_bodies (RvModel *model)
{
  const GPtrArray *routines = rv_model_all (model, RV_KIND_ROUTINE);
  GHashTable *bodies = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < routines->len; i++)
    if (!((RvRoutine *) routines->pdata[i])->is_sql_standard_body)
      g_hash_table_insert (bodies, routines->pdata[i], g_strdup (((RvRoutine *) routines->pdata[i])->body));
  return bodies;
}

static void
restore_bodies (RvEdit *edit, GHashTable *bodies)
{
  GHashTableIter iterator;
  gpointer routine, body;

  g_hash_table_iter_init (&iterator, bodies);
  while (g_hash_table_iter_next (&iterator, &routine, &body))
    if (g_strcmp0 (((RvRoutine *) routine)->body, body) != 0)
      rv_edit_set_text (edit, routine, RvRoutine_body, body);
}

gboolean
rv_renames_apply (RvEdit *edit, RvModel *after, const GArray *renames, RvRenamed renamed, gpointer data)
{
  Apply apply = { rv_edit_model (edit), after, renames, edit, g_array_new (FALSE, TRUE, sizeof (gboolean)), renamed, data };
  g_autoptr (GHashTable) bodies = hold_bodies (apply.model);
  gboolean all;

  g_array_set_size (apply.is_done, renames->len);
  all = give_up_taken (&apply);
  while (rename_free (&apply) || step_aside (&apply))
    ;
  move (&apply);
  restore_bodies (edit, bodies);
  g_array_unref (apply.is_done);
  return all;
}
