/* relvar-cli rules: what designs are judged by. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "check/rule-list.h"
#include "cli/say.h"
#include "cli/verbs.h"
#include "migrate/lint/lint.h"

static const struct {
  const char *format;
  void (*write) (const GPtrArray *rules, GString *out);
} forms[] = { { "text", rv_rule_list_text }, { "json", rv_rule_list_json }, { "markdown", rv_rule_list_markdown } };

RvExit
rv_verb_rules (int argc, char **argv)
{
  g_autofree char *format = NULL;
  gboolean of_migrations = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("“text”, “json” or “markdown”"), N_("FORMAT") },
    { "migrations", 0, 0, G_OPTION_ARG_NONE, &of_migrations, N_("What scripts are judged by: relvar-cli check --migration"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("rules", entries);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!rv_verb_parse (context, &argc, &argv, 0, 0))
    return RV_EXIT_WRONG;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].format, format != NULL ? format : "text") == 0)
      {
        forms[i].write (of_migrations ? rv_migration_rules () : rv_rules (), text);
        return rv_print (text->str) ? RV_EXIT_DONE : RV_EXIT_WRONG;
      }
  rv_say_error (NULL, _("--format cannot be “%s”"), format);
  return RV_EXIT_WRONG;
}
