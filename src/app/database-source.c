/* Passwords are kept by the Secret Service or by nobody. */
#include "app/database-source.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

static const SecretSchema schema = {
  RV_APP_ID ".Database", SECRET_SCHEMA_NONE, { { "database", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

RvDatabaseSource *
rv_database_source_new (const char *address, const char *password)
{
  RvDatabaseSource *source = g_new0 (RvDatabaseSource, 1);

  source->address = g_strdup (address);
  source->password = password != NULL && password[0] != '\0' ? g_strdup (password) : NULL;
  return source;
}

void
rv_database_source_free (RvDatabaseSource *source)
{
  if (source == NULL)
    return;
  if (source->password != NULL)
    explicit_bzero (source->password, strlen (source->password));
  g_free (source->password);
  g_free (source->address);
  g_strfreev (source->schemas);
  g_free (source);
}

void
rv_database_source_find_password (RvDatabaseSource *source, GCancellable *cancellable)
{
  g_autofree char *name = rv_live_name (source->address);

  if (source->password == NULL)
    source->password = secret_password_lookup_sync (&schema, cancellable, NULL, "database", name, NULL);
}

RvModel *
rv_database_source_open (RvDatabaseSource *source, RvReport *report, RvProgress progress, gpointer progress_data,
                         GCancellable *cancellable, GError **error)
{
  RvLiveOptions options = { .schemas = (const char *const *) source->schemas, .cluster = source->roles, .volumes = source->volumes };

  rv_database_source_find_password (source, cancellable);
  options.password = source->password;
  return rv_open_database (source->address, &options, report, progress, progress_data, cancellable, error);
}

static void
on_stored (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    g_message ("The password is not kept: %s", error->message);
}

void
rv_database_source_remember (RvDatabaseSource *source)
{
  g_autofree char *name = rv_live_name (source->address);
  g_autofree char *label = g_strdup_printf (_("Relvar: password of %s"), name);

  if (source->password != NULL)
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, source->password, NULL, on_stored, NULL, "database", name, NULL);
}
