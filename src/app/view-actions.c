/* The actions that say how a diagram shows what is in it: notation, level, columns, folded boxes. Each is
 * one undo step of the diagram that is open. */
#include <glib/gi18n.h>

#include "app/compat-gtk.h"
#include "app/diagrams.h"
#include "app/window-private.h"

static const struct {
  const char *action;
  int field;
  const char *label;   /* of the undo step */
} views[] = {
  { "notation", RvDiagram_notation, N_("Change the notation") },
  { "level", RvDiagram_view_level, N_("Change the level") },
  { "columns", RvDiagram_columns_shown, N_("Change the columns shown") },
  { "line-labels", RvDiagram_line_labels, N_("Change the labels on lines") },
  { "crossings", RvDiagram_crossings, N_("Change the marks where lines cross") },
  { "coloring", RvDiagram_coloring, N_("Change what colors mean") },
  { "color-legend", RvDiagram_shows_legend, N_("Show or hide the legend") },
};

static RvDiagram *
diagram_of (RvWindow *window)
{
  RvModel *model = rv_window_model (window);

  return model != NULL ? rv_model_get_kind (model, rv_project_view_diagram (window->view), RV_KIND_DIAGRAM) : NULL;
}

static gint64
number_of (const RvField *field, GVariant *state)
{
  return field->type == RV_FIELD_BOOL ? g_variant_get_boolean (state) : MAX (rv_field_word (field, g_variant_get_string (state, NULL)), 0);
}

static GVariant *
state_of (const RvField *field, gint64 number)
{
  return field->type == RV_FIELD_BOOL ? g_variant_new_boolean (number != 0) : g_variant_new_string (field->words[number].word);
}

static void
change_view (GSimpleAction *action, GVariant *state, gpointer data)
{
  RvWindow *window = data;
  RvDiagram *diagram = diagram_of (window);
  GError *error = NULL;

  for (guint i = 0; diagram != NULL && i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), views[i].action))
      {
        g_autoptr (RvEdit) edit = rv_edit_begin (rv_window_model (window), _(views[i].label));

        rv_edit_set_number (edit, diagram, views[i].field, number_of (rv_field_info (views[i].field), state));
        if (!rv_edit_commit (edit, &error))
          rv_window_refuse (window, error);
        else
          g_simple_action_set_state (action, state);
        return;
      }
}

/* Folds all that is selected, or unfolds it where all of it is folded. */
static void
fold (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);
  GError *error = NULL;

  if (!rv_diagrams_fold (rv_window_model (window), rv_project_view_diagram (window->view), ids, n_ids, &error))
    rv_window_refuse (window, error);
}

/* Of what is selected; the empty word: none of its own. */
static void
color_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  const char *color = g_variant_get_string (parameter, NULL);
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);
  GError *error = NULL;

  if (!rv_diagrams_color (rv_window_model (window), rv_project_view_diagram (window->view), ids, n_ids, *color != '\0' ? color : NULL, &error))
    rv_window_refuse (window, error);
}

static void
change_sources (GSimpleAction *action, GVariant *state, gpointer data)
{
  RvWindow *window = data;
  RvDiagram *diagram = diagram_of (window);
  g_autoptr (RvEdit) edit = NULL;
  GError *error = NULL;

  if (diagram == NULL)
    return;
  edit = rv_edit_begin (rv_window_model (window), _("Change the lines from views"));
  rv_edit_set_number (edit, diagram, RvDiagram_shows_sources, g_variant_get_boolean (state));
  if (!rv_edit_commit (edit, &error))
    rv_window_refuse (window, error);
  else
    g_simple_action_set_state (action, state);
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static void
straighten_line (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvCanvas *canvas = rv_project_view_canvas (((RvWindow *) data)->view);

  if (canvas == NULL || !rv_canvas_straighten (canvas))
    rv_window_toast (data, _("Select one line that was bent by hand"));
}

static void
add_bend (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvCanvas *canvas = rv_project_view_canvas (((RvWindow *) data)->view);

  if (canvas == NULL || !rv_canvas_add_bend (canvas))
    rv_window_toast (data, _("Select one line"));
}

static void
open_link (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvCanvas *canvas = rv_project_view_canvas (((RvWindow *) data)->view);
  g_autofree char *link = canvas != NULL ? rv_canvas_chosen_link (canvas) : NULL;

  if (link == NULL)
    rv_window_toast (data, _("Select a note with a link"));
  else
    rv_launch_link (data, link);
}

const GActionEntry rv_view_actions[] = {
  { "open-link", open_link },
  { "straighten-line", straighten_line },
  { "add-bend", add_bend },
  { "notation", NULL, "s", "\"crow's foot\"", change_view },
  { "level", NULL, "s", "'physical'", change_view },
  { "columns", NULL, "s", "'all'", change_view },
  { "line-labels", NULL, "s", "'none'", change_view },
  { "crossings", NULL, "s", "'gap'", change_view },
  { "line-sources", NULL, NULL, "false", change_sources },
  { "coloring", NULL, "s", "'own'", change_view },
  { "color-legend", NULL, NULL, "false", change_view },
  { "fold", fold },
  { "color", color_selection, "s" },
};

const guint rv_n_view_actions = G_N_ELEMENTS (rv_view_actions);

void
rv_window_show_view (RvWindow *window)
{
  const RvDiagram *diagram = window->view != NULL ? diagram_of (window) : NULL;
  GAction *sources = g_action_map_lookup_action (G_ACTION_MAP (window), "line-sources");

  if (diagram != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (sources), g_variant_new_boolean (diagram->shows_sources));

  for (guint i = 0; diagram != NULL && i < G_N_ELEMENTS (views); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), views[i].action);
      const RvField *field = rv_field_info (views[i].field);

      g_simple_action_set_state (G_SIMPLE_ACTION (action), state_of (field, rv_record_number (&diagram->object, field)));
    }
}
