/* Owns what all verbs that take a FILE do alike. */
#include "cli/source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/ask.h"
#include "cli/say.h"
#include "exchange/input.h"
#include "exchange/open.h"
#include "exchange/text-encoding.h"

/* ---- options ---------------------------------------------------------------------------------- */

static char **schemas;
static double seconds;
static gboolean with_roles, with_volumes;

void
rv_source_add_options (GOptionContext *context)
{
  static const GOptionEntry entries[] = {
    { "schema", 0, 0, G_OPTION_ARG_STRING_ARRAY, &schemas, N_("Databases, Mermaid: only this schema; of a database it may be said several times"), N_("NAME") },
    { "statement-timeout", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, N_("Databases: how long the server may take for one question"), N_("SECONDS") },
    { "with-roles", 0, 0, G_OPTION_ARG_NONE, &with_roles, N_("Databases: roles and the settings of the database, too"), NULL },
    { "with-volumes", 0, 0, G_OPTION_ARG_NONE, &with_volumes, N_("Databases: what the server knows of sizes and columns, too"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

const char *const *
rv_source_schemas (void)
{
  return (const char *const *) schemas;
}

/* ---- opening ---------------------------------------------------------------------------------- */

/* For a running database what may be said of it: its address can hold a password. */
const char *
rv_source_name (const char *file)
{
  g_autofree char *name = NULL;

  if (strcmp (file, "-") == 0)
    return "<stdin>";
  if (!rv_live_is_address (file))
    return file;
  name = rv_live_name (file);
  return g_intern_string (name);
}

GBytes *
rv_source_read (const char *file)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = rv_input_read (file, NULL, &error);

  if (bytes == NULL)
    rv_say_error (rv_source_name (file), "%s", error->message);
  return bytes;
}

GBytes *
rv_source_read_text (const char *file)
{
  g_autoptr (GBytes) bytes = rv_source_read (file);
  g_autoptr (RvReport) report = rv_report_new (rv_source_name (file));
  g_autoptr (GError) error = NULL;
  GBytes *text = bytes != NULL ? rv_text_decode (bytes, report, &error) : NULL;

  if (bytes != NULL && text == NULL)
    rv_say_error (rv_source_name (file), "%s", error->message);
  return text;
}

static RvModel *
open_bytes (const char *file, GBytes *bytes, const char *from, gboolean quiet, RvPlaces *places)
{
  g_autoptr (RvReport) report = rv_report_new (rv_source_name (file));
  g_autoptr (GError) error = NULL;
  RvModel *model;

  report->places = places;
  model = rv_open_bytes (bytes, file, from, RV_OPEN_READ_ONLY, report, NULL, NULL, NULL, &error);

  rv_say_report (report, quiet);
  if (model == NULL)
    rv_say_error (rv_source_name (file), "%s", error->message);
  return model;
}

gboolean
rv_source_is_database (const char *file)
{
  return rv_live_is_address (file);
}

static RvModel *
open_database (const char *address, gboolean quiet)
{
  RvLiveOptions options = {
    .schemas = rv_source_schemas (), .statement_timeout = (gint64) (seconds * 1000), .cluster = with_roles, .volumes = with_volumes,
    .ask_password = rv_ask_password,
  };
  g_autoptr (RvReport) report = rv_report_new (rv_source_name (address));
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_open_database (address, &options, report, NULL, NULL, NULL, &error);

  if (model == NULL)
    rv_say_error (rv_source_name (address), "%s", error->message);
  else
    rv_say_report (report, quiet);
  return model;
}

RvModel *
rv_source_open_bytes (const char *file, GBytes *bytes, const char *from, gboolean quiet)
{
  return open_bytes (file, bytes, from, quiet, NULL);
}

RvModel *
rv_source_open_placed (const char *file, const char *from, gboolean quiet, RvPlaces *places)
{
  g_autoptr (GBytes) bytes = NULL;

  if (rv_source_is_database (file))
    return open_database (file, quiet);
  bytes = rv_source_read (file);
  return bytes != NULL ? open_bytes (file, bytes, from, quiet, places) : NULL;
}

RvModel *
rv_source_open (const char *file, const char *from, gboolean quiet)
{
  return rv_source_open_placed (file, from, quiet, NULL);
}

gboolean
rv_source_find (RvModel *model, const char *file, RvKind kind, const char *what, RvId *id)
{
  const GPtrArray *all = rv_model_all (model, kind);

  *id = 0;
  if (what == NULL)
    return TRUE;
  for (guint i = 0; i < all->len && *id == 0; i++)
    if (strcmp (rv_record_name (g_ptr_array_index (all, i)), what) == 0)
      *id = ((const RvObject *) g_ptr_array_index (all, i))->id;
  if (*id == 0)
    rv_say_error (rv_source_name (file), _("There is no %s “%s”"), _(rv_kind_info (kind)->label), what);
  return *id != 0;
}

static gboolean
is_called (RvModel *model, const RvObject *object, const char *name)
{
  const RvObject *schema = rv_model_get (model, rv_record_parent (object));
  g_autofree char *full = schema != NULL ? g_strdup_printf ("%s.%s", rv_record_name (schema), rv_record_name (object)) : NULL;

  return strcmp (rv_record_name (object), name) == 0 || g_strcmp0 (full, name) == 0;
}

RvId
rv_source_find_relation (RvModel *model, const char *file, const char *name)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *all = rv_model_all (model, kinds[k]);

      for (guint i = 0; i < all->len; i++)
        if (is_called (model, all->pdata[i], name))
          return ((const RvObject *) all->pdata[i])->id;
    }
  rv_say_error (rv_source_name (file), _("There is no table or view “%s”"), name);
  return 0;
}
