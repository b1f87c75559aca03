/* Publications and subscriptions. */
#include "sql/postgresql/reader.h"

static RvPublicationObject *
find_published (RvPgReader *r, RvPublication *publication, RvObject *object)
{
  g_autoptr (GPtrArray) rows = rv_model_children (r->model, publication->object.id, RV_KIND_PUBLICATION_OBJECT);

  for (guint i = 0; i < rows->len; i++)
    if (((RvPublicationObject *) rows->pdata[i])->object_id == object->id)
      return rows->pdata[i];
  return NULL;
}

static void
publish_table (RvPgReader *r, RvPublication *publication, const PgQuery__PublicationTable *t)
{
  RvObject *table = rv_pg_need_relation (r, t->relation, rv_pg_table_kind);
  RvPublicationObject *row;
  int i;

  if (table == NULL)
    return;
  row = rv_edit_insert (r->edit, RV_KIND_PUBLICATION_OBJECT, publication->object.id);
  i = rv_pg_name_end (r, rv_pg_at (r, t->relation->location));
  if (rv_pg_is_sign (r, i, '*'))
    i++;
  rv_edit_set_number (r->edit, row, RvPublicationObject_object_id, table->id);
  rv_edit_set_number (r->edit, row, RvPublicationObject_only_this, !t->relation->inh);
  if (t->n_columns > 0)
    {
      rv_pg_set_inside (r, row, RvPublicationObject_column_names, i);
      rv_pg_resolve (r->edit, row, RvPublicationObject_column_names);
      i = rv_pg_after (r, i);
    }
  if (t->where_clause != NULL && rv_pg_is (r, i, "WHERE"))
    rv_pg_set_sql (r, row, RvPublicationObject_predicate, i + 2, rv_pg_after (r, i + 1) - 1, t->where_clause, table);
}

static void
publish_schema (RvPgReader *r, RvPublication *publication, const char *name)
{
  RvSchema *schema = rv_pg_given (name) != NULL ? rv_pg_schema (r, name) : rv_pg_home (r, NULL);
  RvPublicationObject *row;

  if (schema == NULL)
    {
      rv_pg_fail (r, -1, _("There is no schema “%s”."), name);
      return;
    }
  row = rv_edit_insert (r->edit, RV_KIND_PUBLICATION_OBJECT, publication->object.id);
  rv_edit_set_number (r->edit, row, RvPublicationObject_object_id, schema->object.id);
}

/* A continuation is of the sort of the object before it. */
static void
publish (RvPgReader *r, RvPublication *publication, Node **objects, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const PgQuery__PublicationObjSpec *spec = objects[i]->publication_obj_spec;

      if (spec->pubtable != NULL)
        publish_table (r, publication, spec->pubtable);
      else
        publish_schema (r, publication, spec->name);
    }
}

static void
unpublish (RvPgReader *r, RvPublication *publication, Node **objects, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const PgQuery__PublicationObjSpec *spec = objects[i]->publication_obj_spec;
      gpointer object = spec->pubtable != NULL ? rv_pg_find_relation (r, spec->pubtable->relation) : (gpointer) rv_pg_schema (r, spec->name);
      gpointer row = object != NULL ? find_published (r, publication, object) : NULL;

      if (row != NULL)
        rv_edit_remove (r->edit, row);
    }
}

static void
apply_publication (RvPgReader *r, const void *statement)
{
  const PgQuery__CreatePublicationStmt *s = statement;
  RvPublication *publication;

  if (rv_model_find (r->model, RV_KIND_PUBLICATION, 0, s->pubname) != NULL)
    {
      rv_pg_fail (r, -1, _("There is a publication “%s” already."), s->pubname);
      return;
    }
  publication = rv_edit_insert (r->edit, RV_KIND_PUBLICATION, 0);
  rv_edit_set_text (r->edit, publication, RvPublication_name, s->pubname);
  rv_edit_set_number (r->edit, publication, RvPublication_all_tables, s->for_all_tables);
  rv_edit_set_number (r->edit, publication, RvPublication_owner_id, r->session_role);
  if (s->n_options > 0)
    rv_pg_set_options (r, publication, RvPublication_options, 0, rv_pg_n_tokens (r), "WITH");
  publish (r, publication, s->pubobjects, s->n_pubobjects);
}

static void
apply_alter_publication (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterPublicationStmt *s = statement;
  RvPublication *publication = rv_model_find (r->model, RV_KIND_PUBLICATION, 0, s->pubname);
  g_autoptr (GPtrArray) old = NULL;

  if (publication == NULL)
    {
      rv_pg_fail (r, -1, _("There is no publication “%s”."), s->pubname);
      return;
    }
  if (s->n_options > 0)
    rv_pg_change_options (r, publication, RvPublication_options, rv_pg_find_sign (r, 0, rv_pg_n_tokens (r), '('), FALSE);
  if (s->n_pubobjects == 0)
    return;
  if (s->action == PG_QUERY__ALTER_PUBLICATION_ACTION__AP_DropObjects)
    {
      unpublish (r, publication, s->pubobjects, s->n_pubobjects);
      return;
    }
  old = rv_model_children (r->model, publication->object.id, RV_KIND_PUBLICATION_OBJECT);
  for (guint i = 0; s->action == PG_QUERY__ALTER_PUBLICATION_ACTION__AP_SetObjects && i < old->len; i++)
    rv_edit_remove (r->edit, old->pdata[i]);
  publish (r, publication, s->pubobjects, s->n_pubobjects);
}

/* ---- subscriptions --------------------------------------------------------------------------------------- */

static void
set_publications (RvPgReader *r, RvSubscription *subscription, Node **names, gsize n)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *quoted = rv_pg_quote (rv_pg_string (names[i]));

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", quoted);
    }
  rv_edit_set_text (r->edit, subscription, RvSubscription_publications, list->str);
}

static void
apply_subscription (RvPgReader *r, const void *statement)
{
  const PgQuery__CreateSubscriptionStmt *s = statement;
  RvSubscription *subscription = rv_edit_insert (r->edit, RV_KIND_SUBSCRIPTION, 0);

  rv_edit_set_text (r->edit, subscription, RvSubscription_name, s->subname);
  rv_edit_set_text (r->edit, subscription, RvSubscription_connection, s->conninfo);
  set_publications (r, subscription, s->publication, s->n_publication);
  rv_edit_set_number (r->edit, subscription, RvSubscription_owner_id, r->session_role);
  if (s->n_options > 0)
    rv_pg_set_options (r, subscription, RvSubscription_options, 0, rv_pg_n_tokens (r), "WITH");
}

static void
apply_alter_subscription (RvPgReader *r, const void *statement)
{
  const PgQuery__AlterSubscriptionStmt *s = statement;
  RvSubscription *subscription = rv_model_find (r->model, RV_KIND_SUBSCRIPTION, 0, s->subname);
  int n = rv_pg_n_tokens (r);

  if (subscription == NULL)
    rv_pg_fail (r, -1, _("There is no subscription “%s”."), s->subname);
  else if (s->kind == PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_ENABLED)
    rv_edit_set_number (r->edit, subscription, RvSubscription_is_enabled, rv_pg_is (r, n - 1, "ENABLE"));
  else if (s->kind == PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_CONNECTION)
    rv_edit_set_text (r->edit, subscription, RvSubscription_connection, s->conninfo);
  else if (s->kind == PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_SET_PUBLICATION)
    set_publications (r, subscription, s->publication, s->n_publication);
  else if (s->kind == PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_OPTIONS)
    rv_pg_change_options (r, subscription, RvSubscription_options, rv_pg_find_sign (r, 0, n, '('), FALSE);
  else
    rv_pg_keep (r, subscription);
}

static void
apply_drop_subscription (RvPgReader *r, const void *statement)
{
  const PgQuery__DropSubscriptionStmt *s = statement;
  gpointer subscription = rv_model_find (r->model, RV_KIND_SUBSCRIPTION, 0, s->subname);

  if (subscription != NULL)
    rv_edit_remove (r->edit, subscription);
  else if (!s->missing_ok)
    rv_pg_fail (r, -1, _("There is no subscription “%s”."), s->subname);
}

const RvPgHandler rv_pg_publication_handlers[] = {
  { NODE (CREATE_PUBLICATION_STMT), "CREATE PUBLICATION", apply_publication },
  { NODE (ALTER_PUBLICATION_STMT), "ALTER PUBLICATION", apply_alter_publication },
  { NODE (CREATE_SUBSCRIPTION_STMT), "CREATE SUBSCRIPTION", apply_subscription },
  { NODE (ALTER_SUBSCRIPTION_STMT), "ALTER SUBSCRIPTION", apply_alter_subscription },
  { NODE (DROP_SUBSCRIPTION_STMT), "DROP SUBSCRIPTION", apply_drop_subscription },
  { 0 },
};
