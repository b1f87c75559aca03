/* relvar-cli formats: what this build reads and writes. */
#include <glib/gi18n-lib.h>

#include "cli/known-formats.h"
#include "cli/say.h"
#include "cli/tables.h"
#include "cli/verbs.h"

/* A project is opened, not read: see exchange/open.h. */
static gboolean
can_read (const RvFormat *format)
{
  return format->read != NULL || format == &rv_format_project;
}

static void
add_json (JsonBuilder *builder, const RvFormat *format)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, format->id);
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, _(format->label));
  json_builder_set_member_name (builder, "endings");
  json_builder_begin_array (builder);
  for (guint i = 0; format->endings[i] != NULL; i++)
    json_builder_add_string_value (builder, format->endings[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "mime_type");
  json_builder_add_string_value (builder, format->mime_type);
  json_builder_set_member_name (builder, "reads");
  json_builder_add_boolean_value (builder, can_read (format));
  json_builder_set_member_name (builder, "writes");
  json_builder_add_boolean_value (builder, format->write != NULL);
  json_builder_end_object (builder);
}

static gboolean
print_json (const RvFormat *const *formats)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "formats");
  json_builder_begin_array (builder);
  for (guint i = 0; formats[i] != NULL; i++)
    add_json (builder, formats[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return rv_json_print (root);
}

static const char *
what_it_does (const RvFormat *format)
{
  if (can_read (format) && format->write != NULL)
    return _("reads, writes");
  return format->write != NULL ? _("writes") : _("reads");
}

static gboolean
print_text (const RvFormat *const *formats)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *endings = g_strjoinv (", .", (char **) formats[i]->endings);

      g_string_append_printf (text, "%-12s %-14s %-22s .%s\n", formats[i]->id, what_it_does (formats[i]), _(formats[i]->label), endings);
    }
  return rv_print (text->str);
}

RvExit
rv_verb_formats (int argc, char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("“text” or “json”"), N_("FORMAT") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("formats", entries);
  gboolean is_known, is_json;

  if (!rv_verb_parse (context, &argc, &argv, 0, 0))
    return RV_EXIT_WRONG;
  is_json = rv_json_wanted (format, &is_known);
  if (!is_known)
    return RV_EXIT_WRONG;
  return (is_json ? print_json : print_text) (rv_known_formats ()) ? RV_EXIT_DONE : RV_EXIT_WRONG;
}
