/* A group of a display list as one render node. Straight strokes become plain rectangles and
 * bends become corners of borders, which every renderer draws fast; what is left (crow's feet,
 * diamonds, dashes) is gathered into few small cairo nodes. All text of one font and colour is one
 * text node. */
#include <math.h>

#include "canvas/nodes.h"

#define STRONGER 1.0       /* added to the width of emphasised strokes */
#define ROUND_UP_TO RV_DETAIL_FULL   /* farther away corners are square: clips cost much */
#define BAND 1500.0        /* pixels */
#define DASH_CHUNK 800.0   /* a longer dashed stretch is cut, so that no texture gets too large */

typedef struct {
  PangoFont *font;
  RvColor color;
  int band;                /* of the height: what is out of sight of a very tall box costs nothing */
  GArray *glyphs;          /* PangoGlyphInfo */
} TextRun;

typedef struct {
  const RvDisplayList *list;
  GtkSnapshot *snapshot;
  RvDetail detail;
  const RvColor *ink;      /* (nullable) */
  GArray *texts;           /* TextRun */
  GArray *loose;           /* Part: what only cairo can draw */
} Renderer;

GdkRGBA
rv_rgba (RvColor color)
{
  return (GdkRGBA) { color.red / 255.0f, color.green / 255.0f, color.blue / 255.0f, color.alpha / 255.0f };
}

static graphene_rect_t
rect_of (double x, double y, double width, double height)
{
  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
}

static gboolean
is_drawn (RvInk ink)
{
  return ink.role != RV_COLOR_NONE && ink.color.alpha > 0;
}

static GdkRGBA
stroke_color (const Renderer *renderer, const RvPrimitive *primitive)
{
  return rv_rgba (renderer->ink != NULL ? *renderer->ink : primitive->stroke.color);
}

static double
stroke_width (const Renderer *renderer, const RvPrimitive *primitive)
{
  return primitive->line_width + (renderer->ink != NULL ? STRONGER : 0);
}

/* ---- rectangles ------------------------------------------------------------------------------------ */

static GskRoundedRect
rounded (graphene_rect_t bounds, double top, double bottom)
{
  GskRoundedRect rect;
  graphene_size_t at_top = GRAPHENE_SIZE_INIT ((float) top, (float) top);
  graphene_size_t at_bottom = GRAPHENE_SIZE_INIT ((float) bottom, (float) bottom);

  gsk_rounded_rect_init (&rect, &bounds, &at_top, &at_top, &at_bottom, &at_bottom);
  return rect;
}

static void
fill_rect (Renderer *renderer, const RvPrimitive *primitive)
{
  graphene_rect_t bounds = rect_of (primitive->rect.x, primitive->rect.y, primitive->rect.width, primitive->rect.height);
  GdkRGBA color = rv_rgba (primitive->fill.color);
  gboolean is_round = (renderer->detail <= ROUND_UP_TO || primitive->type == RV_DRAW_PATH) && (primitive->top_radius > 0 || primitive->bottom_radius > 0);

  if (is_round)
    {
      GskRoundedRect clip = rounded (bounds, primitive->top_radius, primitive->bottom_radius);

      gtk_snapshot_push_rounded_clip (renderer->snapshot, &clip);
    }
  gtk_snapshot_append_color (renderer->snapshot, &color, &bounds);
  if (is_round)
    gtk_snapshot_pop (renderer->snapshot);
}

static void
stroke_rect (Renderer *renderer, const RvPrimitive *primitive)
{
  double width = stroke_width (renderer, primitive), half = width / 2;
  const RvRect *rect = &primitive->rect;
  gboolean is_round = renderer->detail <= ROUND_UP_TO || primitive->type == RV_DRAW_PATH;
  GskRoundedRect outline = rounded (rect_of (rect->x - half, rect->y - half, rect->width + width, rect->height + width),
                                    is_round && primitive->top_radius > 0 ? primitive->top_radius + half : 0,
                                    is_round && primitive->bottom_radius > 0 ? primitive->bottom_radius + half : 0);
  const float widths[4] = { (float) width, (float) width, (float) width, (float) width };
  GdkRGBA color = stroke_color (renderer, primitive);
  const GdkRGBA colors[4] = { color, color, color, color };

  gtk_snapshot_append_border (renderer->snapshot, &outline, widths, colors);
}

static void
render_rect (Renderer *renderer, const RvPrimitive *primitive)
{
  if (is_drawn (primitive->fill))
    fill_rect (renderer, primitive);
  if (is_drawn (primitive->stroke))
    stroke_rect (renderer, primitive);
}

/* ---- text -------------------------------------------------------------------------------------------- */

static GArray *
glyphs_for (Renderer *renderer, PangoFont *font, RvColor color, double baseline)
{
  TextRun run = { font, color, (int) CLAMP (baseline / BAND, -1e6, 1e6), NULL };

  for (guint i = 0; i < renderer->texts->len; i++)
    {
      TextRun *have = &g_array_index (renderer->texts, TextRun, i);

      if (have->font == font && have->band == run.band && rv_color_equal (have->color, color))
        return have->glyphs;
    }
  g_object_ref (font);
  run.glyphs = g_array_new (FALSE, FALSE, sizeof (PangoGlyphInfo));
  g_array_append_val (renderer->texts, run);
  return run.glyphs;
}

/* Glyphs without an advance of their own, each at its place: so all the lines of a box are one string. */
static void
add_glyphs (GArray *glyphs, const PangoGlyphString *string, double x, double baseline, int *pen)
{
  for (int i = 0; i < string->num_glyphs; i++)
    {
      PangoGlyphInfo glyph = string->glyphs[i];

      glyph.geometry.x_offset += (int) lrint (x * PANGO_SCALE) + *pen;
      glyph.geometry.y_offset += (int) lrint (baseline * PANGO_SCALE);
      *pen += glyph.geometry.width;
      glyph.geometry.width = 0;
      if (glyph.glyph != PANGO_GLYPH_EMPTY)
        g_array_append_val (glyphs, glyph);
    }
}

static void
render_text (Renderer *renderer, const RvPrimitive *primitive)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (rv_measure_context ());
  double share = primitive->anchor == RV_ANCHOR_START ? 0 : primitive->anchor == RV_ANCHOR_END ? 1 : 0.5;
  int pen = 0;

  pango_layout_set_font_description (layout, rv_font_description (primitive->font));
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, primitive->text, -1);
  for (GSList *run = pango_layout_get_line_readonly (layout, 0)->runs; run != NULL; run = run->next)
    {
      PangoGlyphItem *item = run->data;
      GArray *glyphs = glyphs_for (renderer, item->item->analysis.font, primitive->fill.color, primitive->baseline);

      add_glyphs (glyphs, item->glyphs, primitive->x - share * primitive->width, primitive->baseline, &pen);
    }
}

static void
flush_texts (Renderer *renderer)
{
  for (guint i = 0; i < renderer->texts->len; i++)
    {
      TextRun *run = &g_array_index (renderer->texts, TextRun, i);
      PangoGlyphString *string = pango_glyph_string_new ();
      GdkRGBA color = rv_rgba (run->color);
      GskRenderNode *node;

      pango_glyph_string_set_size (string, (int) run->glyphs->len);
      for (guint j = 0; j < run->glyphs->len; j++)
        string->glyphs[j] = g_array_index (run->glyphs, PangoGlyphInfo, j);
      node = gsk_text_node_new (run->font, string, &color, &GRAPHENE_POINT_INIT (0, 0));
      if (node != NULL)
        {
          gtk_snapshot_append_node (renderer->snapshot, node);
          gsk_render_node_unref (node);
        }
      pango_glyph_string_free (string);
      g_array_unref (run->glyphs);
      g_object_unref (run->font);
    }
  g_array_set_size (renderer->texts, 0);
}

/* ---- strokes and bends that need no cairo ---------------------------------------------------------------- */

static const RvPathStep *
step_of (const Renderer *renderer, guint index)
{
  return &g_array_index (renderer->list->steps, RvPathStep, index);
}

static void
append_stretch (Renderer *renderer, RvPoint a, RvPoint b, double width, const GdkRGBA *color)
{
  gboolean is_upright = fabs (a.x - b.x) < fabs (a.y - b.y);
  graphene_rect_t rect = rect_of (MIN (a.x, b.x) - (is_upright ? width / 2 : 0), MIN (a.y, b.y) - (is_upright ? 0 : width / 2),
                                  is_upright ? width : fabs (b.x - a.x), is_upright ? fabs (b.y - a.y) : width);

  gtk_snapshot_append_color (renderer->snapshot, color, &rect);
}

static void
append_dashes (Renderer *renderer, RvPoint a, RvPoint b, double width, double dash, double offset, const GdkRGBA *color)
{
  graphene_rect_t rect = rect_of (MIN (a.x, b.x) - width, MIN (a.y, b.y) - width, fabs (b.x - a.x) + 2 * width, fabs (b.y - a.y) + 2 * width);
  cairo_t *cr = gtk_snapshot_append_cairo (renderer->snapshot, &rect);

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, &dash, 1, offset);
  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_dashed_stretch (Renderer *renderer, RvPoint a, RvPoint b, double width, double dash, double offset, const GdkRGBA *color)
{
  double length = hypot (b.x - a.x, b.y - a.y);
  double chunk = floor (DASH_CHUNK / (2 * dash)) * 2 * dash;

  for (double at = 0; at < length; at += chunk)
    {
      double end = MIN (at + chunk, length);
      RvPoint from = { a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length };
      RvPoint to = { a.x + (b.x - a.x) * end / length, a.y + (b.y - a.y) * end / length };

      append_dashes (renderer, from, to, width, dash, offset + at, color);
    }
}

/* A quarter of a circle from @a to @b, whose tangents meet at @corner: a border with one round corner. */
static void
append_bend (Renderer *renderer, RvPoint a, RvPoint corner, RvPoint b, double width, const GdkRGBA *color)
{
  RvPoint far = { a.x + b.x - corner.x, a.y + b.y - corner.y };
  double radius = MAX (fabs (far.x - corner.x), fabs (far.y - corner.y)), half = width / 2;
  gboolean is_left = corner.x < far.x, is_top = corner.y < far.y;
  graphene_rect_t bounds = rect_of (is_left ? corner.x - half : far.x, is_top ? corner.y - half : far.y, radius + half, radius + half);
  graphene_size_t none = GRAPHENE_SIZE_INIT (0, 0), round = GRAPHENE_SIZE_INIT ((float) (radius + half), (float) (radius + half));
  float own = (float) width;
  const float widths[4] = { is_top ? own : 0, is_left ? 0 : own, is_top ? 0 : own, is_left ? own : 0 };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init (&outline, &bounds, is_top && is_left ? &round : &none, is_top && !is_left ? &round : &none,
                         !is_top && !is_left ? &round : &none, !is_top && is_left ? &round : &none);
  gtk_snapshot_append_border (renderer->snapshot, &outline, widths, colors);
}

static gboolean
is_level (RvPoint a, RvPoint b)
{
  return fabs (a.x - b.x) < 0.01 || fabs (a.y - b.y) < 0.01;
}

/* Where the tangents of the curve meet, if it is a quarter bend between level strokes. */
static gboolean
find_corner (RvPoint from, const RvPathStep *curve, RvPoint *corner)
{
  RvPoint to = { curve->x, curve->y };
  gboolean leaves_sideways = fabs (curve->y1 - from.y) < 0.01;

  *corner = leaves_sideways ? (RvPoint) { to.x, from.y } : (RvPoint) { from.x, to.y };
  return is_level (from, (RvPoint) { curve->x1, curve->y1 }) && is_level ((RvPoint) { curve->x2, curve->y2 }, to)
         && fabs (fabs (to.x - from.x) - fabs (to.y - from.y)) < 0.5;
}

/* ---- a path part by part ------------------------------------------------------------------------------------ */

/* From one “move to” to the next. */
typedef struct {
  const RvPrimitive *primitive;
  guint first, n_steps;
  gboolean is_closed;
} Part;

typedef enum { PART_LOOSE, PART_LEVEL, PART_CIRCLE, PART_RECT } PartType;

static Part
next_part (const Renderer *renderer, const RvPrimitive *primitive, guint first)
{
  guint end = primitive->first_step + primitive->n_steps;
  Part part = { primitive, first, 1, FALSE };

  while (first + part.n_steps < end && step_of (renderer, first + part.n_steps)->verb != RV_PATH_MOVE)
    part.n_steps++;
  part.is_closed = step_of (renderer, first + part.n_steps - 1)->verb == RV_PATH_CLOSE;
  return part;
}

static RvRect
part_bounds (const Renderer *renderer, const Part *part)
{
  RvRect bounds = { 0 };

  for (guint i = 0; i < part->n_steps; i++)
    {
      const RvPathStep *step = step_of (renderer, part->first + i);
      RvRect at = { step->x, step->y, 0, 0 };

      if (step->verb == RV_PATH_CLOSE)
        continue;
      if (step->verb == RV_PATH_CURVE)
        at = rv_rect_union (at, rv_rect_union ((RvRect) { step->x1, step->y1, 0, 0 }, (RvRect) { step->x2, step->y2, 0, 0 }));
      bounds = i == 0 ? at : rv_rect_union (bounds, at);
    }
  return bounds;
}

/* Only level strokes and quarter bends. */
static gboolean
is_level_part (const Renderer *renderer, const Part *part)
{
  RvPoint at = { step_of (renderer, part->first)->x, step_of (renderer, part->first)->y }, corner;

  for (guint i = 1; i < part->n_steps; i++)
    {
      const RvPathStep *step = step_of (renderer, part->first + i);

      if (step->verb == RV_PATH_CLOSE)
        return TRUE;
      if ((step->verb == RV_PATH_LINE && !is_level (at, (RvPoint) { step->x, step->y }))
          || (step->verb == RV_PATH_CURVE && !find_corner (at, step, &corner)))
        return FALSE;
      at = (RvPoint) { step->x, step->y };
    }
  return TRUE;
}

static gboolean
has_only (const Renderer *renderer, const Part *part, RvPathVerb verb)
{
  for (guint i = 1; i + 1 < part->n_steps; i++)
    if (step_of (renderer, part->first + i)->verb != verb)
      return FALSE;
  return part->is_closed;
}

static PartType
type_of (const Renderer *renderer, const Part *part)
{
  gboolean is_filled = is_drawn (part->primitive->fill);

  if (part->n_steps < 2)
    return PART_LOOSE;
  if (part->n_steps == 6 && has_only (renderer, part, RV_PATH_CURVE))
    return PART_CIRCLE;
  if (!is_level_part (renderer, part))
    return PART_LOOSE;
  if (part->n_steps == 5 && has_only (renderer, part, RV_PATH_LINE))
    return PART_RECT;
  return is_filled || part->is_closed ? PART_LOOSE : PART_LEVEL;
}

static void
append_level_part (Renderer *renderer, const Part *part)
{
  const RvPrimitive *primitive = part->primitive;
  double width = stroke_width (renderer, primitive), walked = 0;
  double dash = renderer->detail == RV_DETAIL_FULL ? primitive->dash : 0;
  GdkRGBA color = stroke_color (renderer, primitive);
  RvPoint at = { step_of (renderer, part->first)->x, step_of (renderer, part->first)->y }, corner;

  for (guint i = 1; i < part->n_steps; i++)
    {
      const RvPathStep *step = step_of (renderer, part->first + i);
      RvPoint to = { step->x, step->y };

      if (step->verb == RV_PATH_LINE && dash > 0)
        append_dashed_stretch (renderer, at, to, width, dash, walked, &color);
      else if (step->verb == RV_PATH_LINE)
        append_stretch (renderer, at, to, width, &color);
      else if (find_corner (at, step, &corner) && !is_level (at, to))
        append_bend (renderer, at, corner, to, width, &color);
      walked += hypot (to.x - at.x, to.y - at.y);
      at = to;
    }
}

/* A rectangle or a circle, which is one with very round corners. */
static void
append_shape (Renderer *renderer, const Part *part, gboolean is_circle)
{
  RvPrimitive shape = *part->primitive; /* stays a path by type, and so round at any distance */

  shape.rect = part_bounds (renderer, part);
  shape.top_radius = shape.bottom_radius = is_circle ? shape.rect.width / 2 : 0;
  if (is_drawn (shape.fill))
    fill_rect (renderer, &shape);
  if (is_drawn (shape.stroke))
    stroke_rect (renderer, &shape);
}

/* ---- parts that need cairo ------------------------------------------------------------------------------------ */

static void
trace (const Renderer *renderer, const Part *part, cairo_t *cr)
{
  for (guint i = 0; i < part->n_steps; i++)
    {
      const RvPathStep *step = step_of (renderer, part->first + i);

      if (step->verb == RV_PATH_MOVE)
        cairo_move_to (cr, step->x, step->y);
      else if (step->verb == RV_PATH_LINE)
        cairo_line_to (cr, step->x, step->y);
      else if (step->verb == RV_PATH_CURVE)
        cairo_curve_to (cr, step->x1, step->y1, step->x2, step->y2, step->x, step->y);
      else
        cairo_close_path (cr);
    }
}

static void
draw_part (const Renderer *renderer, const Part *part, cairo_t *cr)
{
  const RvPrimitive *primitive = part->primitive;
  GdkRGBA fill = rv_rgba (primitive->fill.color), stroke = stroke_color (renderer, primitive);

  cairo_new_path (cr);
  trace (renderer, part, cr);
  if (is_drawn (primitive->fill))
    {
      gdk_cairo_set_source_rgba (cr, &fill);
      cairo_fill_preserve (cr);
    }
  if (!is_drawn (primitive->stroke))
    return;
  gdk_cairo_set_source_rgba (cr, &stroke);
  cairo_set_line_width (cr, stroke_width (renderer, primitive));
  cairo_set_dash (cr, &primitive->dash, primitive->dash > 0 ? 1 : 0, 0);
  cairo_stroke (cr);
}

static RvRect
grown (RvRect rect, double by)
{
  return (RvRect) { rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by };
}

static RvRect
painted (const Renderer *renderer, const Part *part)
{
  return grown (part_bounds (renderer, part), stroke_width (renderer, part->primitive));
}

/* Loose parts that lie near each other share a cairo node; those of a box all do. */
static void
append_loose_parts (Renderer *renderer, const RvDisplayGroup *group)
{
  const Part *parts = (const Part *) renderer->loose->data;
  guint n = renderer->loose->len;

  for (guint i = 0, next; i < n; i = next)
    {
      RvRect bounds = painted (renderer, &parts[i]);
      graphene_rect_t rect;
      cairo_t *cr;

      for (next = i + 1; next < n; next++)
        {
          RvRect own = painted (renderer, &parts[next]);

          if (group->item != RV_ITEM_BOX && !rv_rect_intersects (grown (bounds, 4), own))
            break;
          bounds = rv_rect_union (bounds, own);
        }
      rect = rect_of (bounds.x, bounds.y, bounds.width, bounds.height);
      cr = gtk_snapshot_append_cairo (renderer->snapshot, &rect);
      for (guint j = i; j < next; j++)
        draw_part (renderer, &parts[j], cr);
      cairo_destroy (cr);
    }
  g_array_set_size (renderer->loose, 0);
}

static void
render_path (Renderer *renderer, const RvPrimitive *primitive)
{
  guint end = primitive->first_step + primitive->n_steps;

  for (guint at = primitive->first_step; at < end;)
    {
      Part part = next_part (renderer, primitive, at);
      PartType type = type_of (renderer, &part);

      if (type == PART_LEVEL)
        append_level_part (renderer, &part);
      else if (type == PART_LOOSE)
        g_array_append_val (renderer->loose, part);
      else
        append_shape (renderer, &part, type == PART_CIRCLE);
      at += part.n_steps;
    }
}

/* ---- the group ------------------------------------------------------------------------------------------------ */

GskRenderNode *
rv_render_group (const RvDisplayList *list, guint index, RvDetail detail, const RvColor *ink)
{
  const RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, index);
  const RvPrimitive *all = (const RvPrimitive *) list->primitives->data;
  Renderer renderer = { .list = list, .snapshot = gtk_snapshot_new (), .detail = detail, .ink = ink };
  guint end = group->first + group->n_primitives;

  renderer.texts = g_array_new (FALSE, FALSE, sizeof (TextRun));
  renderer.loose = g_array_new (FALSE, FALSE, sizeof (Part));
  for (guint i = group->first; i < end; i++)
    {
      if (all[i].type == RV_DRAW_RECT)
        render_rect (&renderer, &all[i]);
      else if (all[i].type == RV_DRAW_PATH)
        render_path (&renderer, &all[i]);
      else
        render_text (&renderer, &all[i]);
      /* The sheet of a note lies under all that is on it. */
      if (group->item == RV_ITEM_NOTE && all[i].type == RV_DRAW_PATH && is_drawn (all[i].fill))
        append_loose_parts (&renderer, group);
    }
  append_loose_parts (&renderer, group);
  flush_texts (&renderer);
  g_array_unref (renderer.loose);
  g_array_unref (renderer.texts);
  return gtk_snapshot_free_to_node (renderer.snapshot);
}
