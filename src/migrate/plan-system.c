/* Publications, subscriptions, foreign data, roles and databases that stay. */
#include "migrate/plan-private.h"

#include <string.h>

static void
begin (RvPlanner *p, const RvUnit *unit)
{
  rv_put (p, "ALTER ");
  rv_write_designation (&p->new, unit->after);
}

static char *
head_of (RvPlanner *p, const RvUnit *unit)
{
  GString *head = g_string_new ("ALTER "), *text = p->new.out;

  p->new.out = head;
  rv_write_designation (&p->new, unit->after);
  p->new.out = text;
  return g_string_free (head, FALSE);
}

/* ---- replication and foreign data ------------------------------------------------------------------------------------ */

static void
put_published (RvPlanner *p, RvWriter *writer, RvModel *model, const RvPublicationObject *published, gboolean with_clauses)
{
  const RvObject *object = rv_model_get (model, published->object_id);

  if (object != NULL && object->kind == RV_KIND_SCHEMA)
    rv_put (p, "TABLES IN SCHEMA ");
  else
    rv_put (p, published->only_this ? "TABLE ONLY " : "TABLE ");
  rv_write_object (writer, published->object_id);
  if (with_clauses)
    {
      rv_write_clause (writer, "", published->column_names);
      rv_write_clause (writer, "WHERE", published->predicate);
    }
}

void
rv_alter_publication (RvPlanner *p, RvUnit *unit)
{
  const RvPublication *after = (RvPublication *) unit->after;
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_PUBLICATION_OBJECT);
  g_autoptr (GPtrArray) objects = rv_model_children (p->after, unit->after->id, RV_KIND_PUBLICATION_OBJECT);

  if (rv_unit_changed (unit, RvPublication_options))
    {
      begin (p, unit);
      rv_put_format (p, " SET (%s);\n", after->options != NULL ? after->options
                     : "publish = 'insert, update, delete, truncate', publish_via_partition_root = false");
    }
  if (!unit->parts_differ)
    return;
  for (guint i = 0; i < objects->len; i++)
    {
      if (i == 0)
        begin (p, unit);
      rv_put (p, i == 0 ? " SET " : ", ");
      put_published (p, &p->new, p->after, objects->pdata[i], TRUE);
      rv_put (p, i + 1 == objects->len ? ";\n" : "");
    }
  for (guint i = 0; objects->len == 0 && i < before->len; i++)
    {
      const RvUnit *table = rv_unit_before (p, ((RvPublicationObject *) before->pdata[i])->object_id);

      if (table != NULL && rv_unit_goes (table))
        continue;
      begin (p, unit);
      rv_put (p, " DROP ");
      put_published (p, &p->old, p->before, before->pdata[i], FALSE);
      rv_put (p, ";\n");
    }
}

void
rv_alter_subscription (RvPlanner *p, RvUnit *unit)
{
  const RvSubscription *after = (RvSubscription *) unit->after;

  if (rv_unit_changed (unit, RvSubscription_connection))
    {
      begin (p, unit);
      rv_put (p, " CONNECTION ");
      rv_write_literal (&p->new, after->connection);
      rv_put (p, ";\n");
    }
  if (rv_unit_changed (unit, RvSubscription_publications))
    {
      begin (p, unit);
      rv_put_format (p, " SET PUBLICATION %s WITH (refresh = false);\n", after->publications);
    }
  if (rv_unit_changed (unit, RvSubscription_options) && after->options != NULL)
    {
      begin (p, unit);
      rv_put_format (p, " SET (%s);\n", after->options);
    }
  if (rv_unit_changed (unit, RvSubscription_is_enabled))
    {
      begin (p, unit);
      rv_put (p, after->is_enabled ? " ENABLE;\n" : " DISABLE;\n");
    }
}

static void
put_options_statement (RvPlanner *p, const char *head, const char *before, const char *after)
{
  gsize start = p->text->len;

  rv_put (p, head);
  if (rv_put_options_change (p, before, after))
    rv_put (p, ";\n");
  else
    g_string_truncate (p->text, start);
}

void
rv_alter_wrapper (RvPlanner *p, RvUnit *unit)
{
  const RvWrapper *before = (RvWrapper *) unit->before, *after = (RvWrapper *) unit->after;
  g_autofree char *head = head_of (p, unit);

  if (rv_unit_changed (unit, RvWrapper_handler))
    rv_put_format (p, after->handler != NULL ? "%s HANDLER %s;\n" : "%s NO HANDLER;\n", head, after->handler);
  if (rv_unit_changed (unit, RvWrapper_validator))
    rv_put_format (p, after->validator != NULL ? "%s VALIDATOR %s;\n" : "%s NO VALIDATOR;\n", head, after->validator);
  if (rv_unit_changed (unit, RvWrapper_options))
    put_options_statement (p, head, before->options, after->options);
}

void
rv_alter_server (RvPlanner *p, RvUnit *unit)
{
  const RvServer *before = (RvServer *) unit->before, *after = (RvServer *) unit->after;
  g_autofree char *head = head_of (p, unit);

  if (rv_unit_changed (unit, RvServer_version))
    {
      rv_put_format (p, "%s VERSION ", head);
      if (after->version != NULL)
        rv_write_literal (&p->new, after->version);
      else
        rv_put (p, "NULL");
      rv_put (p, ";\n");
    }
  if (rv_unit_changed (unit, RvServer_options))
    put_options_statement (p, head, before->options, after->options);
}

void
rv_alter_user_mapping (RvPlanner *p, RvUnit *unit)
{
  const RvUserMapping *before = (RvUserMapping *) unit->before, *after = (RvUserMapping *) unit->after;
  g_autoptr (GString) head = g_string_new ("ALTER USER MAPPING FOR ");

  p->new.out = head;
  if (g_ascii_strcasecmp (after->user_name, "public") == 0 || strcmp (after->user_name, "current_user") == 0)
    g_string_append (head, *after->user_name == 'c' ? "CURRENT_USER" : "PUBLIC");
  else
    rv_write_name (&p->new, after->user_name);
  g_string_append (head, " SERVER ");
  rv_write_object (&p->new, after->server_id);
  p->new.out = p->text;
  put_options_statement (p, head->str, before->options, after->options);
}

/* ---- roles and databases ------------------------------------------------------------------------------------------- */

static void
alter_settings (RvPlanner *p, RvUnit *unit)
{
  g_autoptr (GPtrArray) before = rv_model_children (p->before, unit->before->id, RV_KIND_SETTING);

  for (guint i = 0; i < before->len; i++)
    {
      const RvSetting *setting = before->pdata[i];

      if (rv_comparison_after (p->comparison, setting->object.id) != 0)
        continue;
      begin (p, unit);
      rv_put_format (p, " RESET %s;\n", setting->name);
    }
  g_clear_pointer (&before, g_ptr_array_unref);
  before = rv_model_children (p->after, unit->after->id, RV_KIND_SETTING);
  for (guint i = 0; i < before->len; i++)
    if (rv_comparison_of_after (p->comparison, ((RvObject *) before->pdata[i])->id) != NULL)
      {
        rv_write_settings (&p->new, unit->after);
        return;
      }
}

void
rv_alter_role (RvPlanner *p, RvUnit *unit)
{
  const RvRole *role = (RvRole *) unit->after;
  const struct { int field; gboolean set; const char *word; } flags[] = {
    { RvRole_is_superuser, role->is_superuser, "SUPERUSER" }, { RvRole_can_create_database, role->can_create_database, "CREATEDB" },
    { RvRole_can_create_role, role->can_create_role, "CREATEROLE" }, { RvRole_inherits, role->inherits, "INHERIT" },
    { RvRole_can_login, role->can_login, "LOGIN" }, { RvRole_can_replicate, role->can_replicate, "REPLICATION" },
    { RvRole_bypasses_rls, role->bypasses_rls, "BYPASSRLS" },
  };
  gsize start = p->text->len, head;

  begin (p, unit);
  head = p->text->len;
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (role->is_declared && rv_unit_changed (unit, flags[i].field))
      rv_put_format (p, " %s%s", flags[i].set ? "" : "NO", flags[i].word);
  if (rv_unit_changed (unit, RvRole_connection_limit))
    rv_put_format (p, " CONNECTION LIMIT %" G_GINT64_FORMAT, role->connection_limit);
  if (rv_unit_changed (unit, RvRole_valid_until))
    {
      rv_put (p, " VALID UNTIL ");
      rv_write_literal (&p->new, role->valid_until != NULL ? role->valid_until : "infinity");
    }
  if (p->text->len == head)
    g_string_truncate (p->text, start);
  else
    rv_put (p, ";\n");
  alter_settings (p, unit);
}

void
rv_alter_database (RvPlanner *p, RvUnit *unit)
{
  const RvDatabase *after = (RvDatabase *) unit->after;

  if (rv_unit_changed (unit, RvDatabase_allow_connections) || rv_unit_changed (unit, RvDatabase_connection_limit) ||
      rv_unit_changed (unit, RvDatabase_is_template))
    {
      begin (p, unit);
      rv_put_format (p, " WITH ALLOW_CONNECTIONS %s CONNECTION LIMIT %" G_GINT64_FORMAT " IS_TEMPLATE %s;\n",
                     after->allow_connections ? "true" : "false", after->connection_limit, after->is_template ? "true" : "false");
    }
  alter_settings (p, unit);
}
