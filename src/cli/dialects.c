/* relvar-cli dialects: the database systems whose SQL this build reads and writes. */
#include <glib/gi18n-lib.h>

#include "cli/say.h"
#include "cli/tables.h"
#include "cli/verbs.h"
#include "sql/dialect.h"

static void
add_json (JsonBuilder *builder, const RvDialect *dialect)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, dialect->id);
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, _(dialect->label));
  json_builder_set_member_name (builder, "reads");
  json_builder_add_boolean_value (builder, dialect->read != NULL);
  json_builder_set_member_name (builder, "writes");
  json_builder_add_boolean_value (builder, dialect->write != NULL);
  json_builder_set_member_name (builder, "types");
  json_builder_begin_array (builder);
  for (guint i = 0; dialect->types != NULL && dialect->types[i] != NULL; i++)
    json_builder_add_string_value (builder, dialect->types[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gboolean
print_json (const RvDialect *const *dialects)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dialects");
  json_builder_begin_array (builder);
  for (guint i = 0; dialects[i] != NULL; i++)
    add_json (builder, dialects[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return rv_json_print (root);
}

static gboolean
print_text (const RvDialect *const *dialects)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; dialects[i] != NULL; i++)
    g_string_append_printf (text, "%-12s %s\n", dialects[i]->id, _(dialects[i]->label));
  return rv_print (text->str);
}

RvExit
rv_verb_dialects (int argc, char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("“text” or “json”"), N_("FORMAT") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("dialects", entries);
  gboolean is_known, is_json;

  if (!rv_verb_parse (context, &argc, &argv, 0, 0))
    return RV_EXIT_WRONG;
  is_json = rv_json_wanted (format, &is_known);
  if (!is_known)
    return RV_EXIT_WRONG;
  return (is_json ? print_json : print_text) (rv_dialects ()) ? RV_EXIT_DONE : RV_EXIT_WRONG;
}
