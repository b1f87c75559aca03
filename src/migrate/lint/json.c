/* What was found out about the statements of a script, for programs. */
#include <json-glib/json-glib.h>

#include "migrate/lint/lint-private.h"

static void
add_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, texts->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_lock (JsonBuilder *builder, const RvTableLock *lock)
{
  g_autofree char *name = rv_migration_lock_name (lock), *work = rv_lock_work_name (lock->work);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "table");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "mode");
  json_builder_add_string_value (builder, rv_lock_mode_name (lock->mode));
  json_builder_set_member_name (builder, "work");
  json_builder_add_string_value (builder, work);
  json_builder_set_member_name (builder, "new");
  json_builder_add_boolean_value (builder, lock->is_new);
  add_texts (builder, "indexes", lock->indexes);
  add_texts (builder, "reasons", lock->reasons);
  json_builder_end_object (builder);
}

static void
add_linted (JsonBuilder *builder, const RvLintedStatement *linted)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, linted->position.line);
  json_builder_set_member_name (builder, "column");
  json_builder_add_int_value (builder, linted->position.column);
  json_builder_set_member_name (builder, "statement");
  json_builder_add_string_value (builder, linted->text);
  json_builder_set_member_name (builder, "locks");
  json_builder_begin_array (builder);
  for (guint i = 0; linted->locks != NULL && i < linted->locks->tables->len; i++)
    add_lock (builder, linted->locks->tables->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
rv_migration_statements_json (const RvLint *lint)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < lint->statements->len; i++)
    add_linted (builder, lint->statements->pdata[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
