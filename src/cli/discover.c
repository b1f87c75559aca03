/* relvar-cli discover: dependencies, keys and foreign keys that hold in data. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "check/discover/discover.h"
#include "check/discover/foreign-keys.h"
#include "cli/discover-input.h"
#include "cli/json-writer.h"
#include "cli/say.h"
#include "cli/verbs.h"

typedef struct {
  char *format;
  char *nulls;
  char *header;
  char *separator;
  int limit;
  RvDiscoverOptions options;
} Wishes;

static void
clear_wishes (Wishes *w)
{
  g_free (w->format);
  g_free (w->nulls);
  g_free (w->header);
  g_free (w->separator);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, clear_wishes)

typedef struct {
  const GPtrArray *tables;      /* RvData */
  GPtrArray *discoveries;       /* RvDiscovery, of each */
  GArray *foreign_keys;         /* RvForeignKeyGuess */
} Answer;

/* The name of column @i; with its table where there are several. */
static char *
name_of (const Answer *answer, const RvData *data, guint i)
{
  if (answer->tables->len == 1)
    return g_strdup (data->columns[i].name);
  return g_strconcat (data->name, ".", data->columns[i].name, NULL);
}

static char *
full_name (const RvData *data, guint i)
{
  return g_strconcat (data->name, ".", data->columns[i].name, NULL);
}

/* ---- JSON ----------------------------------------------------------------------------------------------- */

static void
json_set (RvJsonWriter *json, const char *member, const Answer *answer, const RvData *data, const RvBits *set)
{
  rv_json_open (json, member, '[');
  RV_BITS_EACH (i, set, RV_BITS_WORDS (data->n_columns))
    {
      g_autofree char *name = name_of (answer, data, i);

      rv_json_string (json, NULL, name);
    }
  rv_json_close (json, ']');
}

static void
json_sides (RvJsonWriter *json, const Answer *answer, const RvData *data, const RvBits *lhs, guint rhs)
{
  g_autofree char *name = name_of (answer, data, rhs);

  json_set (json, "lhs", answer, data, lhs);
  rv_json_string (json, "rhs", name);
}

static void
json_dependencies (RvJsonWriter *json, const Answer *answer, guint t)
{
  const RvData *data = answer->tables->pdata[t];
  const RvFds *fds = ((RvDiscovery *) answer->discoveries->pdata[t])->dependencies;

  for (guint i = 0; i < fds->len; i++)
    {
      rv_json_open (json, NULL, '{');
      json_sides (json, answer, data, rv_fds_lhs (fds, i), rv_bits_next (rv_fds_rhs (fds, i), 0, fds->n_words));
      rv_json_close (json, '}');
    }
}

static void
json_keys (RvJsonWriter *json, const Answer *answer, guint t)
{
  const RvBitsList *keys = ((RvDiscovery *) answer->discoveries->pdata[t])->keys;

  for (guint i = 0; i < keys->len; i++)
    json_set (json, NULL, answer, answer->tables->pdata[t], rv_bits_list_get (keys, i));
}

static void
json_approximate (RvJsonWriter *json, const Answer *answer, guint t)
{
  const GPtrArray *all = ((RvDiscovery *) answer->discoveries->pdata[t])->approximate;

  for (guint i = 0; i < all->len; i++)
    {
      const RvApproximate *one = all->pdata[i];

      rv_json_open (json, NULL, '{');
      json_sides (json, answer, answer->tables->pdata[t], one->lhs, one->rhs);
      rv_json_number (json, "error", one->error);
      rv_json_open (json, "rows", '[');
      for (guint k = 0; k < one->rows->len; k++)
        rv_json_integer (json, NULL, g_array_index (one->rows, guint, k) + 1);
      rv_json_close (json, ']');
      rv_json_close (json, '}');
    }
}

static void
json_table (RvJsonWriter *json, const Answer *answer, guint t)
{
  const RvData *data = answer->tables->pdata[t];
  const RvDiscovery *discovery = answer->discoveries->pdata[t];

  rv_json_open (json, NULL, '{');
  rv_json_string (json, "name", data->name);
  rv_json_open (json, "columns", '[');
  for (guint i = 0; i < data->n_columns; i++)
    rv_json_string (json, NULL, data->columns[i].name);
  rv_json_close (json, ']');
  rv_json_integer (json, "rows", data->n_rows);
  rv_json_integer (json, "ragged_rows", data->n_ragged);
  rv_json_boolean (json, "complete", data->is_complete && discovery->is_complete);
  rv_json_close (json, '}');
}

static void
json_foreign_keys (RvJsonWriter *json, const Answer *answer)
{
  rv_json_open (json, "foreign_keys", '[');
  for (guint i = 0; i < answer->foreign_keys->len; i++)
    {
      const RvForeignKeyGuess *guess = &g_array_index (answer->foreign_keys, RvForeignKeyGuess, i);
      g_autofree char *from = full_name (guess->from, guess->from_column);
      g_autofree char *to = full_name (guess->to, guess->to_column);

      rv_json_open (json, NULL, '{');
      rv_json_string (json, "from", from);
      rv_json_string (json, "to", to);
      rv_json_number (json, "score", guess->score);
      rv_json_number (json, "coverage", guess->coverage);
      rv_json_close (json, '}');
    }
  rv_json_close (json, ']');
}

static void
json_list (RvJsonWriter *json, const char *name, const Answer *answer, void (*add) (RvJsonWriter *, const Answer *, guint))
{
  rv_json_open (json, name, '[');
  for (guint t = 0; t < answer->tables->len; t++)
    add (json, answer, t);
  rv_json_close (json, ']');
}

static gboolean
print_json (const Answer *answer, const Wishes *w)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RvJsonWriter writer = { text, 0, TRUE }, *json = &writer;

  rv_json_open (json, NULL, '{');
  json_list (json, "dependencies", answer, json_dependencies);
  json_list (json, "keys", answer, json_keys);
  json_foreign_keys (json, answer);
  if (w->options.error > 0)
    json_list (json, "approximate", answer, json_approximate);
  json_list (json, "tables", answer, json_table);
  rv_json_close (json, '}');
  g_string_append_c (text, '\n');
  return rv_print (text->str);
}

/* ---- text ------------------------------------------------------------------------------------------------ */

static void
text_set (GString *text, const RvData *data, const RvBits *set)
{
  gboolean is_first = TRUE;

  RV_BITS_EACH (i, set, RV_BITS_WORDS (data->n_columns))
    {
      g_string_append_printf (text, "%s%s", is_first ? "" : ", ", data->columns[i].name);
      is_first = FALSE;
    }
  if (is_first)
    g_string_append (text, "∅");
}

static void
text_fd (GString *text, const RvData *data, const RvBits *lhs, guint rhs)
{
  g_string_append (text, "  ");
  text_set (text, data, lhs);
  g_string_append_printf (text, " → %s", data->columns[rhs].name);
}

static void
text_approximate (GString *text, const RvData *data, const RvDiscovery *discovery)
{
  if (discovery->approximate->len > 0)
    g_string_append (text, _("Dependencies that almost hold:\n"));
  for (guint i = 0; i < discovery->approximate->len; i++)
    {
      const RvApproximate *one = discovery->approximate->pdata[i];

      text_fd (text, data, one->lhs, one->rhs);
      g_string_append_printf (text, _(" but for %.2g %% of the rows:"), 100 * one->error);
      for (guint k = 0; k < one->rows->len; k++)
        g_string_append_printf (text, " %u", g_array_index (one->rows, guint, k) + 1);
      g_string_append_c (text, '\n');
    }
}

static void
text_table (GString *text, const RvData *data, const RvDiscovery *discovery)
{
  const RvFds *fds = discovery->dependencies;

  g_string_append_printf (text, _("%s: %u rows, %u columns\n"), data->name, data->n_rows, data->n_columns);
  if (data->n_ragged > 0)
    g_string_append_printf (text, _("Rows with too few or too many values: %u\n"), data->n_ragged);
  if (!data->is_complete)
    g_string_append (text, _("Not all rows were read\n"));
  if (!discovery->is_complete)
    g_string_append (text, _("There is more than the limits allowed to find\n"));
  g_string_append_printf (text, _("Minimal dependencies: %u\n"), fds->len);
  for (guint i = 0; i < fds->len; i++)
    {
      text_fd (text, data, rv_fds_lhs (fds, i), rv_bits_next (rv_fds_rhs (fds, i), 0, fds->n_words));
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, _("Minimal keys: %u\n"), discovery->keys->len);
  for (guint i = 0; i < discovery->keys->len; i++)
    {
      g_string_append (text, "  ");
      text_set (text, data, rv_bits_list_get (discovery->keys, i));
      g_string_append_c (text, '\n');
    }
  text_approximate (text, data, discovery);
}

static gboolean
print_text (const Answer *answer, const Wishes *w)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint t = 0; t < answer->tables->len; t++)
    text_table (text, answer->tables->pdata[t], answer->discoveries->pdata[t]);
  if (answer->foreign_keys->len > 0)
    g_string_append (text, _("Foreign keys, the most likely first:\n"));
  for (guint i = 0; i < answer->foreign_keys->len; i++)
    {
      const RvForeignKeyGuess *guess = &g_array_index (answer->foreign_keys, RvForeignKeyGuess, i);
      g_autofree char *from = full_name (guess->from, guess->from_column);
      g_autofree char *to = full_name (guess->to, guess->to_column);

      g_string_append_printf (text, "  %.2f  %s → %s\n", guess->score, from, to);
    }
  return rv_print (text->str);
}

/* ---- the work ---------------------------------------------------------------------------------------------- */

static RvExit
discover (char **paths, const Wishes *w, const RvCsvOptions *csv)
{
  g_autoptr (GPtrArray) tables = rv_discover_input_read (paths, csv);
  g_autoptr (GPtrArray) discoveries = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_discovery_free);
  g_autoptr (GArray) foreign_keys = NULL;
  gboolean is_text = g_strcmp0 (w->format, "text") == 0;

  if (tables == NULL)
    return RV_EXIT_WRONG;
  for (guint t = 0; t < tables->len; t++)
    g_ptr_array_add (discoveries, rv_discover (tables->pdata[t], &w->options));
  foreign_keys = rv_discover_foreign_keys (tables);

  Answer answer = { tables, discoveries, foreign_keys };
  return (is_text ? print_text : print_json) (&answer, w) ? RV_EXIT_DONE : RV_EXIT_WRONG;
}

static gboolean
is_sound (const Wishes *w)
{
  static const char *const formats[] = { "json", "text", NULL }, *const nulls[] = { "equal", "distinct", NULL };
  static const char *const headers[] = { "yes", "no", "guess", NULL };

  if (w->format != NULL && !g_strv_contains (formats, w->format))
    rv_say_error (NULL, _("--format is “text” or “json”, not “%s”"), w->format);
  else if (w->nulls != NULL && !g_strv_contains (nulls, w->nulls))
    rv_say_error (NULL, _("--null is “equal” or “distinct”, not “%s”"), w->nulls);
  else if (w->header != NULL && !g_strv_contains (headers, w->header))
    rv_say_error (NULL, _("--header is “yes”, “no” or “guess”, not “%s”"), w->header);
  else if (w->separator != NULL && strlen (w->separator) != 1 && strcmp (w->separator, "tab") != 0)
    rv_say_error (NULL, _("--separator is one character or “tab”, not “%s”"), w->separator);
  else if (!(w->options.error >= 0 && w->options.error < 1))
    rv_say_error (NULL, _("--error is a share of the rows, from 0 to below 1"));
  else if (!(w->options.effort >= 0 && w->options.effort <= 1e6))
    rv_say_error (NULL, _("--effort is a number up to 1000000"));
  else if (w->limit < 1)
    rv_say_error (NULL, _("--limit is a number from 1 on"));
  else
    return TRUE;
  return FALSE;
}

static RvCsvOptions
csv_options (const Wishes *w)
{
  RvCsvOptions csv = { 0, RV_CSV_HEADER_GUESS, g_strcmp0 (w->nulls, "distinct") == 0 };

  if (w->separator != NULL)
    csv.separator = strcmp (w->separator, "tab") == 0 ? '\t' : *w->separator;
  if (g_strcmp0 (w->header, "yes") == 0)
    csv.header = RV_CSV_HEADER_YES;
  else if (g_strcmp0 (w->header, "no") == 0)
    csv.header = RV_CSV_HEADER_NO;
  return csv;
}

RvExit
rv_verb_discover (int argc, char **argv)
{
  g_auto (Wishes) w = { .limit = RV_DISCOVER_LIMIT };
  const GOptionEntry entries[] = {
    { "null", 0, 0, G_OPTION_ARG_STRING, &w.nulls, N_("Whether two nulls are “equal” (the default) or “distinct”"), N_("MEANING") },
    { "header", 0, 0, G_OPTION_ARG_STRING, &w.header, N_("Whether the first line holds names: “yes”, “no” or “guess” (the default)"), N_("WORD") },
    { "separator", 0, 0, G_OPTION_ARG_STRING, &w.separator, N_("What stands between values, where it is not to be guessed"), N_("CHARACTER") },
    { "error", 0, 0, G_OPTION_ARG_DOUBLE, &w.options.error, N_("Find also dependencies that hold without this share of the rows, such as 0.01"), N_("SHARE") },
    { "effort", 0, 0, G_OPTION_ARG_DOUBLE, &w.options.effort, N_("How hard to try: 1 (the default) is some seconds at the most"), N_("NUMBER") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &w.limit, N_("How many dependencies to find at most in a table"), N_("NUMBER") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &w.format, N_("“json” (the default) or “text”"), N_("FORMAT") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("discover", entries);
  RvCsvOptions csv;

  if (!rv_verb_parse (context, &argc, &argv, 1, G_MAXINT - 1) || !is_sound (&w))
    return RV_EXIT_WRONG;
  w.options.limit = (guint) w.limit;
  csv = csv_options (&w);
  return discover (argv + 1, &w, &csv);
}
