/* relvar-cli migrate FROM TO */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cli/say.h"
#include "cli/source.h"
#include "cli/verbs.h"
#include "migrate/plan.h"

typedef struct {
  gboolean down, check, quiet, no_owners, no_privileges, no_comments, no_renames;
  char *mode, *format, *from;
  char **renames;
} Choices;

static void
clear_choices (Choices *choices)
{
  g_free (choices->mode);
  g_free (choices->format);
  g_free (choices->from);
  g_strfreev (choices->renames);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choices, clear_choices)

/* ---- JSON -------------------------------------------------------------------------------------------------- */

static const char *const phases[] = { "ahead", "rename", "drop", "make", "privileges", "clean" };

static void
add_step (JsonBuilder *builder, const RvMigrationStep *step)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "object");
  json_builder_add_string_value (builder, step->object);
  json_builder_set_member_name (builder, "phase");
  json_builder_add_string_value (builder, phases[step->phase]);
  json_builder_set_member_name (builder, "sql");
  json_builder_add_string_value (builder, step->sql);
  if (step->path != NULL)
    {
      json_builder_set_member_name (builder, "search_path");
      json_builder_add_string_value (builder, step->path);
    }
  json_builder_set_member_name (builder, "transactional");
  json_builder_add_boolean_value (builder, step->is_transactional);
  json_builder_set_member_name (builder, "data_loss");
  json_builder_add_boolean_value (builder, step->loses_data);
  json_builder_set_member_name (builder, "hazards");
  json_builder_begin_array (builder);
  for (guint i = 0; i < step->hazards->len; i++)
    json_builder_add_string_value (builder, step->hazards->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_renames (JsonBuilder *builder, const RvPlan *plan)
{
  const GArray *renames = rv_plan_renames (plan);

  json_builder_begin_array (builder);
  for (guint i = 0; i < renames->len; i++)
    {
      const RvRename *rename = &g_array_index (renames, RvRename, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "from");
      json_builder_add_string_value (builder, rename->from);
      json_builder_set_member_name (builder, "to");
      json_builder_add_string_value (builder, rename->to);
      json_builder_set_member_name (builder, "confidence");
      json_builder_add_double_value (builder, rename->confidence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
print_json (const RvPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const GPtrArray *steps = rv_plan_steps (plan);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "renames");
  add_renames (builder, plan);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    add_step (builder, steps->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_to_gstring (generator, text);
  g_string_append_c (text, '\n');
  return rv_print (text->str);
}

/* ---- the verb ----------------------------------------------------------------------------------------------- */

static gboolean
print_script (const RvPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  rv_plan_write (plan, text);
  return text->len == 0 || rv_print (text->str);
}

static gboolean
is_known (const char *what, const char *word, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (word == NULL || strcmp (words[i], word) == 0)
      return TRUE;
  rv_say_error (NULL, _("There is no %s “%s”"), what, word);
  return FALSE;
}

static RvExit
migrate (const Choices *choices, const char *from, const char *to)
{
  RvPlanOptions options = { RV_MATCH_NAME, choices->no_owners, choices->no_privileges, choices->no_comments, choices->no_renames,
                            (const char *const *) choices->renames };
  g_autoptr (RvModel) before = rv_source_open (choices->down ? to : from, choices->from, choices->quiet);
  g_autoptr (RvModel) after = before != NULL ? rv_source_open (choices->down ? from : to, choices->from, choices->quiet) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RvPlan) plan = NULL;

  if (after == NULL)
    return RV_EXIT_WRONG;
  plan = rv_plan_new (before, after, &options, &error);
  if (plan == NULL)
    {
      rv_say_error (NULL, "%s", error->message);
      return RV_EXIT_WRONG;
    }
  if (!(g_strcmp0 (choices->format, "json") == 0 ? print_json (plan) : print_script (plan)))
    return RV_EXIT_WRONG;
  return choices->check && rv_plan_steps (plan)->len > 0 ? RV_EXIT_NO : RV_EXIT_DONE;
}

RvExit
rv_verb_migrate (int argc, char **argv)
{
  static const char *const modes[] = { "plain", NULL }, *const formats[] = { "sql", "json", NULL };
  g_auto (Choices) choices = { 0 };
  const GOptionEntry entries[] = {
    { "mode", 0, 0, G_OPTION_ARG_STRING, &choices.mode, N_("How to run it: plain, in one transaction"), N_("MODE") },
    { "down", 0, 0, G_OPTION_ARG_NONE, &choices.down, N_("The way back instead"), NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, &choices.check, N_("Exit with status 1 when there is a difference"), NULL },
    { "rename", 0, 0, G_OPTION_ARG_STRING_ARRAY, &choices.renames, N_("What is another name for the same thing"), N_("A.B=A.C") },
    { "no-renames", 0, 0, G_OPTION_ARG_NONE, &choices.no_renames, N_("Take nothing for renamed that is not named by --rename"), NULL },
    { "no-owners", 0, 0, G_OPTION_ARG_NONE, &choices.no_owners, N_("Leave owners alone"), NULL },
    { "no-privileges", 0, 0, G_OPTION_ARG_NONE, &choices.no_privileges, N_("Leave privileges alone"), NULL },
    { "no-comments", 0, 0, G_OPTION_ARG_NONE, &choices.no_comments, N_("Leave comments alone"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &choices.format, N_("sql or json"), N_("FORMAT") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &choices.from, N_("Format of both inputs, where their names do not tell"), N_("FORMAT") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &choices.quiet, N_("Say nothing but errors"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("migrate", entries);

  rv_source_add_options (context);

  if (!rv_verb_parse (context, &argc, &argv, 2, 2) || !is_known (_("mode"), choices.mode, modes) ||
      !is_known (_("format"), choices.format, formats))
    return RV_EXIT_WRONG;
  return migrate (&choices, argv[1], argv[2]);
}
