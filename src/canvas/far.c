/* Looks are kept for each box: a few filled shapes. A frame is their runs of pixels. */
#include "canvas/far.h"

#include <math.h>

#define MANY_LINES 3000     /* more than these are fainter, so that boxes and dense places can be told apart */
#define SPECK 12.0          /* pixels: a box that is not wider has one colour */
#define CURVE_POINTS 4      /* of a curve: nobody sees more of it */

/* A rectangle, or a polygon without dents; relative to the box. */
typedef struct {
  float x, y, width, height;
  guint32 color;
  float outline;            /* > 0: only the edge, this wide */
  guint first_point, n_points;
} Shape;

typedef struct {
  RvId id;
  guint32 mean;             /* all of it in one colour */
  guint n_shapes;
  Shape *shapes;
  RvPoint *points;
} Look;

struct _RvFar {
  GHashTable *looks;        /* RvId * (in the look) -> Look */
  GPtrArray *by_index;      /* the same by the index of the box; NULL: not known */
  const RvPalette *palette; /* that the looks are in */
};

typedef struct {
  guint32 *pixels;
  int width, height, stride;  /* stride in pixels */
} Canvas;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->shapes);
  g_free (look->points);
  g_free (look);
}

RvFar *
rv_far_new (void)
{
  RvFar *far = g_new0 (RvFar, 1);

  far->looks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, look_free);
  far->by_index = g_ptr_array_new ();
  return far;
}

void
rv_far_free (RvFar *far)
{
  g_hash_table_unref (far->looks);
  g_ptr_array_unref (far->by_index);
  g_free (far);
}

void
rv_far_regroup (RvFar *far)
{
  g_ptr_array_set_size (far->by_index, 0);
}

void
rv_far_forget (RvFar *far, RvId id)
{
  if (g_hash_table_remove (far->looks, &id))
    rv_far_regroup (far);
}

void
rv_far_forget_all (RvFar *far)
{
  g_hash_table_remove_all (far->looks);
  rv_far_regroup (far);
}

/* ---- looks: from the display list -------------------------------------------------------------------- */

static guint32
pixel_of (RvColor color)
{
  return 0xff000000u | (guint32) color.red << 16 | (guint32) color.green << 8 | color.blue;
}

static gboolean
is_drawn (RvInk ink)
{
  return ink.role != RV_COLOR_NONE && ink.color.alpha == 0xff;
}

static void
add_shape (GArray *shapes, RvRect rect, RvColor color, double outline, guint first_point, guint n_points)
{
  Shape shape = { (float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height, pixel_of (color), (float) outline, first_point, n_points };

  g_array_append_val (shapes, shape);
}

static void
add_point (GArray *points, double x, double y)
{
  RvPoint point = { x, y };

  g_array_append_val (points, point);
}

static void
add_curve (GArray *points, const RvPathStep *step)
{
  RvPoint from = points->len > 0 ? g_array_index (points, RvPoint, points->len - 1) : (RvPoint) { step->x, step->y };

  for (guint i = 1; i <= CURVE_POINTS; i++)
    {
      double t = (double) i / CURVE_POINTS, u = 1 - t;
      double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

      add_point (points, a * from.x + b * step->x1 + c * step->x2 + d * step->x, a * from.y + b * step->y1 + c * step->y2 + d * step->y);
    }
}

/* The first outline of a filled path: what is seen of it from afar. */
static void
add_path (const RvDisplayList *list, const RvPrimitive *primitive, GArray *shapes, GArray *points)
{
  guint first = points->len;
  RvRect rect = { 0 };

  for (guint i = 0; i < primitive->n_steps; i++)
    {
      const RvPathStep *step = &g_array_index (list->steps, RvPathStep, primitive->first_step + i);

      if (step->verb == RV_PATH_CLOSE || (step->verb == RV_PATH_MOVE && i > 0))
        break;
      if (step->verb == RV_PATH_CURVE)
        add_curve (points, step);
      else
        add_point (points, step->x, step->y);
    }
  for (guint i = first; i < points->len; i++)
    {
      RvRect at = { g_array_index (points, RvPoint, i).x, g_array_index (points, RvPoint, i).y, 0, 0 };

      rect = i == first ? at : rv_rect_union (rect, at);
    }
  if (points->len - first >= 3)
    add_shape (shapes, rect, is_drawn (primitive->stroke) ? rv_color_mix (primitive->fill.color, primitive->stroke.color, 0.7) : primitive->fill.color,
               0, first, points->len - first);
}

/* What the last fill, the header of a table, and the edge come to when they cannot be told apart. */
static guint32
mean_of (const RvDisplayList *list)
{
  RvColor fill = list->palette->colors[RV_COLOR_HEADER], edge = list->palette->colors[RV_COLOR_BORDER];

  for (guint i = 0; i < list->primitives->len; i++)
    {
      const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, i);

      if (one->type == RV_DRAW_TEXT)
        continue;
      if (is_drawn (one->fill))
        fill = one->fill.color;
      if (is_drawn (one->stroke))
        edge = one->stroke.color;
    }
  return pixel_of (rv_color_mix (edge, fill, 0.6));
}

static Look *
look_new (RvScene *scene, const RvSceneBox *box, const RvPalette *palette)
{
  g_autoptr (RvDisplayList) list = rv_display_list_new (palette);
  GArray *shapes = g_array_new (FALSE, FALSE, sizeof (Shape)), *points = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  Look *look = g_new0 (Look, 1);

  rv_display_list_add_box (list, scene, box, RV_DETAIL_PLAIN);
  for (guint i = 0; i < list->primitives->len; i++)
    {
      const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, i);

      if (one->type == RV_DRAW_RECT && is_drawn (one->fill))
        add_shape (shapes, one->rect, one->fill.color, 0, 0, 0);
      if (one->type == RV_DRAW_RECT && is_drawn (one->stroke))
        add_shape (shapes, one->rect, one->stroke.color, MAX (one->line_width, 1), 0, 0);
      if (one->type == RV_DRAW_PATH && is_drawn (one->fill))
        add_path (list, one, shapes, points);
    }
  look->id = box->id;
  look->mean = mean_of (list);
  look->n_shapes = shapes->len;
  look->shapes = (Shape *) g_array_free (shapes, FALSE);
  look->points = (RvPoint *) g_array_free (points, FALSE);
  return look;
}

static const Look *
look_of (RvFar *far, const RvFarView *view, const RvSceneBox *box)
{
  Look *look = box->index < far->by_index->len ? far->by_index->pdata[box->index] : NULL;

  if (look != NULL)
    return look;
  look = g_hash_table_lookup (far->looks, &box->id);
  if (look == NULL)
    {
      look = look_new (view->scene, box, view->palette);
      g_hash_table_insert (far->looks, &look->id, look);
    }
  if (box->index >= far->by_index->len)
    g_ptr_array_set_size (far->by_index, (int) rv_scene_boxes (view->scene)->len);
  far->by_index->pdata[box->index] = look;
  return look;
}

/* ---- pixels ----------------------------------------------------------------------------------------------- */

static Canvas
canvas_of (cairo_surface_t *image)
{
  return (Canvas) { (guint32 *) (void *) cairo_image_surface_get_data (image), cairo_image_surface_get_width (image),
                    cairo_image_surface_get_height (image), cairo_image_surface_get_stride (image) / 4 };
}

static void
fill_run (guint32 *at, int n, guint32 color)
{
  for (int i = 0; i < n; i++)
    at[i] = color;
}

/* @share: of 256. */
static guint32
blend (guint32 under, guint32 color, guint share)
{
  guint32 rb = under & 0xff00ff, g = under & 0x00ff00;

  rb += (((color & 0xff00ff) - rb) * share >> 8);
  g += (((color & 0x00ff00) - g) * share >> 8);
  return 0xff000000u | (rb & 0xff00ff) | (g & 0x00ff00);
}

/* To the nearest; without a call for each of some hundred thousand. */
static int
to_pixel (double value)
{
  return (int) (CLAMP (value, -1e6, 1e6) + 1048576.5) - 1048576;
}

/* Edges of the shapes of a diagram fall on pixels; ends are not part of it. */
static void
fill_rect (const Canvas *canvas, int left, int top, int right, int bottom, guint32 color)
{
  left = MAX (left, 0);
  right = MIN (right, canvas->width);
  for (int y = MAX (top, 0); y < MIN (bottom, canvas->height) && left < right; y++)
    fill_run (canvas->pixels + (gsize) y * canvas->stride + left, right - left, color);
}

static void
blend_rect (const Canvas *canvas, int left, int top, int right, int bottom, guint32 color, guint share)
{
  left = MAX (left, 0);
  right = MIN (right, canvas->width);
  for (int y = MAX (top, 0); y < MIN (bottom, canvas->height); y++)
    {
      guint32 *row = canvas->pixels + (gsize) y * canvas->stride;

      for (int x = left; x < right; x++)
        row[x] = blend (row[x], color, share);
    }
}

static void
stroke_rect (const Canvas *canvas, int left, int top, int right, int bottom, guint32 color, guint share)
{
  if (right - left < 3 || bottom - top < 3)
    {
      blend_rect (canvas, left, top, right, bottom, color, share / 2);
      return;
    }
  blend_rect (canvas, left, top, right, top + 1, color, share);
  blend_rect (canvas, left, bottom - 1, right, bottom, color, share);
  blend_rect (canvas, left, top + 1, left + 1, bottom - 1, color, share);
  blend_rect (canvas, right - 1, top + 1, right, bottom - 1, color, share);
}

/* From the least to the greatest x that the polygon has at the middle of each row. */
static void
fill_polygon (const Canvas *canvas, const RvPoint *points, guint n_points, double left, double top, double zoom, guint32 color, double y0, double y1)
{
  for (int y = MAX (to_pixel (y0), 0); y < MIN (to_pixel (y1) + 1, canvas->height); y++)
    {
      double at = (y + 0.5 - top) / zoom, low = G_MAXDOUBLE, high = -G_MAXDOUBLE;

      for (guint i = 0; i < n_points; i++)
        {
          RvPoint a = points[i], b = points[(i + 1) % n_points];

          if ((a.y <= at) == (b.y <= at))
            continue;
          low = MIN (low, a.x + (at - a.y) / (b.y - a.y) * (b.x - a.x));
          high = MAX (high, a.x + (at - a.y) / (b.y - a.y) * (b.x - a.x));
        }
      if (low < high)
        fill_rect (canvas, to_pixel (left + low * zoom), y, to_pixel (left + high * zoom), y + 1, color);
    }
}

static void
draw_shape (const Canvas *canvas, const RvFarView *view, const Look *look, const Shape *shape, RvPoint corner)
{
  double x = corner.x + shape->x * view->zoom, y = corner.y + shape->y * view->zoom;
  int left = to_pixel (x), top = to_pixel (y);
  int right = MAX (to_pixel (x + shape->width * view->zoom), left + 1), bottom = MAX (to_pixel (y + shape->height * view->zoom), top + 1);

  if (shape->n_points > 0)
    fill_polygon (canvas, look->points + shape->first_point, shape->n_points, corner.x, corner.y, view->zoom, shape->color, y, y + shape->height * view->zoom);
  else if (shape->outline > 0)
    stroke_rect (canvas, left, top, right, bottom, shape->color, (guint) (256 * CLAMP (shape->outline * view->zoom * 1.6, 0.45, 1)));
  else
    fill_rect (canvas, left, top, right, bottom, shape->color);
}

static void
draw_box (const Canvas *canvas, const RvFarView *view, const Look *look, const RvSceneBox *box)
{
  RvPoint corner = { (box->rect.x - view->x) * view->zoom, (box->rect.y - view->y) * view->zoom };
  double width = box->rect.width * view->zoom, height = box->rect.height * view->zoom;

  for (guint i = 0; width > SPECK && i < look->n_shapes; i++)
    draw_shape (canvas, view, look, &look->shapes[i], corner);
  if (width <= SPECK)
    fill_rect (canvas, to_pixel (corner.x), to_pixel (corner.y), MAX (to_pixel (corner.x + width), to_pixel (corner.x) + 1),
               MAX (to_pixel (corner.y + height), to_pixel (corner.y) + 1), look->mean);
}

void
rv_far_draw_boxes (RvFar *far, cairo_surface_t *image, const RvFarView *view)
{
  Canvas canvas = canvas_of (image);
  RvRect seen = { view->x, view->y, canvas.width / view->zoom, canvas.height / view->zoom };
  const GPtrArray *boxes = rv_scene_boxes (view->scene);

  if (far->palette != view->palette)
    rv_far_forget_all (far);
  far->palette = view->palette;
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];
      const Look *look;

      if (!rv_rect_intersects (box->rect, seen))
        continue;
      look = look_of (far, view, box);
      draw_box (&canvas, view, look, box);
    }
  cairo_surface_mark_dirty (image);
}

/* ---- nodes -------------------------------------------------------------------------------------------------- */

typedef struct {
  Canvas canvas;
  RvPoint corner;           /* of the image, in pixels */
  double zoom;
} Walk;

static guint32
pixel_of_rgba (const GdkRGBA *color)
{
  return 0xff000000u | (guint32) (color->red * 255 + 0.5f) << 16 | (guint32) (color->green * 255 + 0.5f) << 8 | (guint32) (color->blue * 255 + 0.5f);
}

static void
walk_rect (const Walk *walk, GskRenderNode *node, const GdkRGBA *color, double outline)
{
  graphene_rect_t bounds;
  double x, y;
  int right, bottom;

  gsk_render_node_get_bounds (node, &bounds);
  x = walk->corner.x + bounds.origin.x * walk->zoom;
  y = walk->corner.y + bounds.origin.y * walk->zoom;
  right = MAX (to_pixel (x + bounds.size.width * walk->zoom), to_pixel (x) + 1);
  bottom = MAX (to_pixel (y + bounds.size.height * walk->zoom), to_pixel (y) + 1);
  if (outline > 0)
    stroke_rect (&walk->canvas, to_pixel (x), to_pixel (y), right, bottom, pixel_of_rgba (color), (guint) (256 * CLAMP (outline * walk->zoom * 1.6, 0.45, 1)));
  else
    blend_rect (&walk->canvas, to_pixel (x), to_pixel (y), right, bottom, pixel_of_rgba (color), (guint) (256 * color->alpha));
}

static void
walk_node (const Walk *walk, GskRenderNode *node)
{
  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        walk_node (walk, gsk_container_node_get_child (node, i));
      break;
    case GSK_ROUNDED_CLIP_NODE:
      walk_node (walk, gsk_rounded_clip_node_get_child (node));
      break;
    case GSK_COLOR_NODE:
      walk_rect (walk, node, gsk_color_node_get_color (node), 0);
      break;
    case GSK_BORDER_NODE:
      walk_rect (walk, node, &gsk_border_node_get_colors (node)[0], MAX (gsk_border_node_get_widths (node)[0], gsk_border_node_get_widths (node)[2]));
      break;
    default:
      break;
    }
}

void
rv_far_draw_node (cairo_surface_t *image, const RvFarView *view, GskRenderNode *node, RvPoint at)
{
  Walk walk = { canvas_of (image), { (at.x - view->x) * view->zoom, (at.y - view->y) * view->zoom }, view->zoom };

  walk_node (&walk, node);
  cairo_surface_mark_dirty (image);
}

/* ---- lines -------------------------------------------------------------------------------------------------- */

typedef struct {
  guint32 color;
  guint share;
} Pen;

/* Neither level nor upright: pixel by pixel along its longer side, within the image. */
static void
draw_slope (const Canvas *canvas, RvPoint a, RvPoint b, Pen pen)
{
  double steps = MAX (fabs (b.x - a.x), fabs (b.y - a.y));
  int n = (int) MIN (steps, 4.0 * (canvas->width + canvas->height));

  for (int i = 0; i <= n; i++)
    {
      int x = to_pixel (a.x + (b.x - a.x) * i / MAX (n, 1)), y = to_pixel (a.y + (b.y - a.y) * i / MAX (n, 1));

      if (x >= 0 && y >= 0 && x < canvas->width && y < canvas->height)
        {
          guint32 *at = canvas->pixels + (gsize) y * canvas->stride + x;

          *at = blend (*at, pen.color, pen.share);
        }
    }
}

static void
draw_stretch (const Canvas *canvas, RvPoint a, RvPoint b, Pen pen)
{
  if (MAX (a.x, b.x) < 0 || MAX (a.y, b.y) < 0 || MIN (a.x, b.x) > canvas->width || MIN (a.y, b.y) > canvas->height)
    return;
  if (fabs (a.y - b.y) < 1)
    blend_rect (canvas, to_pixel (MIN (a.x, b.x)), to_pixel (a.y), to_pixel (MAX (a.x, b.x)) + 1, to_pixel (a.y) + 1, pen.color, pen.share);
  else if (fabs (a.x - b.x) < 1)
    blend_rect (canvas, to_pixel (a.x), to_pixel (MIN (a.y, b.y)), to_pixel (a.x) + 1, to_pixel (MAX (a.y, b.y)) + 1, pen.color, pen.share);
  else
    draw_slope (canvas, a, b, pen);
}

static void
draw_line (const Canvas *canvas, const RvFarView *view, const RvSceneLine *line, Pen pen)
{
  RvPoint a = { 0 };

  for (guint i = 0; i < line->n_points; i++)
    {
      RvPoint b = { (line->points[i].x - view->x) * view->zoom, (line->points[i].y - view->y) * view->zoom };

      if (i > 0)
        draw_stretch (canvas, a, b, pen);
      a = b;
    }
}

static gboolean
is_emphasised (RvSelection *selection, const RvSceneLine *line)
{
  return rv_selection_has (selection, rv_scene_line_object (line)) || rv_selection_has (selection, line->from->object) || rv_selection_has (selection, line->to->object);
}

static guint32
line_pixel (const RvFarView *view, const RvSceneLine *line)
{
  RvTint tint;

  if (line->color != NULL && rv_palette_tint (view->palette, line->color, &tint))
    return pixel_of (tint.strong);
  return pixel_of (view->palette->colors[RV_COLOR_LINE]);
}

void
rv_far_draw_lines (cairo_surface_t *image, const RvFarView *view, RvSelection *selection)
{
  Canvas canvas = canvas_of (image);
  const GPtrArray *lines = rv_scene_lines (view->scene);
  double faint = lines->len > MANY_LINES ? sqrt ((double) MANY_LINES / lines->len) : 1;
  guint share = (guint) (256 * CLAMP (5 * view->zoom, 0.4, 0.85) * MAX (faint, 0.4));
  guint32 chosen = pixel_of (view->palette->colors[RV_COLOR_SELECTION]);
  gboolean any = rv_selection_size (selection) > 0;

  for (int pass = 0; pass <= (any ? 1 : 0); pass++)
    for (guint i = 0; i < lines->len; i++)
      {
        const RvSceneLine *line = lines->pdata[i];
        gboolean emphasised = any && is_emphasised (selection, line);

        if (emphasised == (pass == 1))
          draw_line (&canvas, view, line, emphasised ? (Pen) { chosen, 256 } : (Pen) { line_pixel (view, line), share });
      }
  cairo_surface_mark_dirty (image);
}

/* ---- images ---------------------------------------------------------------------------------------------------- */

/* A new one each time: cairo copies an image that is drawn on while a node still shows it. */
cairo_surface_t *
rv_far_image (int width, int height, RvColor color)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  Canvas canvas = canvas_of (image);

  for (int y = 0; canvas.pixels != NULL && y < height; y++)
    fill_run (canvas.pixels + (gsize) y * (gsize) canvas.stride, width, pixel_of (color));
  cairo_surface_mark_dirty (image);
  return image;
}
