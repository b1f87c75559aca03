/* The table of verbs, and the way from the command line to one of them. */
#include "cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cli/say.h"

static const RvVerb verbs[] = {
  { "convert", N_("IN OUT"), N_("Turn any format into any other, pictures included"), rv_verb_convert },
  { "check", N_("FILE"), N_("Judge a design by rules and say what to do"), rv_verb_check },
  { "layout", N_("FILE"), N_("Print where the boxes and lines of a diagram go, as JSON"), rv_verb_layout },
  { "normalize", N_("[FILE]"), N_("Find keys, normal form and decompositions of a relation"), rv_verb_normalize },
  { "migrate", N_("FROM TO"), N_("Print the script that turns one design into another"), rv_verb_migrate },
  { "discover", N_("DATA…"), N_("Find dependencies, keys and foreign keys in data"), rv_verb_discover },
  { "formats", "", N_("List the file formats that this build knows"), rv_verb_formats },
  { "dialects", "", N_("List the SQL dialects that this build knows"), rv_verb_dialects },
  { "rules", "", N_("List the rules that designs are judged by"), rv_verb_rules },
  { "help", N_("[VERB]"), N_("Explain relvar-cli or one of its verbs"), rv_verb_help },
  { NULL },
};

const RvVerb *
rv_verbs (void)
{
  return verbs;
}

const RvVerb *
rv_verb_find (const char *name)
{
  for (guint i = 0; verbs[i].name != NULL; i++)
    if (strcmp (verbs[i].name, name) == 0)
      return &verbs[i];
  return NULL;
}

GOptionContext *
rv_verb_options (const char *verb, const GOptionEntry *entries)
{
  const RvVerb *row = rv_verb_find (verb);
  GOptionContext *context = g_option_context_new (row->arguments[0] != '\0' ? _(row->arguments) : NULL);
  g_autofree char *program = g_strconcat ("relvar-cli ", verb, NULL);

  g_set_prgname (program);
  g_option_context_set_summary (context, _(row->summary));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  return context;
}

gboolean
rv_verb_parse (GOptionContext *context, int *argc, char ***argv, int min, int max)
{
  g_autoptr (GError) error = NULL;

  if (!g_option_context_parse (context, argc, argv, &error))
    rv_say_error (NULL, "%s", error->message);
  else if (*argc - 1 < min)
    rv_say_error (NULL, _("An argument is missing; see “%s --help”"), g_get_prgname ());
  else if (*argc - 1 > max)
    rv_say_error (NULL, _("There is an argument too many: “%s”"), (*argv)[max + 1]);
  else
    return TRUE;
  return FALSE;
}

int
rv_cli_run (int argc, char **argv)
{
  const RvVerb *verb;

  g_set_prgname ("relvar-cli");
  if (argc < 2)
    {
      rv_say_error (NULL, _("There is no verb; “relvar-cli help” lists them"));
      return RV_EXIT_WRONG;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      puts ("relvar-cli " RV_VERSION);
      return RV_EXIT_DONE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return rv_verb_help (1, argv);
  verb = rv_verb_find (argv[1]);
  if (verb != NULL)
    return verb->run (argc - 1, argv + 1);
  rv_say_error (NULL, _("There is no verb “%s”; “relvar-cli help” lists them"), argv[1]);
  return RV_EXIT_WRONG;
}
