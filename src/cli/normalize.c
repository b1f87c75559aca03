/* relvar-cli normalize: keys, normal form, minimal cover and decompositions of a relation or of a table. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "check/normalization/table-relation.h"
#include "check/theory/decomposition.h"
#include "cli/json-writer.h"
#include "cli/say.h"
#include "cli/source.h"
#include "cli/verbs.h"

typedef struct {
  char *attributes;
  char **dependencies;
  char **mvds;
  char *table;
  char *from;
  char *format;
  char *nulls;
  int keys_limit;
} Wishes;

static void
clear_wishes (Wishes *w)
{
  g_free (w->attributes);
  g_strfreev (w->dependencies);
  g_strfreev (w->mvds);
  g_free (w->table);
  g_free (w->from);
  g_free (w->format);
  g_free (w->nulls);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, clear_wishes)

/* What is printed. */
typedef struct {
  const RvRelation *relation;
  RvNormalization *normalization;
  RvBitsList *keys;
  gboolean keys_complete;
  RvDecomposition *third, *bcnf, *fourth;
} Answer;

static void
clear_answer (Answer *answer)
{
  g_clear_pointer (&answer->normalization, rv_normalization_free);
  g_clear_pointer (&answer->keys, rv_bits_list_free);
  g_clear_pointer (&answer->third, rv_decomposition_free);
  g_clear_pointer (&answer->bcnf, rv_decomposition_free);
  g_clear_pointer (&answer->fourth, rv_decomposition_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, clear_answer)

/* ---- JSON --------------------------------------------------------------------------------------------- */

static void
json_set (RvJsonWriter *json, const char *member, const RvRelation *relation, const RvBits *set)
{
  rv_json_open (json, member, '[');
  RV_BITS_EACH (a, set, relation->n_words)
    rv_json_string (json, NULL, g_ptr_array_index (relation->names, a));
  rv_json_close (json, ']');
}

static void
json_sets (RvJsonWriter *json, const char *name, const RvRelation *relation, const RvBitsList *list)
{
  rv_json_open (json, name, '[');
  for (guint i = 0; i < list->len; i++)
    json_set (json, NULL, relation, rv_bits_list_get (list, i));
  rv_json_close (json, ']');
}

static void
json_sides (RvJsonWriter *json, const RvRelation *relation, const RvBits *lhs, const RvBits *rhs)
{
  json_set (json, "lhs", relation, lhs);
  json_set (json, "rhs", relation, rhs);
}

static void
json_fds (RvJsonWriter *json, const char *name, const RvRelation *relation, const RvFds *fds)
{
  rv_json_open (json, name, '[');
  for (guint i = 0; i < fds->len; i++)
    {
      rv_json_open (json, NULL, '{');
      json_sides (json, relation, rv_fds_lhs (fds, i), rv_fds_rhs (fds, i));
      rv_json_close (json, '}');
    }
  rv_json_close (json, ']');
}

static void
json_anomalies (RvJsonWriter *json, const Answer *answer)
{
  static const char *const types[] = { "partial", "transitive", "prime", "multivalued" };

  rv_json_open (json, "violations", '[');
  for (guint i = 0; i < answer->normalization->anomalies->len; i++)
    {
      const RvAnomaly *anomaly = answer->normalization->anomalies->pdata[i];
      g_autofree char *sentence = rv_normalization_explain (answer->normalization, anomaly);

      rv_json_open (json, NULL, '{');
      rv_json_string (json, "type", types[anomaly->type]);
      json_sides (json, answer->relation, anomaly->lhs, anomaly->rhs);
      rv_json_string (json, "message", sentence);
      rv_json_close (json, '}');
    }
  rv_json_close (json, ']');
}

static gboolean
print_json (const Answer *answer)
{
  const RvRelation *relation = answer->relation;
  const RvNormalization *normalization = answer->normalization;
  g_autoptr (GString) text = g_string_new (NULL);
  RvJsonWriter writer = { text, 0, TRUE }, *json = &writer;
  g_autofree char *proof = rv_normalization_proof (normalization);

  rv_json_open (json, NULL, '{');
  json_sets (json, "keys", relation, answer->keys);
  rv_json_boolean (json, "keys_complete", answer->keys_complete);
  json_set (json, "prime", relation, normalization->keys->prime);
  rv_json_string (json, "normal_form", rv_normal_form_name (normalization->form));
  rv_json_boolean (json, "normal_form_certain", normalization->is_certain);
  json_fds (json, "minimal_cover", relation, normalization->cover);
  json_sets (json, "3NF", relation, answer->third->schemes);
  json_sets (json, "BCNF", relation, answer->bcnf->schemes);
  rv_json_boolean (json, "bcnf_preserving", answer->bcnf->lost->len == 0);
  rv_json_boolean (json, "bcnf_search_complete", answer->bcnf->is_complete || answer->bcnf->lost->len == 0);
  json_fds (json, "lost", relation, answer->bcnf->lost);
  if (answer->fourth != NULL)
    json_sets (json, "4NF", relation, answer->fourth->schemes);
  json_anomalies (json, answer);
  rv_json_string (json, "proof", proof);
  rv_json_close (json, '}');
  g_string_append_c (text, '\n');
  return rv_print (text->str);
}

/* ---- text ---------------------------------------------------------------------------------------------- */

static void
text_sets (GString *text, const char *title, const RvRelation *relation, const RvBitsList *list)
{
  g_string_append_printf (text, "%s:\n", title);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *set = rv_relation_set_text (relation, rv_bits_list_get (list, i));

      g_string_append_printf (text, "  %s\n", set);
    }
}

static void
text_fds (GString *text, const char *title, const RvRelation *relation, const RvFds *fds)
{
  if (fds->len > 0)
    g_string_append_printf (text, "%s:\n", title);
  for (guint i = 0; i < fds->len; i++)
    {
      g_autofree char *fd = rv_relation_fd_text (relation, rv_fds_lhs (fds, i), rv_fds_rhs (fds, i), FALSE);

      g_string_append_printf (text, "  %s\n", fd);
    }
}

static void
text_form (GString *text, const Answer *answer)
{
  const RvNormalization *normalization = answer->normalization;
  g_autofree char *proof = rv_normalization_proof (normalization);

  g_string_append_printf (text, _("Normal form: %s\n"), rv_normal_form_name (normalization->form));
  if (normalization->anomalies->len == 0)
    g_string_append_printf (text, "  %s\n", proof);
  for (guint i = 0; i < normalization->anomalies->len; i++)
    {
      g_autofree char *sentence = rv_normalization_explain (normalization, normalization->anomalies->pdata[i]);

      g_string_append_printf (text, "  %s\n", sentence);
    }
  if (!normalization->is_certain)
    g_string_append_printf (text, "  %s\n", _("This is not certain: there was too much to compute"));
}

static gboolean
print_text (const Answer *answer)
{
  const RvRelation *relation = answer->relation;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *prime = rv_relation_set_text (relation, answer->normalization->keys->prime);

  text_sets (text, _("Candidate keys"), relation, answer->keys);
  if (!answer->keys_complete)
    g_string_append_printf (text, "  %s\n", _("There are more keys than these"));
  g_string_append_printf (text, _("Attributes of keys: %s\n"), prime);
  text_form (text, answer);
  text_fds (text, _("Minimal cover"), relation, answer->normalization->cover);
  text_sets (text, _("In 3NF, lossless and preserving all dependencies"), relation, answer->third->schemes);
  text_sets (text, answer->bcnf->lost->len == 0 ? _("In BCNF, lossless and preserving all dependencies") : _("In BCNF, lossless"), relation,
             answer->bcnf->schemes);
  text_fds (text, answer->bcnf->is_complete ? _("Lost, as in any decomposition into BCNF") : _("Lost, though perhaps not in every decomposition into BCNF"),
            relation, answer->bcnf->lost);
  if (answer->fourth != NULL)
    text_sets (text, _("In 4NF, lossless"), relation, answer->fourth->schemes);
  return rv_print (text->str);
}

/* ---- the work -------------------------------------------------------------------------------------------- */

/* Whether an attribute is in a key is to be known even where few keys are to be listed. */
#define SEARCH_MIN 20000

static RvExit
answer_for (const RvRelation *relation, const Wishes *w, gboolean is_text)
{
  g_auto (Answer) answer = { relation };
  guint limit = (guint) w->keys_limit;

  answer.normalization = rv_normalize (relation, MAX (limit, SEARCH_MIN));
  answer.keys = rv_candidate_keys_list (answer.normalization->keys, limit);
  answer.keys_complete = answer.normalization->keys->is_complete && answer.normalization->keys->count <= limit;
  answer.third = rv_decompose_3nf (answer.normalization);
  answer.bcnf = rv_decompose_bcnf (answer.normalization);
  answer.fourth = relation->mvds->len > 0 ? rv_decompose_4nf (answer.normalization) : NULL;
  return (is_text ? print_text : print_json) (&answer) ? RV_EXIT_DONE : RV_EXIT_WRONG;
}

static gboolean
add_all (RvRelation *relation, const char *option, char **texts, gboolean is_multivalued)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_multivalued = relation->mvds->len;

      if (!rv_relation_add (relation, texts[i], &error))
        rv_say_error (NULL, _("--%s “%s”, %s"), option, texts[i], error->message);
      else if (is_multivalued && relation->mvds->len == n_multivalued)
        rv_say_error (NULL, _("--mvd is written “a ->> b”, not “%s”"), texts[i]);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

static RvExit
normalize_attributes (const Wishes *w, gboolean is_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvRelation) relation = rv_relation_parse (w->attributes, &error);

  if (relation == NULL)
    rv_say_error (NULL, _("--attributes “%s”, %s"), w->attributes, error->message);
  else if (add_all (relation, "dependency", w->dependencies, FALSE) && add_all (relation, "mvd", w->mvds, TRUE))
    return answer_for (relation, w, is_text);
  return RV_EXIT_WRONG;
}

static RvExit
normalize_table (const char *file, const Wishes *w, gboolean is_text)
{
  g_autoptr (RvModel) model = rv_source_open (file, w->from, TRUE);
  RvId table = model != NULL ? rv_source_find_relation (model, file, w->table) : 0;
  g_autoptr (RvFacts) facts = NULL;
  g_autoptr (RvTableRelation) of_table = NULL;

  if (table == 0)
    return RV_EXIT_WRONG;
  facts = rv_facts_new (model);
  of_table = rv_table_relation_new (facts, table, g_strcmp0 (w->nulls, "distinct") != 0);
  if (of_table == NULL)
    {
      rv_say_error (rv_source_name (file), _("“%s” is no table"), w->table);
      return RV_EXIT_WRONG;
    }
  for (guint i = 0; i < of_table->left_out->len; i++)
    g_printerr (_("“%s” allows nulls and so is no key here\n"), rv_record_name (of_table->left_out->pdata[i]));
  if (!add_all (of_table->relation, "dependency", w->dependencies, FALSE) || !add_all (of_table->relation, "mvd", w->mvds, TRUE))
    return RV_EXIT_WRONG;
  return answer_for (of_table->relation, w, is_text);
}

static gboolean
is_sound (const Wishes *w, gboolean has_file, gboolean *is_text)
{
  *is_text = g_strcmp0 (w->format, "text") == 0;
  if (w->format != NULL && !*is_text && strcmp (w->format, "json") != 0)
    rv_say_error (NULL, _("--format is “text” or “json”, not “%s”"), w->format);
  else if (w->nulls != NULL && strcmp (w->nulls, "equal") != 0 && strcmp (w->nulls, "distinct") != 0)
    rv_say_error (NULL, _("--null is “equal” or “distinct”, not “%s”"), w->nulls);
  else if (w->keys_limit < 1)
    rv_say_error (NULL, _("--keys-limit is a number from 1 on"));
  else if (has_file == (w->attributes != NULL))
    rv_say_error (NULL, _("Give either --attributes or a FILE with --table"));
  else if (has_file && w->table == NULL)
    rv_say_error (NULL, _("Say with --table which table is meant"));
  else
    return TRUE;
  return FALSE;
}

RvExit
rv_verb_normalize (int argc, char **argv)
{
  g_auto (Wishes) w = { .keys_limit = RV_KEYS_DEFAULT_LIMIT };
  const GOptionEntry entries[] = {
    { "attributes", 0, 0, G_OPTION_ARG_STRING, &w.attributes, N_("The attributes of the relation, as “a,b,c”"), N_("NAMES") },
    { "dependency", 0, 0, G_OPTION_ARG_STRING_ARRAY, &w.dependencies, N_("A functional dependency, as “a,b -> c”; may be given again"), N_("DEPENDENCY") },
    { "mvd", 0, 0, G_OPTION_ARG_STRING_ARRAY, &w.mvds, N_("A multivalued dependency, as “a ->> b”; may be given again"), N_("DEPENDENCY") },
    { "table", 0, 0, G_OPTION_ARG_STRING, &w.table, N_("The table of FILE, with the dependencies that it declares and its keys"), N_("NAME") },
    { "null", 0, 0, G_OPTION_ARG_STRING, &w.nulls, N_("Whether two nulls are “equal” (the default) or “distinct”"), N_("MEANING") },
    { "keys-limit", 0, 0, G_OPTION_ARG_INT, &w.keys_limit, N_("How many keys to list at most"), N_("NUMBER") },
    { "from", 'f', 0, G_OPTION_ARG_STRING, &w.from, N_("Format of FILE, where its name does not say it"), N_("FORMAT") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &w.format, N_("“json” (the default) or “text”"), N_("FORMAT") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = rv_verb_options ("normalize", entries);
  gboolean is_text;

  rv_source_add_options (context);
  if (!rv_verb_parse (context, &argc, &argv, 0, 1) || !is_sound (&w, argc > 1, &is_text))
    return RV_EXIT_WRONG;
  return argc > 1 ? normalize_table (argv[1], &w, is_text) : normalize_attributes (&w, is_text);
}
