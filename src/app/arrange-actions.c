/* The actions that order a diagram: arranging all of it, in groups or in part, lining up, locking, and
 * the diagram around a table. */
#include <glib/gi18n.h>

#include "app/arranging.h"
#include "app/labels.h"
#include "app/window-private.h"
#include "draw/align.h"
#include "draw/around.h"
#include "draw/arrange.h"

/* ---- what they share ------------------------------------------------------------------------------ */

typedef struct {
  RvWindow *window;
  RvEdit *edit;
  RvId diagram;
  RvId *ids;
  guint n_ids;
} Change;

/* Returns: FALSE where there is nothing to change. */
static gboolean
change_begin (Change *change, RvWindow *window, const char *label)
{
  const RvId *ids = rv_project_view_selection (window->view, &change->n_ids);

  change->window = window;
  change->diagram = rv_project_view_diagram (window->view);
  change->ids = g_memdup2 (ids, change->n_ids * sizeof *ids);
  change->edit = rv_edit_begin (rv_window_model (window), label);
  return change->diagram != 0;
}

static void
change_end (Change *change)
{
  GError *error = NULL;

  if (!rv_edit_commit (change->edit, &error))
    rv_window_refuse (change->window, error);
  rv_edit_free (change->edit);
  g_free (change->ids);
}

/* ---- arranging ------------------------------------------------------------------------------------- */

static void
arrange (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  rv_window_arrange (window, RV_ARRANGE_PLAIN, _("Arrange the diagram"));
}

static void
arrange_by_schema (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  rv_window_arrange (window, RV_ARRANGE_BY_SCHEMA, _("Arrange by schema"));
}

static void
arrange_by_tag (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;

  if (rv_model_all (rv_window_model (window), RV_KIND_TAGGING)->len == 0)
    rv_window_toast (window, _("Nothing has a tag yet"));
  else
    rv_window_arrange (window, RV_ARRANGE_BY_TAG, _("Arrange by tag"));
}

static void
arrange_selection (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  Change change;

  if (change_begin (&change, window, _("Arrange the selection")))
    rv_tidy (change.edit, change.diagram, change.ids, change.n_ids);
  change_end (&change);
}

/* ---- around a table ---------------------------------------------------------------------------------- */

static char *
free_name (RvModel *model, const char *wanted)
{
  g_autofree char *name = g_strdup (wanted);

  for (guint n = 2; rv_model_find (model, RV_KIND_DIAGRAM, 0, name) != NULL; n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wanted, n);
    }
  return g_steal_pointer (&name);
}

/* The table or view that is selected, or that a selected column is of. */
static RvId
focus_of_selection (RvWindow *window)
{
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);

  for (guint i = 0; i < n_ids; i++)
    for (RvObject *object = rv_model_get (rv_window_model (window), ids[i]); object != NULL;
         object = rv_model_get (rv_window_model (window), rv_record_parent (object)))
      if (object->kind == RV_KIND_TABLE || object->kind == RV_KIND_VIEW || object->kind == RV_KIND_MATERIALIZED_VIEW)
        return object->id;
  return 0;
}

static void
around (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvModel *model = rv_window_model (window);
  RvId focus = focus_of_selection (window), diagram;
  g_autofree char *wanted = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  g_autoptr (RvEdit) edit = NULL;
  GError *error = NULL;

  if (focus == 0)
    {
      rv_window_toast (window, _("Select a table first"));
      return;
    }
  wanted = g_strdup_printf (_("Around %s"), rv_record_name (rv_model_get (model, focus)));
  name = free_name (model, wanted);
  label = g_strdup_printf (_("Add diagram %s"), name);
  edit = rv_edit_begin (model, label);
  diagram = ((RvObject *) rv_diagram_create_around (edit, name, focus, (guint) CLAMP (g_variant_get_int32 (parameter), 1, 3)))->id;
  if (!rv_edit_commit (edit, &error))
    {
      rv_window_refuse (window, error);
      return;
    }
  rv_project_view_open_diagram (window->view, diagram);
  rv_project_view_select (window->view, &focus, 1);
}

/* ---- lining up ------------------------------------------------------------------------------------------ */

static const struct { const char *word; RvAlign align; const char *label; } alignments[] = {
  { "left", RV_ALIGN_LEFT, N_("Align left edges") },
  { "center", RV_ALIGN_CENTER, N_("Align centers") },
  { "right", RV_ALIGN_RIGHT, N_("Align right edges") },
  { "top", RV_ALIGN_TOP, N_("Align top edges") },
  { "middle", RV_ALIGN_MIDDLE, N_("Align middles") },
  { "bottom", RV_ALIGN_BOTTOM, N_("Align bottom edges") },
};

static void
align (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  for (guint i = 0; i < G_N_ELEMENTS (alignments); i++)
    {
      Change change;

      if (!g_str_equal (alignments[i].word, g_variant_get_string (parameter, NULL)))
        continue;
      if (change_begin (&change, window, _(alignments[i].label)))
        rv_align (change.edit, change.diagram, change.ids, change.n_ids, alignments[i].align);
      change_end (&change);
    }
}

static void
distribute (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  gboolean vertically = g_str_equal (g_variant_get_string (parameter, NULL), "vertical");
  Change change;

  if (change_begin (&change, window, vertically ? _("Distribute vertically") : _("Distribute horizontally")))
    rv_distribute (change.edit, change.diagram, change.ids, change.n_ids, vertically);
  change_end (&change);
}

static void
same_width (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  Change change;

  if (change_begin (&change, window, _("Make as wide as the widest")))
    rv_same_width (change.edit, change.diagram, change.ids, change.n_ids);
  change_end (&change);
}

/* ---- locking ----------------------------------------------------------------------------------------------- */

/* Returns: (transfer container): the boxes of the selection in the diagram in front. */
static GPtrArray *
selected_boxes (RvWindow *window)
{
  GPtrArray *boxes = g_ptr_array_new ();
  RvId diagram = rv_project_view_diagram (window->view);
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);

  for (guint i = 0; i < n_ids; i++)
    {
      const GPtrArray *referrers = rv_model_referrers (rv_window_model (window), ids[i]);

      for (guint j = 0; referrers != NULL && j < referrers->len; j++)
        {
          RvBox *box = referrers->pdata[j];

          if (box->object.kind == RV_KIND_BOX && box->object_id == ids[i] && box->diagram_id == diagram)
            g_ptr_array_add (boxes, box);
        }
    }
  return boxes;
}

static gboolean
all_locked (const GPtrArray *boxes)
{
  for (guint i = 0; i < boxes->len; i++)
    if (!((RvBox *) boxes->pdata[i])->is_locked)
      return FALSE;
  return boxes->len > 0;
}

static void
lock_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  g_autoptr (GPtrArray) boxes = selected_boxes (window);
  gboolean is_locked = all_locked (boxes);
  g_autoptr (RvEdit) edit = rv_edit_begin (rv_window_model (window), is_locked ? _("Unlock") : _("Lock in place"));
  GError *error = NULL;

  for (guint i = 0; i < boxes->len; i++)
    rv_edit_set_number (edit, boxes->pdata[i], RvBox_is_locked, !is_locked);
  if (!rv_edit_commit (edit, &error))
    rv_window_refuse (window, error);
}

const GActionEntry rv_arrange_actions[] = {
  { "arrange", arrange },
  { "arrange-by-schema", arrange_by_schema },
  { "arrange-by-tag", arrange_by_tag },
  { "arrange-selection", arrange_selection },
  { "around", around, "i" },
  { "align", align, "s" },
  { "distribute", distribute, "s" },
  { "same-width", same_width },
  { "lock", lock_selection },
};

const guint rv_n_arrange_actions = G_N_ELEMENTS (rv_arrange_actions);
