/* Links in notes. What opens them is the window's matter. */
#include "canvas/links.h"

#include "canvas/canvas-private.h"
#include "draw/note-text.h"

char *
rv_link_at (RvCanvas *canvas, double x, double y)
{
  RvSceneHit hit = rv_scene_hit (canvas->scene, x, y, 0);
  const RvSceneNote *note = hit.item == RV_ITEM_NOTE ? rv_scene_note (canvas->scene, hit.id) : NULL;

  if (note == NULL || rv_detail_for_zoom (canvas->view.zoom) != RV_DETAIL_FULL)
    return NULL;
  return rv_scene_note_link_at (note, x, y);
}

char *
rv_canvas_chosen_link (RvCanvas *canvas)
{
  guint n_chosen = 0;
  const RvId *chosen = rv_canvas_get_selection (canvas, &n_chosen);
  const RvSceneNote *note = canvas->scene != NULL && n_chosen == 1 ? rv_scene_note (canvas->scene, chosen[0]) : NULL;

  return note != NULL ? rv_scene_note_first_link (note) : NULL;
}
