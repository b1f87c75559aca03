/* relvar-cli convert: any format to any format, pictures included. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli/known-formats.h"
#include "cli/say.h"
#include "cli/source.h"
#include "cli/update.h"
#include "cli/verbs.h"
#include "draw/paper.h"
#include "exchange/save.h"

typedef struct {
  const char *in;
  const char *out;
  char *from;
  char *to;
  char *diagram;
  char *area;
  char *palette;
  char *since;
  char *paper;
  char **only;
  GArray *only_ids;   /* RvId */
  char *notation;
  char *level;
  char *columns;
  gboolean update;
  gboolean quiet;
  RvFormatOptions options;
} Call;

static void
call_clear (Call *call)
{
  g_free (call->from);
  g_free (call->to);
  g_free (call->diagram);
  g_free (call->area);
  g_free (call->palette);
  g_free (call->since);
  g_free (call->paper);
  g_strfreev (call->only);
  g_clear_pointer (&call->only_ids, g_array_unref);
  g_free (call->notation);
  g_free (call->level);
  g_free (call->columns);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static gboolean
parse (Call *call, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "from", 'f', 0, G_OPTION_ARG_STRING, &call->from, N_("Format of IN, where its name does not say it"), N_("FORMAT") },
    { "to", 't', 0, G_OPTION_ARG_STRING, &call->to, N_("Format of OUT, where its name does not say it"), N_("FORMAT") },
    { "diagram", 'd', 0, G_OPTION_ARG_STRING, &call->diagram, N_("The diagram to draw"), N_("NAME") },
    { "area", 0, 0, G_OPTION_ARG_STRING, &call->area, N_("Mermaid: only the tables in this area of a diagram"), N_("NAME") },
    { "no-owner", 0, 0, G_OPTION_ARG_NONE, &call->options.sql.no_owners, N_("SQL: leave out owners"), NULL },
    { "no-privileges", 0, 0, G_OPTION_ARG_NONE, &call->options.sql.no_privileges, N_("SQL: leave out privileges"), NULL },
    { "no-comments", 0, 0, G_OPTION_ARG_NONE, &call->options.sql.no_comments, N_("Leave out comments"), NULL },
    { "if-not-exists", 0, 0, G_OPTION_ARG_NONE, &call->options.sql.if_not_exists, N_("SQL: create only what is not there"), NULL },
    { "drop", 0, 0, G_OPTION_ARG_NONE, &call->options.sql.drop_script, N_("SQL: the script that drops everything"), NULL },
    { "keys-only", 0, 0, G_OPTION_ARG_NONE, &call->options.keys_only, N_("Mermaid: only the columns of keys"), NULL },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &call->options.scale, N_("PNG, posters: how large, 1 being 100 %"), N_("NUMBER") },
    { "palette", 0, 0, G_OPTION_ARG_STRING, &call->palette, N_("Pictures: “light”, “dark” or “print”"), N_("PALETTE") },
    { "notation", 0, 0, G_OPTION_ARG_STRING, &call->notation, N_("Pictures: “crows-foot”, “idef1x”, “barker”, “chen” or “uml”"), N_("NOTATION") },
    { "level", 0, 0, G_OPTION_ARG_STRING, &call->level, N_("Pictures: “conceptual”, “logical” or “physical”"), N_("LEVEL") },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &call->columns, N_("Pictures: “all”, “keys” or “none”"), N_("COLUMNS") },
    { "transparent", 0, 0, G_OPTION_ARG_NONE, &call->options.transparent, N_("Pictures: no background"), NULL },
    { "title-block", 0, 0, G_OPTION_ARG_NONE, &call->options.title_block, N_("Pictures: say in a corner what is drawn"), NULL },
    { "legend", 0, 0, G_OPTION_ARG_NONE, &call->options.legend, N_("Pictures: say what marks and ends of lines mean"), NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING_ARRAY, &call->only, N_("Pictures: only this table or view; may be said several times"), N_("NAME") },
    { "all-diagrams", 0, 0, G_OPTION_ARG_NONE, &call->options.all_diagrams, N_("PDF: a page for each diagram"), NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &call->paper, N_("PDF: pages of this size, such as “a4” or “letter”"), N_("SIZE") },
    { "poster", 0, 0, G_OPTION_ARG_NONE, &call->options.poster, N_("PDF: as many sheets of paper as the picture needs at its scale"), NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &call->since, N_("Pictures: mark what changed since this version of the project"), N_("VERSION") },
    { "update", 0, 0, G_OPTION_ARG_NONE, &call->update, N_("Take IN over into the project OUT: what has the same name keeps its place and its notes"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &call->quiet, N_("Say nothing but problems"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("convert", entries);

  rv_source_add_options (context);
  if (!rv_verb_parse (context, &argc, &argv, 2, 2))
    return FALSE;
  call->in = argv[1];
  call->out = argv[2];
  call->options.palette = call->palette;
  call->options.paper = call->paper;
  return TRUE;
}

/* Takes the word of @option as a field of RvDiagram has it; letters only, so that “crows-foot” will do. */
static gboolean
take_word (const char *option, const char *given, int field, gboolean *is_given, int *value)
{
  g_autoptr (GString) all = g_string_new (NULL);
  const RvWord *words = rv_field_info (field)->words;

  *is_given = given != NULL;
  for (int i = 0; given != NULL && words[i].word != NULL; i++)
    {
      g_autofree char *word = g_strdelimit (g_strdup (words[i].word), " ", '-');
      char *out = word;

      for (const char *at = word; *at != '\0'; at++)
        if (*at != '\'')
          *out++ = *at;
      *out = '\0';
      *value = i;
      if (strcmp (word, given) == 0 || strcmp (words[i].word, given) == 0)
        return TRUE;
      g_string_append_printf (all, "%s“%s”", i > 0 ? ", " : "", word);
    }
  if (given != NULL)
    rv_say_error (NULL, _("--%s is one of %s, not “%s”"), option, all->str, given);
  return given == NULL;
}

static gboolean
take_view (Call *call)
{
  RvFormatOptions *options = &call->options;
  int notation = 0, level = 0, columns = 0;

  if (!take_word ("notation", call->notation, RvDiagram_notation, &options->has_notation, &notation)
      || !take_word ("level", call->level, RvDiagram_view_level, &options->has_level, &level)
      || !take_word ("columns", call->columns, RvDiagram_columns_shown, &options->has_columns, &columns))
    return FALSE;
  options->notation = (RvNotation) notation;
  options->level = (RvViewLevel) level;
  options->columns = (RvColumnsShown) columns;
  return TRUE;
}

static gboolean
check_options (const Call *call)
{
  static const char *const palettes[] = { "light", "dark", "print", NULL };

  if (call->palette != NULL && !g_strv_contains (palettes, call->palette))
    rv_say_error (NULL, _("--palette is “light”, “dark” or “print”, not “%s”"), call->palette);
  else if (call->paper != NULL && rv_paper_find (call->paper) == NULL)
    rv_say_error (NULL, _("--paper is a size such as “a4”, “a0” or “letter”, not “%s”"), call->paper);
  else if (!(call->options.scale >= 0 && call->options.scale <= 16))
    rv_say_error (NULL, _("--scale is a number up to 16"));
  else
    return TRUE;
  return FALSE;
}

static const RvFormat *
output_format (const Call *call)
{
  const RvFormat *const *known = rv_known_formats ();
  const RvFormat *format = call->to != NULL ? rv_format_find (known, call->to) : rv_format_of_path (known, call->out);

  if (format == NULL && call->to != NULL)
    rv_say_error (NULL, _("There is no format “%s”; “relvar-cli formats” lists them"), call->to);
  else if (format == NULL)
    rv_say_error (NULL, _("Say with --to in which format “%s” shall be; “relvar-cli formats” lists them"), call->out);
  else if (format->write == NULL)
    rv_say_error (NULL, _("Relvar reads %s but does not write it"), _(format->label));
  else
    return format;
  return NULL;
}

/* A project must not be replaced by a copy of itself while it is open. */
static gboolean
is_open_project (RvModel *model, const char *out)
{
  GStatBuf in_info, out_info;

  if (rv_model_path (model) == NULL || strcmp (out, "-") == 0)
    return FALSE;
  return g_stat (rv_model_path (model), &in_info) == 0 && g_stat (out, &out_info) == 0
         && in_info.st_dev == out_info.st_dev && in_info.st_ino == out_info.st_ino;
}

static gboolean
find_only (Call *call, RvModel *model)
{
  call->only_ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  for (char **name = call->only; name != NULL && *name != NULL; name++)
    {
      RvId id = rv_source_find_relation (model, call->in, *name);

      if (id == 0)
        return FALSE;
      g_array_append_val (call->only_ids, id);
    }
  call->options.only = call->only != NULL ? (const RvId *) (gpointer) call->only_ids->data : NULL;
  call->options.n_only = call->only_ids->len;
  return TRUE;
}

/* Of a running database nothing else was read. */
static gboolean
find_schema (Call *call, RvModel *model)
{
  const char *const *schemas = rv_source_is_database (call->in) ? NULL : rv_source_schemas ();

  if (schemas != NULL && schemas[1] != NULL)
    {
      rv_say_error (NULL, _("Of a file --schema can be said once"));
      return FALSE;
    }
  return rv_source_find (model, call->in, RV_KIND_SCHEMA, schemas != NULL ? schemas[0] : NULL, &call->options.schema);
}

static gboolean
find_parts (Call *call, RvModel *model)
{
  return rv_source_find (model, call->in, RV_KIND_DIAGRAM, call->diagram, &call->options.diagram)
         && find_schema (call, model)
         && rv_source_find (model, call->in, RV_KIND_AREA, call->area, &call->options.area)
         && rv_source_find (model, call->in, RV_KIND_VERSION, call->since, &call->options.since)
         && find_only (call, model);
}

static gboolean
save (const Call *call, RvModel *model, const RvFormat *format)
{
  const char *name = strcmp (call->out, "-") == 0 ? "<stdout>" : call->out;
  g_autoptr (RvReport) report = rv_report_new (name);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = rv_save_any (model, call->out, format, &call->options, report, &error);

  rv_say_report (report, call->quiet);
  if (!is_saved)
    rv_say_error (name, "%s", error->message);
  return is_saved;
}

static gboolean
convert (Call *call, const RvFormat *format)
{
  g_autoptr (RvModel) model = rv_source_open (call->in, call->from, call->quiet);

  if (model == NULL || !find_parts (call, model))
    return FALSE;
  if (is_open_project (model, call->out))
    {
      rv_say_error (call->out, _("A project cannot be converted to itself"));
      return FALSE;
    }
  return save (call, model, format);
}

RvExit
rv_verb_convert (int argc, char **argv)
{
  g_auto (Call) call = { 0 };
  const RvFormat *format;

  if (!parse (&call, argc, argv) || !check_options (&call) || !take_view (&call))
    return RV_EXIT_WRONG;
  if (call.update)
    return rv_update_project (call.in, call.from, call.out, call.quiet) ? RV_EXIT_DONE : RV_EXIT_WRONG;
  format = output_format (&call);
  return format != NULL && convert (&call, format) ? RV_EXIT_DONE : RV_EXIT_WRONG;
}
