/* Tables that are made anew although they hold rows: the old one waits in a schema of its own until the new one has its rows. */
#include "migrate/plan-private.h"

#include <glib/gi18n-lib.h>

#define ASIDE "relvar_aside"

gboolean
rv_rows_kept (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *before = (RvTable *) unit->before, *after = (RvTable *) unit->after;

  return unit->fate == RV_FATE_RECREATE && unit->before->kind == RV_KIND_TABLE && before->server_id == 0 && after->server_id == 0 &&
         before->persistence != RvPersistence_TEMPORARY;
}

gboolean
rv_rows_any (RvPlanner *p)
{
  for (guint i = 0; i < p->units->len; i++)
    if (rv_rows_kept (p, p->units->pdata[i]))
      return TRUE;
  return FALSE;
}

void
rv_rows_set_aside (RvPlanner *p, RvUnit *unit)
{
  unit->is_done = TRUE;
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  rv_put (p, "ALTER TABLE ");
  rv_write_object (&p->old, unit->before->id);
  rv_put (p, " SET SCHEMA " ASIDE ";\n");
  rv_step_end (p);
}

static void
put_columns (RvPlanner *p, const RvUnit *unit, gboolean values)
{
  g_autoptr (GPtrArray) columns = rv_model_children (p->after, unit->after->id, RV_KIND_COLUMN);
  gboolean any = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const RvColumn *column = columns->pdata[i];
      const RvColumn *old = rv_model_get (p->before, rv_comparison_before (p->comparison, column->object.id));

      if (old == NULL || column->generated != NULL)
        continue;
      rv_put (p, any ? ", " : "");
      rv_write_name (&p->new, values ? old->name : column->name);
      if (values && g_strcmp0 (old->type, column->type) != 0)
        rv_put_format (p, "::text::%s", column->type);
      any = TRUE;
    }
}

/* The new sequence of an identity column goes on where the old one is. */
static void
continue_identities (RvPlanner *p, const RvUnit *unit)
{
  const GPtrArray *sequences = rv_model_all (p->before, RV_KIND_SEQUENCE);

  for (guint i = 0; i < sequences->len; i++)
    {
      const RvSequence *old = sequences->pdata[i];
      const RvColumn *column = rv_model_get (p->before, old->owned_by_id);
      const RvSequence *new = rv_model_get (p->after, rv_comparison_after (p->comparison, old->object.id));
      g_autoptr (GString) name = g_string_new (NULL);

      if (!old->is_identity || column == NULL || column->table_id != unit->before->id || new == NULL)
        continue;
      p->new.out = name;
      rv_write_object (&p->new, new->object.id);
      p->new.out = p->text;
      rv_put (p, "SELECT pg_catalog.setval(");
      rv_pg_append_literal (p->text, name->str);
      rv_put (p, "::regclass, last_value, is_called) FROM " ASIDE ".");
      rv_write_name (&p->old, old->name);
      rv_put (p, ";\n");
    }
}

static void
bring_rows_back (RvPlanner *p, RvUnit *unit)
{
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  rv_put (p, "INSERT INTO ");
  rv_write_object (&p->new, unit->after->id);
  rv_put (p, " (");
  put_columns (p, unit, FALSE);
  rv_put (p, ") OVERRIDING SYSTEM VALUE\n  SELECT ");
  put_columns (p, unit, TRUE);
  rv_put (p, " FROM " ASIDE ".");
  rv_write_name (&p->old, rv_record_name (unit->before));
  rv_put (p, ";\n");
  continue_identities (p, unit);
  rv_put (p, "DROP TABLE " ASIDE ".");
  rv_write_name (&p->old, rv_record_name (unit->before));
  rv_put (p, " CASCADE;\n");
  rv_step_hazard (p, FALSE, g_strdup_printf (_("All rows of “%s” are copied; fails where one does not fit"), rv_record_name (unit->after)));
  rv_step_end (p);
}

void
rv_rows_bring_back (RvPlanner *p)
{
  for (guint i = 0; i < p->units->len; i++)
    if (rv_rows_kept (p, p->units->pdata[i]))
      bring_rows_back (p, p->units->pdata[i]);
}

void
rv_rows_put_schema (RvPlanner *p, gboolean is_done)
{
  if (!rv_rows_any (p))
    return;
  rv_step_begin (p, is_done ? RV_PHASE_CLEAN : RV_PHASE_DROP, p->before, NULL);
  rv_put (p, is_done ? "DROP SCHEMA " ASIDE ";\n" : "CREATE SCHEMA " ASIDE ";\n");
  rv_step_end (p);
}
