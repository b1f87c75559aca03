/* The dialects that this build knows. */
#include "sql/dialect.h"

static const RvDialect *const dialects[] = { &rv_postgresql, NULL };

G_DEFINE_QUARK (rv-sql-error-quark, rv_sql_error)

const RvDialect *const *
rv_dialects (void)
{
  return dialects;
}

const RvDialect *
rv_dialect_find (const char *id)
{
  for (guint i = 0; id != NULL && dialects[i] != NULL; i++)
    if (g_str_equal (dialects[i]->id, id))
      return dialects[i];
  return NULL;
}

const RvDialect *
rv_dialect_of (RvModel *model)
{
  RvProject *project = rv_model_project (model);
  const RvDialect *dialect = project != NULL ? rv_dialect_find (project->dialect) : NULL;

  return dialect != NULL ? dialect : &rv_postgresql;
}
