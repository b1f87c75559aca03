/* Reads groups of boxes from the model, has them placed, writes boxes and areas. */
#include "draw/arrange-job.h"

#include <math.h>

#include "draw/arrange-private.h"
#include "draw/palette.h"
#include "layout/place-groups.h"
#include "layout/place.h"
#include "model/box-place.h"

typedef struct {
  RvId about;     /* the schema, tag or area */
  char *name;
  char *color;    /* (nullable) */
} Group;

struct _RvArrangeJob {
  RvId diagram;
  RvArrangeBy by;
  RvLayoutGraph *graph;     /* without what is locked */
  GArray *group_of;         /* guint, of each node */
  GArray *groups;           /* Group */
  RvLayoutFrame *frames;    /* of each group */
  double left, top;         /* where the drawing starts */
};

static void
clear_group (gpointer data)
{
  g_free (((Group *) data)->name);
  g_free (((Group *) data)->color);
}

/* ---- reading ------------------------------------------------------------------------------- */

static RvId
schema_of (RvScene *scene, const RvSceneBox *box)
{
  RvModel *model = rv_scene_model (scene);
  const RvObject *object = rv_model_get (model, box->object);
  const RvObject *schema = object != NULL ? rv_model_get_kind (model, rv_record_parent (object), RV_KIND_SCHEMA) : NULL;

  return schema != NULL ? schema->id : 0;
}

static RvId
tag_of (RvScene *scene, const RvSceneBox *box)
{
  const GPtrArray *referrers = rv_model_referrers (rv_scene_model (scene), box->object);
  const RvTagging *oldest = NULL;

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvTagging *tagging = referrers->pdata[i];

      if (tagging->object.kind == RV_KIND_TAGGING && (oldest == NULL || tagging->object.id < oldest->object.id))
        oldest = tagging;
    }
  return oldest != NULL ? oldest->tag_id : 0;
}

/* The smallest area with the middle of the box in it. */
static RvId
area_of (RvScene *scene, const RvSceneBox *box)
{
  const GPtrArray *areas = rv_scene_areas (scene);
  double x = box->rect.x + box->rect.width / 2, y = box->rect.y + box->rect.height / 2, least = INFINITY;
  RvId found = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      const RvSceneArea *area = areas->pdata[i];
      double size = area->rect.width * area->rect.height;

      if (x < area->rect.x || y < area->rect.y || x > area->rect.x + area->rect.width || y > area->rect.y + area->rect.height || size >= least)
        continue;
      least = size;
      found = area->id;
    }
  return found;
}

static const struct {
  RvId (*group_of) (RvScene *scene, const RvSceneBox *box);
  RvKind others;    /* areas called after one of these are left from grouping in the other way */
} ways[] = {
  [RV_ARRANGE_PLAIN] = { area_of, RV_KIND_NONE },
  [RV_ARRANGE_BY_SCHEMA] = { schema_of, RV_KIND_TAG },
  [RV_ARRANGE_BY_TAG] = { tag_of, RV_KIND_SCHEMA },
};

static char *
color_of (const RvObject *object, guint n)
{
  const char *const *names = rv_tint_names ();

  if (object->kind == RV_KIND_TAG && ((const RvTag *) object)->color != NULL)
    return g_strdup (((const RvTag *) object)->color);
  return g_strdup (names[n % g_strv_length ((char **) names)]);
}

static guint
find_group (RvArrangeJob *job, RvModel *model, RvId about)
{
  const RvObject *object = rv_model_get (model, about);
  Group group = { about, NULL, NULL };

  if (object == NULL)
    return RV_LAYOUT_NO_GROUP;
  for (guint i = 0; i < job->groups->len; i++)
    if (g_array_index (job->groups, Group, i).about == about)
      return i;
  group.name = g_strdup (rv_record_name (object));
  group.color = color_of (object, job->groups->len);
  g_array_append_val (job->groups, group);
  return job->groups->len - 1;
}

static void
add_lines (RvArrangeJob *job, const RvLayoutGraph *whole, const guint *index)
{
  for (guint i = 0; i < whole->edges->len; i++)
    {
      RvLayoutEdge edge = *rv_layout_graph_edge (whole, i);

      edge.from = index[edge.from];
      edge.to = index[edge.to];
      if (edge.from != G_MAXUINT && edge.to != G_MAXUINT)
        rv_layout_graph_add_edge (job->graph, &edge);
    }
}

/* What is locked stays; the drawing comes beside it. */
static void
read_scene (RvArrangeJob *job, RvScene *scene)
{
  g_autoptr (RvLayoutGraph) whole = rv_scene_to_graph (scene);
  const GPtrArray *boxes = rv_scene_boxes (scene);
  g_autofree guint *index = g_new (guint, boxes->len + 1);
  RvRect locked = { 0, 0, 0, 0 };
  gboolean has_locked = FALSE;

  for (guint i = 0; i < whole->nodes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];
      guint group = box->is_locked ? 0 : find_group (job, rv_scene_model (scene), ways[job->by].group_of (scene, box));

      index[i] = G_MAXUINT;
      if (!box->is_locked)
        {
          index[i] = rv_layout_graph_add_node (job->graph, rv_layout_graph_node (whole, i));
          g_array_append_val (job->group_of, group);
          continue;
        }
      locked = has_locked ? rv_rect_union (locked, box->rect) : box->rect;
      has_locked = TRUE;
    }
  add_lines (job, whole, index);
  job->left = has_locked ? locked.x + locked.width + RV_ARRANGE_BESIDE : RV_ARRANGE_MARGIN;
  job->top = has_locked ? locked.y : RV_ARRANGE_MARGIN;
}

RvArrangeJob *
rv_arrange_job_new (RvScene *scene, RvArrangeBy by)
{
  RvArrangeJob *job = g_new0 (RvArrangeJob, 1);

  job->diagram = rv_scene_diagram (scene);
  job->by = by;
  job->graph = rv_layout_graph_new ();
  job->group_of = g_array_new (FALSE, FALSE, sizeof (guint));
  job->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (job->groups, clear_group);
  read_scene (job, scene);
  job->frames = g_new0 (RvLayoutFrame, job->groups->len + 1);
  return job;
}

void
rv_arrange_job_free (RvArrangeJob *job)
{
  rv_layout_graph_free (job->graph);
  g_array_unref (job->group_of);
  g_array_unref (job->groups);
  g_free (job->frames);
  g_free (job);
}

guint
rv_arrange_job_size (const RvArrangeJob *job)
{
  return job->graph->nodes->len;
}

/* ---- placing ------------------------------------------------------------------------------- */

/* Moves everything so that the upper left corner comes to left, top; on whole pixels. */
static void
shift (RvArrangeJob *job)
{
  double x = G_MAXDOUBLE, y = G_MAXDOUBLE;

  for (guint i = 0; i < job->graph->nodes->len; i++)
    {
      x = MIN (x, rv_layout_graph_node (job->graph, i)->x);
      y = MIN (y, rv_layout_graph_node (job->graph, i)->y);
    }
  for (guint i = 0; i < job->groups->len; i++)
    {
      x = MIN (x, job->frames[i].x);
      y = MIN (y, job->frames[i].y);
    }
  for (guint i = 0; i < job->graph->nodes->len; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (job->graph, i);

      node->x = floor (node->x + job->left - x);
      node->y = floor (node->y + job->top - y);
    }
  for (guint i = 0; i < job->groups->len; i++)
    {
      job->frames[i].x = floor (job->frames[i].x + job->left - x);
      job->frames[i].y = floor (job->frames[i].y + job->top - y);
    }
}

void
rv_arrange_job_run (RvArrangeJob *job)
{
  if (job->graph->nodes->len == 0)
    return;
  rv_arrange_widen (job->graph, 1);
  if (job->groups->len == 0)
    rv_layout_place_all (job->graph);
  else
    rv_layout_place_groups (job->graph, (const guint *) (gpointer) job->group_of->data, job->groups->len, job->frames);
  rv_arrange_widen (job->graph, -1);
  shift (job);
}

/* ---- writing ------------------------------------------------------------------------------- */

static void
write_boxes (RvEdit *edit, const RvArrangeJob *job)
{
  for (guint i = 0; i < job->graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (job->graph, i);
      RvBox *box = rv_model_get_kind (rv_edit_model (edit), node->id, RV_KIND_BOX);

      if (box != NULL && !box->is_locked)
        rv_box_set_place (edit, box, node->x, node->y);
    }
}

static RvArea *
find_area (RvEdit *edit, const RvArrangeJob *job, const Group *group)
{
  if (job->by == RV_ARRANGE_PLAIN)
    return rv_model_get_kind (rv_edit_model (edit), group->about, RV_KIND_AREA);
  return rv_model_find (rv_edit_model (edit), RV_KIND_AREA, job->diagram, group->name);
}

static void
write_area (RvEdit *edit, const RvArrangeJob *job, const Group *group, const RvLayoutFrame *frame)
{
  RvArea *area = find_area (edit, job, group);

  if (area == NULL && job->by == RV_ARRANGE_PLAIN)
    return;
  if (area == NULL)
    {
      area = rv_edit_insert (edit, RV_KIND_AREA, job->diagram);
      rv_edit_set_text (edit, area, RvArea_name, group->name);
      rv_edit_set_text (edit, area, RvArea_color, group->color);
    }
  rv_edit_set_real (edit, area, RvArea_x, frame->x);
  rv_edit_set_real (edit, area, RvArea_y, frame->y);
  rv_edit_set_real (edit, area, RvArea_width, frame->width);
  rv_edit_set_real (edit, area, RvArea_height, frame->height);
}

static gboolean
is_of_group (const RvArrangeJob *job, const RvArea *area)
{
  for (guint i = 0; i < job->groups->len; i++)
    if (g_strcmp0 (g_array_index (job->groups, Group, i).name, area->name) == 0)
      return TRUE;
  return FALSE;
}

static void
remove_other_areas (RvEdit *edit, const RvArrangeJob *job)
{
  g_autoptr (GPtrArray) areas = rv_model_children (rv_edit_model (edit), job->diagram, RV_KIND_AREA);

  for (guint i = 0; ways[job->by].others != RV_KIND_NONE && i < areas->len; i++)
    {
      RvArea *area = areas->pdata[i];

      if (area->name != NULL && !is_of_group (job, area) && rv_model_find (rv_edit_model (edit), ways[job->by].others, 0, area->name) != NULL)
        rv_edit_remove (edit, area);
    }
}

static void
remove_routes (RvEdit *edit, RvId diagram)
{
  g_autoptr (GPtrArray) routes = rv_model_children (rv_edit_model (edit), diagram, RV_KIND_ROUTE);

  for (guint i = 0; i < routes->len; i++)
    {
      const RvRoute *route = g_ptr_array_index (routes, i);

      if (route->color == NULL)
        rv_edit_remove (edit, (gpointer) route);
      else
        rv_edit_set_text (edit, (gpointer) route, RvRoute_points, NULL);
    }
}

void
rv_arrange_job_write (RvEdit *edit, const RvArrangeJob *job)
{
  if (job->graph->nodes->len == 0 || rv_model_get_kind (rv_edit_model (edit), job->diagram, RV_KIND_DIAGRAM) == NULL)
    return;
  write_boxes (edit, job);
  remove_other_areas (edit, job);
  for (guint i = 0; i < job->groups->len; i++)
    write_area (edit, job, &g_array_index (job->groups, Group, i), &job->frames[i]);
  remove_routes (edit, job->diagram);
}
