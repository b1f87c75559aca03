/* What the rules about integrity share. */
#include "check/integrity/integrity.h"

#include <string.h>

static gboolean
refers_to (RvModel *model, RvId object, RvId target)
{
  g_autoptr (GPtrArray) rows = rv_model_children (model, object, RV_KIND_REFERENCE);

  for (guint i = 0; i < rows->len; i++)
    if (((RvReference *) rows->pdata[i])->target_id == target)
      return TRUE;
  return FALSE;
}

static gboolean
domain_has_check (RvModel *model, RvId domain)
{
  g_autoptr (GPtrArray) checks = domain != 0 ? rv_model_children (model, domain, RV_KIND_DOMAIN_CHECK) : NULL;

  return checks != NULL && checks->len > 0;
}

gboolean
rv_check_names (RvRuleRun *run, const RvTableFacts *t, const RvColumnFacts *column)
{
  for (guint i = 0; i < t->checks->len; i++)
    if (refers_to (run->model, ((RvObject *) t->checks->pdata[i])->id, column->column->object.id))
      return TRUE;
  return domain_has_check (run->model, column->type->domain);
}

/* NEW.updated_at := …, or a function whose body is elsewhere, such as moddatetime (updated_at). */
static gboolean
sets_column (RvModel *model, const RvTrigger *trigger, const RvColumn *column)
{
  g_autoptr (GPtrArray) rows = rv_model_children (model, trigger->object.id, RV_KIND_REFERENCE);
  g_autofree char *new_column = g_strconcat ("new.", column->name, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      RvRoutine *routine = rv_model_get_kind (model, ((RvReference *) rows->pdata[i])->target_id, RV_KIND_ROUTINE);
      g_autofree char *body = routine != NULL && routine->body != NULL ? g_ascii_strdown (routine->body, -1) : NULL;

      if (body != NULL)
        return strstr (body, new_column) != NULL || strstr (body, "execute") != NULL;
    }
  return trigger->arguments != NULL && strstr (trigger->arguments, column->name) != NULL;
}

gboolean
rv_is_kept_by_trigger (RvRuleRun *run, const RvTableFacts *t, const RvColumn *column)
{
  for (guint i = 0; i < t->triggers->len; i++)
    {
      const RvTrigger *trigger = t->triggers->pdata[i];

      if (trigger->on_update && trigger->for_each_row && trigger->timing == RvTriggerTiming_BEFORE && trigger->enabled != RvEnabledState_DISABLED
          && sets_column (run->model, trigger, column))
        return TRUE;
    }
  return FALSE;
}

gboolean
rv_is_own_table (const RvTable *table)
{
  return table->partition_of_id == 0 && table->server_id == 0 && table->persistence != RvPersistence_TEMPORARY;
}

gboolean
rv_is_log_table (const RvTableFacts *t)
{
  static const char *const words[] = { "log", "audit", "history", "archive", "outbox", "inbox", "queue", "event", "webhook", "job", "journal", "trail",
                                       "migration", "snapshot", "staging", "import", "raw", "cache", "tmp", "temp", NULL };

  return rv_words_has_any (t->words, words) != NULL;
}

const RvColumnFacts *
rv_soft_delete_column (const RvTableFacts *t)
{
  static const char *const names[] = { "deleted_at", "is_deleted", "deleted", "deletedAt", "isDeleted", "deleted_on", "removed_at", "archived_at" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const RvColumnFacts *column = rv_facts_column_named (t, names[i]);

      if (column != NULL && (rv_type_is_time (column->type) || column->type->family == RV_TYPE_BOOLEAN))
        return column;
    }
  return NULL;
}
