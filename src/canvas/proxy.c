/* Children that stand for boxes and lines on screen: transparent and out of the pointer's way,
 * but there for assistive technology and tests, with a name, a place, the focus and a press.
 * GTK 4.8 shows nothing but widgets to them. A small pool follows the view. */
#include <glib/gi18n-lib.h>

#include "canvas/canvas-private.h"
#include "draw/markup.h"
#include "model/review.h"

#define MAX_BOXES 150
#define MAX_LINES 150
#define MAX_PAPERS 50
#define DELAY_MS 120

#define RV_TYPE_PROXY (rv_proxy_get_type ())
G_DECLARE_FINAL_TYPE (RvProxy, rv_proxy, RV, PROXY, GtkWidget)

struct _RvProxy {
  GtkWidget parent_instance;
  RvId id;          /* of the object, or 0: spare */
  char *label;
  gboolean is_described;
};

G_DEFINE_FINAL_TYPE (RvProxy, rv_proxy, GTK_TYPE_WIDGET)

/* ---- one ------------------------------------------------------------------------------------------------------ */

static void
press (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RvCanvas *canvas = RV_CANVAS (gtk_widget_get_parent (widget));
  RvId id = RV_PROXY (widget)->id;

  rv_canvas_choose (canvas, id);
  rv_canvas_set_focus (canvas, id, 0);
  gtk_widget_grab_focus (widget);
}

static void
rename_it (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rv_canvas_start_rename (RV_CANVAS (gtk_widget_get_parent (widget)), RV_PROXY (widget)->id);
}

static gboolean
rv_proxy_grab_focus (GtkWidget *widget)
{
  RvCanvas *canvas = RV_CANVAS (gtk_widget_get_parent (widget));

  if (!GTK_WIDGET_CLASS (rv_proxy_parent_class)->grab_focus (widget))
    return FALSE;
  if (canvas->focus != RV_PROXY (widget)->id)
    rv_canvas_set_focus (canvas, RV_PROXY (widget)->id, 0);
  return TRUE;
}

static void
rv_proxy_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
rv_proxy_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  /* Nothing: the canvas draws, the ring of the focus included. */
}

static void
rv_proxy_finalize (GObject *object)
{
  g_free (RV_PROXY (object)->label);
  G_OBJECT_CLASS (rv_proxy_parent_class)->finalize (object);
}

static void
rv_proxy_class_init (RvProxyClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = rv_proxy_finalize;
  widget_class->measure = rv_proxy_measure;
  widget_class->snapshot = rv_proxy_snapshot;
  widget_class->grab_focus = rv_proxy_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "box-proxy");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  /* GTK tells assistive technology of them in the order of a hash table: under these names choosing is the first one,
   * which is what a press does; tests/ui/speak.py notices if that changes. */
  gtk_widget_class_install_action (widget_class, "proxy.choose", NULL, press);
  gtk_widget_class_install_action (widget_class, "proxy.title", NULL, rename_it);
}

static void
rv_proxy_init (RvProxy *proxy)
{
  gtk_widget_set_can_target (GTK_WIDGET (proxy), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (proxy), TRUE);
}

static void
describe (RvProxy *proxy, const char *text)
{
  if (text == NULL && !proxy->is_described)
    return;
  proxy->is_described = text != NULL;
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
give (RvCanvas *canvas, RvProxy *proxy, RvId id, const char *label)
{
  if (proxy->id != id || !rv_selection_has (canvas->selection, id))
    describe (proxy, NULL);
  proxy->id = id;
  if (g_strcmp0 (proxy->label, label) != 0)
    {
      g_free (proxy->label);
      proxy->label = g_strdup (label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_STATE_PRESSED,
                               rv_selection_has (canvas->selection, id) ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_STATE_HIDDEN, FALSE, -1);
  gtk_widget_set_child_visible (GTK_WIDGET (proxy), TRUE);
}

/* ---- the pool --------------------------------------------------------------------------------------------------- */

static void
append_papers (RvCanvas *canvas, GArray *ids)
{
  const GPtrArray *areas = rv_scene_areas (canvas->scene), *notes = rv_scene_notes (canvas->scene);
  RvRect seen = rv_canvas_visible (canvas);

  for (guint i = 0; i < MIN (areas->len, MAX_PAPERS); i++)
    {
      const RvSceneArea *area = areas->pdata[i];

      if (area->id != canvas->focus && rv_rect_intersects (area->rect, seen))
        g_array_append_val (ids, area->id);
    }
  for (guint i = 0; i < MIN (notes->len, MAX_PAPERS); i++)
    {
      const RvSceneNote *note = notes->pdata[i];

      if (note->id != canvas->focus && rv_rect_intersects (note->rect, seen))
        g_array_append_val (ids, note->id);
    }
}

/* What is in sight, the object with the focus first: it keeps its child. */
static GArray *
wanted (RvCanvas *canvas)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  const GPtrArray *all = rv_scene_boxes (canvas->scene);

  if (rv_detail_for_zoom (canvas->view.zoom) != RV_DETAIL_SHAPES)
    rv_scene_query (canvas->scene, rv_canvas_visible (canvas), boxes, lines);
  else
    for (guint i = 0; i < MIN (all->len, MAX_BOXES); i++)
      g_ptr_array_add (boxes, all->pdata[i]);
  if (canvas->focus != 0 && rv_canvas_shows (canvas, canvas->focus))
    g_array_append_val (ids, canvas->focus);
  for (guint i = 0; i < MIN (boxes->len, MAX_BOXES); i++)
    if (((RvSceneBox *) boxes->pdata[i])->object != canvas->focus)
      g_array_append_val (ids, ((RvSceneBox *) boxes->pdata[i])->object);
  for (guint i = 0; i < MIN (lines->len, MAX_LINES); i++)
    if (!rv_scene_is_made (((RvSceneLine *) lines->pdata[i])->id) && ((RvSceneLine *) lines->pdata[i])->id != canvas->focus)
      g_array_append_val (ids, ((RvSceneLine *) lines->pdata[i])->id);
  append_papers (canvas, ids);
  return ids;
}

static char *
with_notes (RvCanvas *canvas, RvId id, char *sentence)
{
  guint n = rv_review_count (canvas->model, id);
  g_autofree char *plain = sentence;

  if (n == 0)
    return g_steal_pointer (&plain);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u review note", "%s, %u review notes", n), plain, n);
}

static char *
sentence_of (RvCanvas *canvas, RvId id)
{
  const RvSceneBox *box = rv_scene_box_of (canvas->scene, id);
  const RvSceneLine *line = rv_scene_line (canvas->scene, id);
  const RvSceneArea *area = rv_scene_area (canvas->scene, id);
  const RvSceneNote *note = rv_scene_note (canvas->scene, id);
  g_autofree char *plain = NULL;

  if (box != NULL)
    return with_notes (canvas, id, rv_scene_box_sentence (box));
  if (line != NULL)
    return with_notes (canvas, id, rv_scene_line_sentence (canvas->scene, line));
  if (area != NULL)
    return g_strdup_printf (_("Area %s"), area->title != NULL ? area->title : "");
  plain = rv_markup_plain (note != NULL ? note->text : NULL);
  return g_strdup_printf (_("Note %s"), plain);
}

static RvProxy *
add_proxy (RvCanvas *canvas)
{
  GtkWidget *proxy = g_object_new (RV_TYPE_PROXY, NULL);

  gtk_widget_set_parent (proxy, GTK_WIDGET (canvas));
  g_ptr_array_add (canvas->proxies, proxy);
  return RV_PROXY (proxy);
}

static int
find (RvCanvas *canvas, RvId id)
{
  for (guint i = 0; i < canvas->proxies->len; i++)
    if (((RvProxy *) canvas->proxies->pdata[i])->id == id)
      return (int) i;
  return -1;
}

/* Those that nobody needs, to be given to others or hidden. */
static GPtrArray *
take_spare (RvCanvas *canvas, const GArray *ids)
{
  g_autoptr (GHashTable) set = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *spare = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, &g_array_index (ids, RvId, i));
  for (guint i = 0; i < canvas->proxies->len; i++)
    {
      RvProxy *proxy = canvas->proxies->pdata[i];

      if (g_hash_table_contains (set, &proxy->id))
        continue;
      proxy->id = 0;
      g_ptr_array_add (spare, proxy);
    }
  return spare;
}

void
rv_canvas_update_proxies (RvCanvas *canvas)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) spare = NULL;

  g_clear_handle_id (&canvas->proxy_update, g_source_remove);
  if (canvas->scene == NULL)
    return;
  ids = wanted (canvas);
  spare = take_spare (canvas, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      RvId id = g_array_index (ids, RvId, i);
      g_autofree char *label = sentence_of (canvas, id);
      int at = find (canvas, id);
      RvProxy *proxy = at >= 0 ? canvas->proxies->pdata[at] : spare->len > 0 ? g_ptr_array_steal_index (spare, spare->len - 1) : add_proxy (canvas);

      give (canvas, proxy, id, label);
    }
  for (guint i = 0; i < spare->len; i++)
    {
      gtk_accessible_update_state (spare->pdata[i], GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_widget_set_child_visible (spare->pdata[i], FALSE);
    }
  rv_canvas_place_proxies (canvas);
}

void
rv_canvas_place_proxies (RvCanvas *canvas)
{
  for (guint i = 0; i < canvas->proxies->len; i++)
    {
      RvProxy *proxy = canvas->proxies->pdata[i];
      GskTransform *transform;
      RvPoint at;
      RvRect rect;

      if (proxy->id == 0 || !rv_canvas_rect_of (canvas, proxy->id, &rect))
        continue;
      at = rv_canvas_to_view (canvas, rect.x, rect.y);
      transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) at.x, (float) at.y));
      gtk_widget_allocate (GTK_WIDGET (proxy), MAX ((int) (rect.width * canvas->view.zoom), 1), MAX ((int) (rect.height * canvas->view.zoom), 1), -1, transform);
    }
}

void
rv_canvas_drop_proxies (RvCanvas *canvas)
{
  g_clear_handle_id (&canvas->proxy_update, g_source_remove);
  for (guint i = 0; i < canvas->proxies->len; i++)
    gtk_widget_unparent (canvas->proxies->pdata[i]);
  g_ptr_array_set_size (canvas->proxies, 0);
}

static gboolean
on_update (gpointer data)
{
  RvCanvas *canvas = data;

  canvas->proxy_update = 0;
  rv_canvas_update_proxies (canvas);
  return G_SOURCE_REMOVE;
}

void
rv_canvas_queue_proxies (RvCanvas *canvas)
{
  if (canvas->proxy_update == 0 && canvas->scene != NULL)
    canvas->proxy_update = g_timeout_add (DELAY_MS, on_update, canvas);
}

void
rv_canvas_describe_proxy (RvCanvas *canvas, RvId id, const char *text)
{
  int at = find (canvas, id);

  if (at >= 0)
    describe (canvas->proxies->pdata[at], text);
}

gboolean
rv_canvas_focus_proxy (RvCanvas *canvas, RvId id)
{
  int at = find (canvas, id);

  return at >= 0 && gtk_widget_grab_focus (canvas->proxies->pdata[at]);
}
