/* relvar-cli help: the list of verbs, or the help of one. */
#include <glib/gi18n-lib.h>

#include "cli/say.h"
#include "cli/verbs.h"

static gboolean
print_list (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n\n", _("Database design without a display, for scripts."));
  for (const RvVerb *verb = rv_verbs (); verb->name != NULL; verb++)
    {
      g_autofree char *call = g_strconcat ("relvar-cli ", verb->name, " ", verb->arguments[0] != '\0' ? _(verb->arguments) : "", NULL);

      g_string_append_printf (text, "%-26s %s\n", call, _(verb->summary));
    }
  g_string_append_printf (text, "\n%s\n%s\n", _("A FILE is anything that Relvar reads; “-” is standard input or output."),
                          _("“relvar-cli VERB --help” explains a verb. Exit status: 0 done, 1 the answer is no, 2 wrong call or unreadable input."));
  return rv_print (text->str);
}

RvExit
rv_verb_help (int argc, char **argv)
{
  const RvVerb *verb = argc > 1 ? rv_verb_find (argv[1]) : NULL;
  char *call[] = { argc > 1 ? argv[1] : NULL, (char *) "--help", NULL };

  if (argc <= 1 || argv[1][0] == '-')
    return print_list () ? RV_EXIT_DONE : RV_EXIT_WRONG;
  if (verb == NULL)
    {
      rv_say_error (NULL, _("There is no verb “%s”; “relvar-cli help” lists them"), argv[1]);
      return RV_EXIT_WRONG;
    }
  return verb->run == rv_verb_help ? (print_list () ? RV_EXIT_DONE : RV_EXIT_WRONG) : verb->run (2, call);
}
