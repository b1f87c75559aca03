/* The script that takes a design back: the order of writing from its end. */
#include <string.h>

#include "sql/postgresql/kept.h"
#include "sql/postgresql/write.h"

/* What falls with its table, its column or its role needs no DROP of its own. */
static gboolean
falls_with_parent (const RvObject *object)
{
  switch ((int) object->kind)
    {
    case RV_KIND_EXCLUSION: case RV_KIND_INDEX: case RV_KIND_STATISTICS: case RV_KIND_MEMBERSHIP: case RV_KIND_DATABASE:
      return TRUE;
    case RV_KIND_EXTENSION: /* this one is in every new database */
      return strcmp (((const RvExtension *) object)->name, "plpgsql") == 0;
    case RV_KIND_SEQUENCE:
      return ((const RvSequence *) object)->owned_by_id != 0;
    case RV_KIND_ROLE:
      return !((const RvRole *) object)->is_declared;
    case RV_KIND_SCHEMA:
      return ((const RvSchema *) object)->is_predefined;
    case RV_KIND_WRAPPER:
      return !((const RvWrapper *) object)->is_declared;
    default:
      return FALSE;
    }
}

static const char *
if_exists (const RvWriter *writer)
{
  return writer->options->if_not_exists ? "IF EXISTS " : "";
}

/* A view or type with a shell goes with the functions that it needs and that need it; after it
 * these may be gone or not. */
static gboolean
may_be_gone (const RvWriter *writer, const RvObject *object)
{
  return writer->options->if_not_exists || (object->kind == RV_KIND_ROUTINE && rv_order_has_shells (writer->order));
}

/* Constraints and defaults that circles run through go before everything else. */
void
rv_write_drop_part (RvWriter *writer, RvObject *part)
{
  RvObject *owner = rv_model_get (writer->model, rv_record_parent (part));
  gboolean of_domain = part->kind == RV_KIND_DOMAIN || part->kind == RV_KIND_DOMAIN_CHECK;

  if (part->kind == RV_KIND_DOMAIN)
    owner = part;
  if (owner == NULL)
    return;
  rv_write_format (writer, "ALTER %s %s", of_domain ? "DOMAIN" : "TABLE", of_domain ? "" : if_exists (writer));
  rv_write_object (writer, owner->id);
  if (part->kind == RV_KIND_DOMAIN)
    rv_write (writer, " DROP DEFAULT;\n");
  else if (part->kind == RV_KIND_COLUMN)
    {
      rv_write (writer, " ALTER COLUMN ");
      rv_write_name (writer, rv_record_name (part));
      rv_write (writer, " DROP DEFAULT;\n");
    }
  else
    {
      rv_write_format (writer, " DROP CONSTRAINT %s", if_exists (writer));
      rv_write_name (writer, rv_record_name (part));
      rv_write (writer, ";\n");
    }
}

static void
drop_kept (RvWriter *writer, const RvKept *kept)
{
  g_autofree char *statement = rv_kept_drop (kept), *type = NULL;
  gboolean is_shell = FALSE;

  type = rv_kept_defines_type (kept, &is_shell);
  if (statement != NULL && !is_shell)
    rv_write_format (writer, type != NULL ? "%s CASCADE;\n" : "%s;\n", statement);
}

static void
drop_user_mapping (RvWriter *writer, const RvUserMapping *mapping)
{
  rv_write_format (writer, "DROP USER MAPPING %sFOR ", if_exists (writer));
  if (g_ascii_strcasecmp (mapping->user_name, "public") == 0)
    rv_write (writer, "PUBLIC");
  else
    rv_write_name (writer, mapping->user_name);
  rv_write (writer, " SERVER ");
  rv_write_object (writer, mapping->server_id);
  rv_write (writer, ";\n");
}

static void
drop_object (RvWriter *writer, RvObject *object)
{
  gsize start = writer->out->len;
  const char *space;

  rv_write (writer, "DROP ");
  rv_write_designation (writer, object);
  if (may_be_gone (writer, object))
    {
      /* IF EXISTS stands between the words of the kind and the name. */
      GString *name = g_string_new (NULL);

      for (space = writer->out->str + start + 5; *space == ' ' || g_ascii_isupper (*space); space++)
        ;
      g_string_append (name, space);
      g_string_truncate (writer->out, (gsize) (space - writer->out->str));
      rv_write_format (writer, "IF EXISTS %s", name->str);
      g_string_free (name, TRUE);
    }
  rv_write (writer, rv_order_has_shell (writer->order, object) ? " CASCADE;\n" : ";\n");
}

/* What a role owns or may do here would hold it back. */
static void
release_role (RvWriter *writer, RvObject *object)
{
  rv_write (writer, "DROP OWNED BY ");
  rv_write_object (writer, object->id);
  rv_write (writer, ";\n");
}

/* A subscription that was never connected has no slot to give back on the other server. */
static void
release_subscription (RvWriter *writer, RvObject *object)
{
  rv_write (writer, "ALTER SUBSCRIPTION ");
  rv_write_object (writer, object->id);
  rv_write (writer, " DISABLE;\nALTER SUBSCRIPTION ");
  rv_write_object (writer, object->id);
  rv_write (writer, " SET (slot_name = NONE);\n");
}

void
rv_write_drop (RvWriter *writer, RvObject *object)
{
  if (object->kind == RV_KIND_FOREIGN_KEY || object->kind == RV_KIND_EXCLUSION)
    {
      rv_write_drop_part (writer, object);
      return;
    }
  if (object->kind == RV_KIND_SUBSCRIPTION)
    release_subscription (writer, object);
  if (object->kind == RV_KIND_ROLE)
    release_role (writer, object);
  if (object->kind == RV_KIND_KEPT)
    drop_kept (writer, (RvKept *) object);
  else if (object->kind == RV_KIND_USER_MAPPING)
    drop_user_mapping (writer, (RvUserMapping *) object);
  else
    drop_object (writer, object);
}

static void
drop_step (RvWriter *writer, const RvStep *step)
{
  if (step->type == RV_STEP_WHOLE && !falls_with_parent (step->object) && step->object->kind != RV_KIND_FOREIGN_KEY)
    rv_write_drop (writer, step->object);
}

void
rv_write_drops (RvWriter *writer)
{
  const GArray *steps = rv_order_steps (writer->order);

  for (guint i = steps->len; i > 0; i--)
    {
      const RvStep *step = &g_array_index (steps, RvStep, i - 1);

      if (step->type == RV_STEP_LATE || step->object->kind == RV_KIND_FOREIGN_KEY)
        rv_write_drop_part (writer, step->object);
    }
  for (guint i = steps->len; i > 0; i--)
    drop_step (writer, &g_array_index (steps, RvStep, i - 1));
}
