/* Who owns what and who may do what; comments and labels, which every object has alike. */
#include <string.h>

#include "sql/postgresql/write.h"

/* ---- owner, comment, labels ---------------------------------------------------------------- */

void
rv_write_comment (RvWriter *writer, RvObject *object, const char *comment)
{
  /* An empty comment says that there is none where the server would have put one. */
  if (comment == NULL || writer->options->no_comments)
    return;
  rv_write (writer, "COMMENT ON ");
  rv_write_designation (writer, object);
  rv_write (writer, " IS ");
  rv_write_literal (writer, comment);
  rv_write (writer, ";\n");
}

static void
write_owner (RvWriter *writer, RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);
  RvId owner = info->owner < 0 ? 0 : rv_record_number (object, &info->fields[info->owner]);

  if (owner == 0 || writer->options->no_owners)
    return;
  rv_write (writer, "ALTER ");
  rv_write_designation (writer, object);
  rv_write (writer, " OWNER TO ");
  rv_write_role (writer, owner);
  rv_write (writer, ";\n");
}

static void
write_labels (RvWriter *writer, RvObject *object)
{
  g_autoptr (GPtrArray) labels = NULL;

  if (rv_model_all (writer->model, RV_KIND_SECURITY_LABEL)->len == 0)
    return;
  labels = rv_model_children (writer->model, object->id, RV_KIND_SECURITY_LABEL);
  for (guint i = 0; i < labels->len; i++)
    {
      const RvSecurityLabel *label = g_ptr_array_index (labels, i);

      rv_write (writer, "SECURITY LABEL ");
      if (label->provider != NULL)
        {
          rv_write (writer, "FOR ");
          rv_write_name (writer, label->provider);
          rv_write (writer, " ");
        }
      rv_write (writer, "ON ");
      rv_write_designation (writer, object);
      rv_write (writer, " IS ");
      if (label->label == NULL)
        rv_write (writer, "NULL");
      else
        rv_write_literal (writer, label->label);
      rv_write (writer, ";\n");
    }
}

void
rv_write_attachments (RvWriter *writer, RvObject *object)
{
  int comment = rv_field_by_name (object->kind, "comment");

  write_owner (writer, object);
  if (comment >= 0)
    rv_write_comment (writer, object, rv_record_text (object, rv_field_info (comment)));
  write_labels (writer, object);
}

/* ---- roles --------------------------------------------------------------------------------- */

void
rv_write_settings (RvWriter *writer, RvObject *object)
{
  g_autoptr (GPtrArray) settings = rv_model_children (writer->model, object->id, RV_KIND_SETTING);

  for (guint i = 0; i < settings->len; i++)
    {
      const RvSetting *setting = g_ptr_array_index (settings, i);

      rv_write (writer, "ALTER ");
      rv_write_designation (writer, object);
      if (setting->database_id != 0)
        {
          rv_write (writer, " IN DATABASE ");
          rv_write_object (writer, setting->database_id);
        }
      rv_write_format (writer, " SET %s", setting->name);
      if (setting->value != NULL && g_ascii_strcasecmp (setting->value, "FROM CURRENT") == 0)
        rv_write (writer, " FROM CURRENT;\n");
      else
        rv_write_format (writer, " TO %s;\n", setting->value != NULL ? setting->value : "DEFAULT");
    }
}

static void
write_role_options (RvWriter *writer, const RvRole *role)
{
  const struct { gboolean set; const char *word; } flags[] = {
    { role->is_superuser, " SUPERUSER" }, { role->can_create_database, " CREATEDB" }, { role->can_create_role, " CREATEROLE" },
    { !role->inherits, " NOINHERIT" }, { role->can_login, " LOGIN" }, { role->can_replicate, " REPLICATION" },
    { role->bypasses_rls, " BYPASSRLS" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (flags[i].set)
      rv_write (writer, flags[i].word);
  if (role->connection_limit >= 0)
    rv_write_format (writer, " CONNECTION LIMIT %" G_GINT64_FORMAT, role->connection_limit);
  if (role->valid_until != NULL)
    {
      rv_write (writer, " VALID UNTIL ");
      rv_write_literal (writer, role->valid_until);
    }
}

void
rv_write_role_statements (RvWriter *writer, RvRole *role)
{
  if (role->is_declared)
    {
      rv_write (writer, "CREATE ROLE ");
      rv_write_name (writer, role->name);
      write_role_options (writer, role);
      rv_write (writer, ";\n");
    }
  rv_write_settings (writer, &role->object);
  rv_write_attachments (writer, &role->object);
}

void
rv_write_memberships (RvWriter *writer, RvMembership *membership)
{
  if (writer->options->no_privileges)
    return;
  rv_write (writer, "GRANT ");
  rv_write_role (writer, membership->role_id);
  rv_write (writer, " TO ");
  rv_write_role (writer, membership->member_id);
  rv_write (writer, membership->admin_option ? " WITH ADMIN OPTION;\n" : ";\n");
}

/* ---- privileges ------------------------------------------------------------------------------ */

/* What GRANT ALL stands for. */
static const struct { const char *class_; const char *privileges; } all_privileges[] = {
  { "TABLE", "SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER" },
  { "SEQUENCE", "USAGE SELECT UPDATE" },
  { "DATABASE", "CREATE CONNECT TEMPORARY" },
  { "SCHEMA", "CREATE USAGE" },
  { "TABLES", "SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER" },
  { "SEQUENCES", "USAGE SELECT UPDATE" },
  { "SCHEMAS", "CREATE USAGE" },
};

/* Grants that differ in nothing but the privilege are one statement. */
typedef struct {
  gboolean is_revoked, grant_option;
  RvId role_id, grantor_id, column_id, creator_id, schema_id;
  const char *class_;
  GPtrArray *privileges; /* of strings, each once */
} GrantGroup;

static void
grant_group_free (gpointer data)
{
  GrantGroup *group = data;

  g_ptr_array_unref (group->privileges);
  g_free (group);
}

static void
group_key (GString *key, const GrantGroup *group)
{
  g_string_printf (key, "%d %d %" RV_ID_FORMAT " %" RV_ID_FORMAT " %" RV_ID_FORMAT " %" RV_ID_FORMAT " %" RV_ID_FORMAT " %s",
                   group->is_revoked, group->grant_option, group->role_id, group->grantor_id, group->column_id,
                   group->creator_id, group->schema_id, group->class_);
}

typedef struct {
  GPtrArray *groups;  /* GrantGroup, in the order in which they came up */
  GHashTable *by_key;
} Grouping;

static void
grouping_init (Grouping *grouping)
{
  grouping->groups = g_ptr_array_new_with_free_func (grant_group_free);
  grouping->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
grouping_clear (Grouping *grouping)
{
  g_ptr_array_unref (grouping->groups);
  g_hash_table_unref (grouping->by_key);
}

static void
grouping_add (Grouping *grouping, const GrantGroup *like, const char *privilege)
{
  g_autoptr (GString) key = g_string_new (NULL);
  GrantGroup *group;

  group_key (key, like);
  group = g_hash_table_lookup (grouping->by_key, key->str);
  if (group == NULL)
    {
      group = g_memdup2 (like, sizeof *like);
      group->privileges = g_ptr_array_new ();
      g_ptr_array_add (grouping->groups, group);
      g_hash_table_insert (grouping->by_key, g_strdup (key->str), group);
    }
  if (!g_ptr_array_find_with_equal_func (group->privileges, privilege, g_str_equal, NULL))
    g_ptr_array_add (group->privileges, (gpointer) privilege);
}

static gboolean
is_all (const GrantGroup *group)
{
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all_privileges) && all == NULL; i++)
    if (strcmp (all_privileges[i].class_, group->class_) == 0)
      all = g_strsplit (all_privileges[i].privileges, " ", -1);
  if (all == NULL)
    return group->privileges->len == 1;
  for (guint i = 0; all[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (group->privileges, all[i], g_str_equal, NULL))
      return FALSE;
  return g_strv_length (all) == group->privileges->len;
}

static void
write_privileges (RvWriter *writer, const GrantGroup *group)
{
  const char *separator = "";

  if (group->column_id == 0 && is_all (group))
    {
      rv_write (writer, "ALL");
      return;
    }
  for (guint i = 0; i < group->privileges->len; i++)
    {
      rv_write_format (writer, "%s%s", separator, (char *) g_ptr_array_index (group->privileges, i));
      if (group->column_id != 0)
        {
          rv_write (writer, " (");
          rv_write_column (writer, group->column_id);
          rv_write (writer, ")");
        }
      separator = ", ";
    }
}

static void
write_verb (RvWriter *writer, const GrantGroup *group)
{
  rv_write (writer, !group->is_revoked ? "GRANT " : group->grant_option ? "REVOKE GRANT OPTION FOR " : "REVOKE ");
  write_privileges (writer, group);
  rv_write (writer, " ON ");
}

static void
write_grantee (RvWriter *writer, const GrantGroup *group)
{
  rv_write (writer, group->is_revoked ? " FROM " : " TO ");
  rv_write_role (writer, group->role_id);
  rv_write (writer, group->grant_option && !group->is_revoked ? " WITH GRANT OPTION;\n" : ";\n");
}

/* A privilege that someone else than the owner granted must be granted by them again. */
static void
write_grant (RvWriter *writer, RvObject *object, const GrantGroup *group)
{
  if (group->grantor_id != 0)
    {
      rv_write (writer, "SET SESSION AUTHORIZATION ");
      rv_write_role (writer, group->grantor_id);
      rv_write (writer, ";\n");
    }
  write_verb (writer, group);
  rv_write_format (writer, "%s ", group->class_);
  rv_write_object (writer, object->id);
  write_grantee (writer, group);
  if (group->grantor_id != 0)
    rv_write (writer, "RESET SESSION AUTHORIZATION;\n");
}

/* What is taken away goes first; what someone granted on goes after what they were granted. */
static int
turn (const GrantGroup *group)
{
  return group->is_revoked ? 0 : group->grantor_id == 0 ? 1 : 2;
}

/* Taking a privilege back takes its grant option, too; giving a revoked one back gives that as well. */
static void
turn_around (GrantGroup *group, gboolean taken_back)
{
  if (!taken_back)
    return;
  group->is_revoked = !group->is_revoked;
  group->grant_option = group->grant_option && !group->is_revoked;
}

void
rv_write_some_grants (RvWriter *writer, RvObject *object, GPtrArray *grants, gboolean taken_back)
{
  Grouping grouping;

  grouping_init (&grouping);
  for (guint i = 0; i < grants->len; i++)
    {
      const RvGrant *grant = g_ptr_array_index (grants, i);
      GrantGroup like = { .is_revoked = grant->is_revoked, .grant_option = grant->grant_option, .role_id = grant->role_id,
                          .grantor_id = grant->grantor_id, .column_id = grant->column_id, .class_ = rv_write_class (object) };

      turn_around (&like, taken_back);
      grouping_add (&grouping, &like, grant->privilege != NULL ? grant->privilege : "ALL");
    }
  for (int now = 0; now <= 2; now++)
    for (guint i = 0; i < grouping.groups->len; i++)
      if (turn (g_ptr_array_index (grouping.groups, i)) == now)
        write_grant (writer, object, g_ptr_array_index (grouping.groups, i));
  grouping_clear (&grouping);
}

void
rv_write_grants (RvWriter *writer, RvObject *object)
{
  g_autoptr (GPtrArray) grants = NULL;

  if (writer->options->no_privileges || rv_write_class (object) == NULL || rv_model_all (writer->model, RV_KIND_GRANT)->len == 0)
    return;
  grants = rv_model_children (writer->model, object->id, RV_KIND_GRANT);
  rv_write_some_grants (writer, object, grants, FALSE);
}

static void
write_default_privilege (RvWriter *writer, const GrantGroup *group)
{
  rv_write (writer, "ALTER DEFAULT PRIVILEGES");
  if (group->creator_id != 0)
    {
      rv_write (writer, " FOR ROLE ");
      rv_write_role (writer, group->creator_id);
    }
  if (group->schema_id != 0)
    {
      rv_write (writer, " IN SCHEMA ");
      rv_write_object (writer, group->schema_id);
    }
  rv_write (writer, " ");
  write_verb (writer, group);
  rv_write (writer, group->class_);
  write_grantee (writer, group);
}

void
rv_write_some_default_privileges (RvWriter *writer, const GPtrArray *privileges, gboolean taken_back)
{
  Grouping grouping;

  grouping_init (&grouping);
  for (guint i = 0; i < privileges->len; i++)
    {
      const RvDefaultPrivilege *row = g_ptr_array_index (privileges, i);
      GrantGroup like = { .is_revoked = row->is_revoked, .grant_option = row->grant_option, .role_id = row->role_id,
                          .creator_id = row->creator_id, .schema_id = row->schema_id,
                          .class_ = row->object_type != NULL ? row->object_type : "TABLES" };

      turn_around (&like, taken_back);
      grouping_add (&grouping, &like, row->privilege != NULL ? row->privilege : "ALL");
    }
  for (int now = 0; now <= 1; now++)
    for (guint i = 0; i < grouping.groups->len; i++)
      if ((turn (g_ptr_array_index (grouping.groups, i)) > 0) == (now > 0))
        write_default_privilege (writer, g_ptr_array_index (grouping.groups, i));
  grouping_clear (&grouping);
}

void
rv_write_default_privileges (RvWriter *writer)
{
  rv_write_some_default_privileges (writer, rv_model_all (writer->model, RV_KIND_DEFAULT_PRIVILEGE), FALSE);
}
