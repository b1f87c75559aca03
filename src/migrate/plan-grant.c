/* Privileges: of what stays those that differ, of what is made all of them. */
#include "migrate/plan-private.h"

#include <string.h>

/* Whether the object of @grant is there before and after, and the column, too. */
static gboolean
stays (RvPlanner *p, RvModel *model, const RvGrant *grant)
{
  RvUnit *unit = rv_unit_of (p, model, rv_model_get (model, grant->object_id));
  RvUnit *column = grant->column_id != 0 ? rv_unit_of (p, model, rv_model_get (model, grant->column_id)) : NULL;

  return unit != NULL && !rv_unit_goes (unit) && !rv_unit_comes (unit) && (column == NULL || !rv_unit_goes (column));
}

static RvId
owner_of (const RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  return info->owner >= 0 ? (RvId) rv_record_number (object, &info->fields[info->owner]) : 0;
}

/* What an owner had given up, the new one has given up, too. */
static gboolean
is_of_old_owner (RvPlanner *p, const RvGrant *grant)
{
  RvUnit *unit = rv_unit_before (p, grant->object_id);

  return grant->is_revoked && grant->role_id != 0 && unit != NULL && unit->after != NULL && owner_of (unit->before) == grant->role_id &&
         rv_comparison_after (p->comparison, grant->role_id) != owner_of (unit->after) && owner_of (unit->after) != 0;
}

static void
give_back_to_new_owners (RvPlanner *p)
{
  const GPtrArray *all = rv_model_all (p->before, RV_KIND_GRANT);

  for (guint i = 0; i < all->len; i++)
    {
      const RvGrant *grant = all->pdata[i];
      RvUnit *unit = rv_unit_before (p, grant->object_id);

      if (!is_of_old_owner (p, grant) || rv_unit_goes (unit))
        continue;
      rv_step_begin (p, RV_PHASE_PRIVILEGES, p->after, unit->after);
      rv_put_format (p, "GRANT %s ON %s ", grant->privilege, rv_write_class (unit->after));
      rv_write_object (&p->new, unit->after->id);
      rv_put (p, " TO ");
      rv_write_role (&p->new, owner_of (unit->after));
      rv_put (p, ";\n");
      rv_step_end (p);
    }
}

/* The rows that differ, and those of columns that come to a table that stays. */
static GHashTable *
collect (RvPlanner *p, RvModel *model, RvDifferenceType type)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_GRANT);
  GHashTable *by_object = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < all->len; i++)
    {
      RvGrant *grant = all->pdata[i];
      const RvDifference *difference = (type == RV_DIFFERENCE_ADDED ? rv_comparison_of_after : rv_comparison_of_before) (p->comparison, grant->object.id);
      RvUnit *column = grant->column_id != 0 ? rv_unit_of (p, model, rv_model_get (model, grant->column_id)) : NULL;
      gpointer object = rv_model_get (model, grant->object_id);

      if (type == RV_DIFFERENCE_REMOVED && is_of_old_owner (p, grant))
        continue;
      if ((difference == NULL && (column == NULL || type == RV_DIFFERENCE_REMOVED || !rv_unit_comes (column))) ||
          (!stays (p, model, grant) && !(column != NULL && rv_unit_comes (column) && type == RV_DIFFERENCE_ADDED && stays (p, model, &(RvGrant) { .object_id = grant->object_id }))))
        continue;
      if (!g_hash_table_contains (by_object, object))
        g_hash_table_insert (by_object, object, g_ptr_array_new ());
      g_ptr_array_add (g_hash_table_lookup (by_object, object), grant);
    }
  return by_object;
}

static void
put_differences (RvPlanner *p, RvModel *model, RvWriter *writer, RvDifferenceType type)
{
  g_autoptr (GHashTable) by_object = collect (p, model, type);

  for (guint i = 0; i < p->units->len && g_hash_table_size (by_object) > 0; i++)
    {
      RvUnit *unit = p->units->pdata[i];
      RvObject *object = type == RV_DIFFERENCE_ADDED ? unit->after : unit->before;
      GPtrArray *grants = object != NULL ? g_hash_table_lookup (by_object, object) : NULL;

      if (grants == NULL)
        continue;
      rv_step_begin (p, RV_PHASE_PRIVILEGES, model, object);
      rv_write_some_grants (writer, object, grants, type == RV_DIFFERENCE_REMOVED);
      rv_step_end (p);
    }
}

/* ---- what the server gives by itself ---------------------------------------------------------------------- */

static const char *
default_class (const RvObject *object)
{
  switch ((int) object->kind)
    {
    case RV_KIND_TABLE: case RV_KIND_VIEW: case RV_KIND_MATERIALIZED_VIEW:
      return "TABLES";
    case RV_KIND_SEQUENCE:
      return "SEQUENCES";
    case RV_KIND_ROUTINE: case RV_KIND_AGGREGATE:
      return "FUNCTIONS";
    case RV_KIND_ENUM: case RV_KIND_COMPOSITE: case RV_KIND_RANGE: case RV_KIND_DOMAIN:
      return "TYPES";
    case RV_KIND_SCHEMA:
      return "SCHEMAS";
    default:
      return NULL;
    }
}

static gboolean
has_grant (RvPlanner *p, const RvObject *object, const RvDefaultPrivilege *row)
{
  g_autoptr (GPtrArray) grants = rv_model_children (p->after, object->id, RV_KIND_GRANT);
  RvId role = rv_comparison_after (p->comparison, row->role_id);

  for (guint i = 0; i < grants->len; i++)
    {
      const RvGrant *grant = grants->pdata[i];

      if (grant->column_id == 0 && (row->role_id == 0 ? grant->role_id == 0 : grant->role_id == role) && g_strcmp0 (grant->privilege, row->privilege) == 0 &&
          grant->is_revoked == row->is_revoked)
        return TRUE;
    }
  return FALSE;
}

/* Default privileges of the design before touch what the migration makes. */
static void
undo_default (RvPlanner *p, const RvObject *object, const RvDefaultPrivilege *row)
{
  rv_put (p, row->is_revoked ? "GRANT " : "REVOKE ");
  rv_put_format (p, "%s ON %s ", row->privilege, rv_write_class (object));
  rv_write_object (&p->new, object->id);
  rv_put (p, row->is_revoked ? " TO " : " FROM ");
  rv_write_role (&p->old, row->role_id);
  rv_put (p, ";\n");
}

static void
undo_defaults (RvPlanner *p, const RvObject *object)
{
  const GPtrArray *rows = rv_model_all (p->before, RV_KIND_DEFAULT_PRIVILEGE);
  const char *class_ = default_class (object);
  RvId schema = rv_comparison_before (p->comparison, rv_record_parent (object));

  for (guint i = 0; class_ != NULL && i < rows->len; i++)
    {
      const RvDefaultPrivilege *row = rows->pdata[i];

      if (g_strcmp0 (row->object_type, class_) == 0 && (row->schema_id == 0 || row->schema_id == schema) && row->creator_id == 0 &&
          !has_grant (p, object, row))
        undo_default (p, object, row);
    }
}

static void
grant_new (RvPlanner *p)
{
  for (guint i = 0; i < p->units->len; i++)
    {
      RvUnit *unit = p->units->pdata[i];

      if (!rv_unit_comes (unit) || unit->after == NULL || rv_write_class (unit->after) == NULL)
        continue;
      rv_step_begin (p, RV_PHASE_PRIVILEGES, p->after, unit->after);
      undo_defaults (p, unit->after);
      rv_write_grants (&p->new, unit->after);
      rv_step_end (p);
    }
}

static void
alter_defaults (RvPlanner *p)
{
  const GPtrArray *before = rv_model_all (p->before, RV_KIND_DEFAULT_PRIVILEGE), *after = rv_model_all (p->after, RV_KIND_DEFAULT_PRIVILEGE);
  g_autoptr (GPtrArray) gone = g_ptr_array_new (), come = g_ptr_array_new ();

  for (guint i = 0; i < before->len; i++)
    if (rv_comparison_of_before (p->comparison, ((RvObject *) before->pdata[i])->id) != NULL)
      g_ptr_array_add (gone, before->pdata[i]);
  for (guint i = 0; i < after->len; i++)
    if (rv_comparison_of_after (p->comparison, ((RvObject *) after->pdata[i])->id) != NULL)
      g_ptr_array_add (come, after->pdata[i]);
  rv_step_begin (p, RV_PHASE_PRIVILEGES, p->after, NULL);
  rv_write_some_default_privileges (&p->old, gone, TRUE);
  rv_write_some_default_privileges (&p->new, come, FALSE);
  rv_step_end (p);
}

void
rv_plan_privileges (RvPlanner *p)
{
  if (p->options->no_privileges)
    return;
  put_differences (p, p->before, &p->old, RV_DIFFERENCE_REMOVED);
  give_back_to_new_owners (p);
  grant_new (p);
  put_differences (p, p->after, &p->new, RV_DIFFERENCE_ADDED);
  alter_defaults (p);
}
