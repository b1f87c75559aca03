/* The verbs of relvar-cli. A new one is a file with its run function and a row in verbs.c. */
#pragma once

#include <glib.h>

/* What scripts rely on. */
typedef enum {
  RV_EXIT_DONE = 0,
  RV_EXIT_NO = 1,     /* the answer is no: findings, differences */
  RV_EXIT_WRONG = 2,  /* a wrong call, or something that cannot be read or written */
} RvExit;

typedef struct {
  const char *name;
  const char *arguments;  /* after the name, as people read them */
  const char *summary;    /* untranslated */

  /** run: @argv[0] is the verb. Data goes to standard output, everything else to standard error. */
  RvExit (*run) (int argc, char **argv);
} RvVerb;

/** rv_verbs: Returns: (transfer none): all verbs; the last has no name. */
const RvVerb *rv_verbs (void);

/** rv_verb_find: Returns: (nullable): the verb called @name. */
const RvVerb *rv_verb_find (const char *name);

/** rv_verb_options: Returns: (transfer full): the option parser of @verb, with its help. */
GOptionContext *rv_verb_options (const char *verb, const GOptionEntry *entries);

/** rv_verb_parse: takes the options out of @argv (argv[0], the verb, stays). Returns: whether the options are
 * known and between @min and @max arguments are left; else it has said what is wrong. */
gboolean rv_verb_parse (GOptionContext *context, int *argc, char ***argv, int min, int max);

/** rv_cli_run: the whole of relvar-cli. Returns: its exit status. */
int rv_cli_run (int argc, char **argv);

RvExit rv_verb_check (int argc, char **argv);
RvExit rv_verb_convert (int argc, char **argv);
RvExit rv_verb_dialects (int argc, char **argv);
RvExit rv_verb_discover (int argc, char **argv);
RvExit rv_verb_formats (int argc, char **argv);
RvExit rv_verb_help (int argc, char **argv);
RvExit rv_verb_rules (int argc, char **argv);
RvExit rv_verb_layout (int argc, char **argv);
RvExit rv_verb_normalize (int argc, char **argv);
RvExit rv_verb_migrate (int argc, char **argv);
