/* relvar-cli: the engine of Relvar without a display. */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cli/verbs.h"

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  /* What is written must not depend on who runs it. */
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, RV_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return rv_cli_run (argc, argv);
}
