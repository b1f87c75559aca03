/* What things are called in a scene: by the level of its diagram, without a schema that goes without saying. */
#include <string.h>

#include "draw/business.h"
#include "draw/measure.h"
#include "draw/scene-private.h"

static RvId
predefined_schema (RvModel *model)
{
  const GPtrArray *schemas = rv_model_all (model, RV_KIND_SCHEMA);

  for (guint i = 0; schemas != NULL && i < schemas->len; i++)
    if (((const RvSchema *) g_ptr_array_index (schemas, i))->is_predefined)
      return ((const RvObject *) g_ptr_array_index (schemas, i))->id;
  return 0;
}

/* The schema that need not be named: the predefined one if it holds tables, else the only one. */
RvId
rv_scene_find_home_schema (RvModel *model)
{
  const GPtrArray *tables = rv_model_all (model, RV_KIND_TABLE);
  RvId only = 0;
  gboolean are_several = FALSE;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      RvId id = ((const RvTable *) g_ptr_array_index (tables, i))->schema_id;
      const RvSchema *schema = rv_model_get_kind (model, id, RV_KIND_SCHEMA);

      if (schema != NULL && schema->is_predefined)
        return id;
      are_several = are_several || (only != 0 && only != id);
      only = id;
    }
  if (only == 0)
    return predefined_schema (model);
  return are_several ? 0 : only;
}

static const struct {
  const char *begins, *ends;   /* what may stand between is a length in parentheses */
  const char *brief;
} short_types[] = {
  { "character varying", "", "varchar" },
  { "bit varying", "", "varbit" },
  { "character", "", "char" },
  { "timestamp", " without time zone", "timestamp" },
  { "timestamp", " with time zone", "timestamptz" },
  { "time", " without time zone", "time" },
  { "time", " with time zone", "timetz" },
};

static char *
shorten (const char *type, guint which)
{
  const char *rest = type + strlen (short_types[which].begins);
  gsize length = *rest == '(' ? strcspn (rest, ")") + 1 : 0;

  if (length > strlen (rest) || !g_str_has_prefix (rest + length, short_types[which].ends))
    return NULL;
  rest += length;
  if (rest[strlen (short_types[which].ends)] != '\0' && rest[strlen (short_types[which].ends)] != '[')
    return NULL;
  return g_strdup_printf ("%s%.*s%s", short_types[which].brief, (int) length, rest - length,
                          rest + strlen (short_types[which].ends));
}

/* The standard's long spellings would make every box wide; PostgreSQL has a short one for each. */
static char *
brief_type (RvScene *scene, const char *type)
{
  const RvSchema *home = rv_model_get_kind (scene->model, scene->home_schema, RV_KIND_SCHEMA);
  gsize length = home != NULL ? strlen (home->name) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (short_types); i++)
    if (g_str_has_prefix (type, short_types[i].begins))
      {
        char *brief = shorten (type, i);

        if (brief != NULL)
          return brief;
      }
  if (length > 0 && strncmp (type, home->name, length) == 0 && type[length] == '.')
    type += length + 1;
  return g_strdup (type);
}

/* What a thing is called at the level of the diagram. */
char *
rv_scene_name (RvScene *scene, const char *name, const char *logical_name)
{
  g_autofree char *business = scene->view.level != RvViewLevel_PHYSICAL ? rv_business_name (logical_name, name) : NULL;

  return rv_text_clean (business != NULL ? business : name);
}

char *
rv_scene_line_junction_name (RvScene *scene, const RvSceneLine *line)
{
  const RvTable *table = rv_model_get_kind (scene->model, line->object, RV_KIND_TABLE);

  return table != NULL ? rv_scene_name (scene, table->name, table->logical_name) : g_strdup ("");
}

char *
rv_scene_type (RvScene *scene, const char *type)
{
  g_autofree char *shown = NULL;

  if (type == NULL || *type == '\0')
    return NULL;
  if (scene->view.level != RvViewLevel_PHYSICAL)
    shown = rv_business_type (scene->model, type);
  if (shown == NULL)
    shown = brief_type (scene, type);
  return rv_text_clean (shown);
}
