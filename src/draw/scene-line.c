/* A line between two boxes: its ends and its points. */
#include "draw/notation.h"
#include "draw/scene-private.h"

#include <math.h>
#include <string.h>

#define MAX_BENDS 256

static const RvRoute *
find_route (RvScene *scene, RvId object)
{
  const GPtrArray *referrers = rv_model_referrers (scene->model, object);

  for (guint i = 0; scene->diagram != 0 && referrers != NULL && i < referrers->len; i++)
    {
      const RvRoute *route = g_ptr_array_index (referrers, i);

      if (route->object.kind == RV_KIND_ROUTE && route->diagram_id == scene->diagram)
        return route;
    }
  return NULL;
}

/* The row of @column, or of the one of that name where the box stands for a partition. */
static int
row_of (RvScene *scene, const RvSceneBox *box, RvId column)
{
  const RvColumn *own = rv_model_get_kind (scene->model, column, RV_KIND_COLUMN);

  if (own != NULL && own->table_id != box->object)
    own = rv_model_find (scene->model, RV_KIND_COLUMN, box->object, own->name);
  return own != NULL ? rv_scene_box_row_of (box, own->object.id) : -1;
}

static int
first_row (RvScene *scene, const RvSceneLine *line, gboolean of_referenced)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, line->object, RV_KIND_FOREIGN_KEY_COLUMN);
  const RvForeignKeyColumn *first = columns->len > 0 ? g_ptr_array_index (columns, 0) : NULL;

  if (first == NULL)
    return -1;
  return of_referenced ? row_of (scene, line->to, first->referenced_column_id) : row_of (scene, line->from, first->column_id);
}

/* ---- lines that a person bent ------------------------------------------------------------- */

/* Reads "x,y x,y …". Returns: the bends; none when the text is anything else. */
static GArray *
read_bends (const char *text)
{
  GArray *bends = g_array_new (FALSE, FALSE, sizeof (RvPoint));

  for (const char *at = text; at != NULL && *at != '\0' && bends->len < MAX_BENDS;)
    {
      char *comma, *end;
      RvPoint bend = { g_ascii_strtod (at, &comma), 0 };

      if (comma == at || *comma != ',')
        break;
      bend.y = g_ascii_strtod (comma + 1, &end);
      if (end == comma + 1)
        break;
      bend = (RvPoint) { rv_scene_coordinate (bend.x), rv_scene_coordinate (bend.y) };
      g_array_append_val (bends, bend);
      at = end + strspn (end, " ");
    }
  return bends;
}

/* ---- the line ------------------------------------------------------------------------------ */

static void
read_key (RvScene *scene, RvSceneLine *line)
{
  RvCardinality cardinality = rv_model_cardinality (scene->model, rv_model_get_kind (scene->model, line->object, RV_KIND_FOREIGN_KEY));

  line->from_row = first_row (scene, line, FALSE);
  line->to_row = first_row (scene, line, TRUE);
  line->from_end = cardinality.from;
  line->to_end = cardinality.to;
  line->is_identifying = cardinality.is_identifying;
}

static void
read_line (RvScene *scene, RvSceneLine *line, const RvLink *link)
{
  const RvRoute *route = find_route (scene, link->object);
  GArray *bends = read_bends (route != NULL ? route->points : NULL);

  line->kind = link->kind;
  line->object = link->object;
  line->n_alike = link->n_alike;
  line->from = rv_scene_box_of (scene, link->from);
  line->to = rv_scene_box_of (scene, link->to);
  line->from_row = line->to_row = -1;
  if (line->kind == RV_LINE_FOREIGN_KEY)
    read_key (scene, line);
  else if (line->kind == RV_LINE_JUNCTION)
    line->from_end = line->to_end = RV_END_ZERO_OR_MANY;
  line->is_bent = bends->len > 0;
  g_free (line->bends);
  line->n_bends = bends->len;
  line->bends = (RvPoint *) (gpointer) g_array_free (bends, bends->len == 0);
  g_free (line->color);
  line->color = g_strdup (route != NULL ? route->color : NULL);
}

RvSceneLine *
rv_scene_line_new (RvScene *scene, const RvLink *link)
{
  RvSceneLine *line = g_new0 (RvSceneLine, 1);

  line->id = link->id;
  read_line (scene, line, link);
  return line;
}

guint
rv_scene_line_look (RvScene *scene, const RvSceneLine *line, gboolean at_to)
{
  G_STATIC_ASSERT (2 * (RV_END_ZERO_OR_MANY + 1) + RV_LINE_JUNCTION <= RV_LINE_LOOKS);
  guint n_ends = RV_END_ZERO_OR_MANY + 1;

  if (line->kind != RV_LINE_FOREIGN_KEY)
    return 2 * n_ends + line->kind - 1;
  return (at_to ? line->to_end : line->from_end)
         + (rv_notation_style (scene->view.notation)->splits_identifying && line->is_identifying ? n_ends : 0);
}

void
rv_scene_line_free (RvSceneLine *line)
{
  g_free (line->color);
  g_free (line->bends);
  g_free (line->points);
  g_free (line);
}

gboolean
rv_scene_line_fill (RvScene *scene, RvSceneLine *line, const RvLink *link)
{
  RvSceneLine before = *line;
  g_autofree char *color = g_strdup (line->color);

  read_line (scene, line, link);
  return before.from != line->from || before.to != line->to || before.from_row != line->from_row
         || before.to_row != line->to_row || before.from_end != line->from_end || before.to_end != line->to_end
         || before.is_identifying != line->is_identifying || before.is_bent != line->is_bent || line->is_bent
         || before.n_alike != line->n_alike || g_strcmp0 (color, line->color) != 0;
}

static void
index_line (RvScene *scene, RvSceneLine *line, gboolean add)
{
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      RvPoint a = line->points[i], b = line->points[i + 1];
      RvRect rect = { MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y) };

      (add ? rv_tiles_add : rv_tiles_remove) (scene->line_tiles, line, rect);
    }
}

gboolean
rv_scene_line_set_points (RvScene *scene, RvSceneLine *line, const RvPoint *points, guint n_points)
{
  if (n_points == line->n_points && (n_points == 0 || memcmp (points, line->points, n_points * sizeof *points) == 0))
    return FALSE;
  index_line (scene, line, FALSE);
  g_free (line->points);
  line->points = n_points > 0 ? g_memdup2 (points, n_points * sizeof *points) : NULL;
  line->n_points = n_points;
  index_line (scene, line, TRUE);
  return TRUE;
}
