/* One step of a migration, from its first statement to its last. */
#include "migrate/plan-private.h"

#include <string.h>

void
rv_migration_step_free (gpointer data)
{
  RvMigrationStep *step = data;

  g_free (step->sql);
  g_free (step->path);
  g_free (step->object);
  g_ptr_array_unref (step->hazards);
  g_free (step);
}

void
rv_step_begin (RvPlanner *p, RvMigrationPhase phase, RvModel *model, RvObject *object)
{
  RvWriter *writer = model == p->before ? &p->old : &p->new;

  p->step = g_new0 (RvMigrationStep, 1);
  p->step->phase = phase;
  p->step->is_transactional = phase != RV_PHASE_AHEAD;
  p->step->hazards = g_ptr_array_new_with_free_func (g_free);
  g_string_truncate (p->text, 0);
  if (object != NULL)
    {
      p->step->kind = object->kind;
      if (object->kind == RV_KIND_KEPT || object->kind == RV_KIND_MEMBERSHIP || object->kind == RV_KIND_USER_MAPPING)
        rv_put (p, rv_record_name (object));
      else
        rv_write_designation (writer, object);
    }
  p->step->object = g_strdup (p->text->str);
  g_string_truncate (p->text, 0);
}

void
rv_step_end (RvPlanner *p)
{
  if (p->text->len == 0)
    rv_migration_step_free (p->step);
  else
    {
      p->step->sql = g_strndup (p->text->str, p->text->len);
      g_ptr_array_add (p->steps, p->step);
    }
  p->step = NULL;
}

void
rv_step_hazard (RvPlanner *p, gboolean loses_data, char *sentence)
{
  p->step->loses_data |= loses_data;
  g_ptr_array_add (p->step->hazards, sentence);
}

/* Texts that name something without its schema must find it. */
void
rv_step_path (RvPlanner *p, const RvStep *step)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (guint i = 0; step->path != NULL && i < step->path->len; i++)
    {
      const char *name = rv_record_name (g_ptr_array_index (step->path, i));

      if (strcmp (name, "public") == 0)
        continue;
      rv_pg_append_name (path, name);
      g_string_append (path, ", ");
    }
  g_string_append (path, "public");
  g_free (p->step->path);
  p->step->path = g_strdup (path->str);
}
