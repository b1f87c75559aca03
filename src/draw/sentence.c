/* Lines in words, for those who hear the diagram. */
#include "draw/display-list.h"

#include <glib/gi18n-lib.h>

static const char *
end_words (RvEnd end)
{
  static const char *const words[] = { N_("one"), N_("zero or one"), N_("one or more"), N_("many") };

  return _(words[end]);
}

static char *
say_foreign_key (RvScene *scene, const RvSceneLine *line)
{
  const RvForeignKey *key = rv_model_get_kind (rv_scene_model (scene), line->object, RV_KIND_FOREIGN_KEY);
  const char *many = line->from_end == RV_END_ZERO_OR_ONE ? _("one") : end_words (line->from_end);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("%s references %s, %s to %s"), line->from->title, line->to->title, many, end_words (line->to_end));
  if (key != NULL && key->on_delete != RvReferentialAction_NO_ACTION)
    {
      g_autofree char *whole = g_string_free (text, FALSE);

      text = g_string_new (NULL);
      g_string_append_printf (text, _("%s, on delete %s"), whole, rv_field_info (RvForeignKey_on_delete)->words[key->on_delete].word);
    }
  if (line->n_alike > 0)
    {
      g_autofree char *whole = g_string_free (text, FALSE);

      text = g_string_new (NULL);
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s, in %u partition", "%s, in %u partitions", line->n_alike),
                              whole, line->n_alike);
    }
  return g_string_free (text, FALSE);
}

static char *
say_junction (RvScene *scene, const RvSceneLine *line)
{
  g_autofree char *name = rv_scene_line_junction_name (scene, line);

  /* Translators: two entities and the table that links them, such as “film and actor, many to many, by film_actor” */
  return g_strdup_printf (_("%s and %s, many to many, by %s"), line->from->title, line->to->title, name);
}

char *
rv_scene_line_sentence (RvScene *scene, const RvSceneLine *line)
{
  static const char *const sentences[] = {
    [RV_LINE_INHERITANCE] = N_("%s inherits from %s"),
    [RV_LINE_PARTITION] = N_("%s is a partition of %s"),
    [RV_LINE_SOURCE] = N_("%s reads %s"),
  };

  if (line->to->shape != RV_SHAPE_TABLE)
    return g_strdup_printf (_("%s takes part in %s"), line->from->title, line->to->title);
  if (line->kind == RV_LINE_JUNCTION)
    return say_junction (scene, line);
  if (line->kind == RV_LINE_FOREIGN_KEY)
    return say_foreign_key (scene, line);
  return g_strdup_printf (_(sentences[line->kind]), line->from->title, line->to->title);
}
