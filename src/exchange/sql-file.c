/* SQL scripts as a file format: one RvFormat for each dialect of sql/. */
#include "exchange/format.h"

#include <glib/gi18n-lib.h>

static const RvWriteOptions usual_options;

static gboolean
read_postgresql (RvEdit *edit, const char *text, gsize length, RvReport *report, RvProgress progress,
                 gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return rv_postgresql.read (edit, text, length, report, progress, progress_data, cancellable, error);
}

static GBytes *
write_dialect (const RvDialect *dialect, RvModel *model, const RvFormatOptions *options, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!dialect->write (model, options != NULL ? &options->sql : &usual_options, out, error))
    return NULL;
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static GBytes *
write_postgresql (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  return write_dialect (&rv_postgresql, model, options, error);
}

static const char *const postgresql_endings[] = { "sql", "pgsql", "ddl", "dump", NULL };

const RvFormat rv_format_postgresql = {
  .id = "postgresql",
  .label = N_("PostgreSQL script"),
  .endings = postgresql_endings,
  .mime_type = "application/sql",
  .read = read_postgresql,
  .write = write_postgresql,
};
