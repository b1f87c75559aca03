/* Renames as statements, and the views that cannot follow them. */
#include "migrate/plan-private.h"

#include "migrate/renames.h"

static void
put_constraint (RvPlanner *p, const RvObject *object, const char *name)
{
  gboolean of_domain = object->kind == RV_KIND_DOMAIN_CHECK;
  const RvObject *owner = rv_model_get (p->old.model, rv_record_parent (object));
  const char *word = of_domain ? "DOMAIN" : owner->kind == RV_KIND_TABLE && ((RvTable *) owner)->server_id != 0 ? "FOREIGN TABLE" : "TABLE";

  rv_put_format (p, "ALTER %s ", word);
  rv_write_object (&p->old, owner->id);
  rv_put (p, " RENAME CONSTRAINT ");
  rv_write_name (&p->old, rv_record_name (object));
  rv_put (p, " TO ");
  rv_write_name (&p->old, name);
}

static void
put_part (RvPlanner *p, const RvObject *object, const char *name)
{
  const RvObject *owner = rv_model_get (p->old.model, rv_record_parent (object));
  const char *word = object->kind == RV_KIND_COLUMN ? "COLUMN" : object->kind == RV_KIND_ATTRIBUTE ? "ATTRIBUTE" : "VALUE";

  rv_put (p, "ALTER ");
  rv_write_designation (&p->old, (RvObject *) owner);
  rv_put_format (p, " RENAME %s ", word);
  if (object->kind == RV_KIND_ENUM_VALUE)
    rv_write_literal (&p->old, rv_record_name (object));
  else
    rv_write_name (&p->old, rv_record_name (object));
  rv_put (p, " TO ");
  if (object->kind == RV_KIND_ENUM_VALUE)
    rv_write_literal (&p->old, name);
  else
    rv_write_name (&p->old, name);
  rv_put (p, object->kind == RV_KIND_ATTRIBUTE ? " CASCADE" : "");
}

static void
put_rename (RvModel *model, RvObject *object, const char *name, RvId schema, gpointer data)
{
  RvPlanner *p = data;

  rv_step_begin (p, RV_PHASE_RENAME, p->before, object);
  switch ((int) object->kind)
    {
    case RV_KIND_KEY: case RV_KIND_FOREIGN_KEY: case RV_KIND_CHECK: case RV_KIND_EXCLUSION: case RV_KIND_DOMAIN_CHECK:
      put_constraint (p, object, name);
      break;
    case RV_KIND_COLUMN: case RV_KIND_ATTRIBUTE: case RV_KIND_ENUM_VALUE:
      put_part (p, object, name);
      break;
    default:
      rv_put (p, "ALTER ");
      rv_write_designation (&p->old, object);
      rv_put (p, name != NULL ? " RENAME TO " : " SET SCHEMA ");
      if (name != NULL)
        rv_write_name (&p->old, name);
      else
        rv_write_object (&p->old, schema);
      break;
    }
  rv_put (p, ";\n");
  rv_step_end (p);
}

/* A schema that things move to has to be there first. */
static void
make_schemas (RvPlanner *p, RvPairs *pairs)
{
  const GPtrArray *schemas = rv_model_all (p->before, RV_KIND_SCHEMA);
  guint n = 0;

  for (guint i = 0; i < schemas->len; i++)
    {
      RvObject *schema = schemas->pdata[i];
      const RvObject *other = rv_model_find (p->after, RV_KIND_SCHEMA, 0, rv_record_name (schema));
      RvMigrationStep *step;

      if (schema->id <= p->last_id)
        continue;
      g_hash_table_insert (pairs->after, GSIZE_TO_POINTER (schema->id), GSIZE_TO_POINTER (other->id));
      g_hash_table_insert (pairs->before, GSIZE_TO_POINTER (other->id), GSIZE_TO_POINTER (schema->id));
      rv_step_begin (p, RV_PHASE_RENAME, p->before, schema);
      rv_write_schema (&p->old, (RvSchema *) schema);
      rv_step_end (p);
      step = g_ptr_array_steal_index (p->steps, p->steps->len - 1);
      g_ptr_array_insert (p->steps, (int) n++, step);
    }
}

static RvId
last_schema (RvModel *model)
{
  const GPtrArray *schemas = rv_model_all (model, RV_KIND_SCHEMA);
  RvId last = 0;

  for (guint i = 0; i < schemas->len; i++)
    last = MAX (last, ((RvObject *) schemas->pdata[i])->id);
  return last;
}

/* Grants on renamed columns, and whatever else is known by what it refers to, have counterparts now. */
static void
match_again (RvPlanner *p, const GArray *renames, RvPairs *pairs)
{
  for (guint i = 0; i < renames->len; i++)
    {
      const RvRename *rename = &g_array_index (renames, RvRename, i);
      const RvObject *before = rv_model_get (p->before, rename->before), *after = rv_model_get (p->after, rename->after);

      if (rename->kind == RV_KIND_COLUMN)
        rv_match_below (pairs, p->before, rv_record_parent (before), p->after, rv_record_parent (after), RV_COMPARE_DESIGN);
    }
}

RvEdit *
rv_plan_rename (RvPlanner *p, const GArray *renames, RvPairs *pairs)
{
  RvEdit *edit;

  if (renames->len == 0)
    return NULL;
  edit = rv_edit_begin (p->before, "");
  p->last_id = last_schema (p->before);
  if (rv_renames_apply (edit, p->after, renames, put_rename, p))
    match_again (p, renames, pairs);
  else
    {
      rv_pairs_clear (pairs);
      rv_pairs_init (pairs);
      (p->options->match == RV_MATCH_IDENTITY ? rv_match_by_identity : rv_match_by_name) (pairs, p->before, p->after, RV_COMPARE_DESIGN);
    }
  make_schemas (p, pairs);
  return edit;
}

/* The columns of a view keep the names that they had when it was made. */
void
rv_plan_note_renamed (RvPlanner *p, const GArray *renames)
{
  for (guint i = 0; i < renames->len; i++)
    {
      const RvRename *rename = &g_array_index (renames, RvRename, i);
      RvUnit *unit = rename->kind == RV_KIND_COLUMN ? rv_unit_before (p, rename->before) : NULL;

      if (unit != NULL && unit->before != NULL)
        rv_release_views (p, unit);
    }
}
