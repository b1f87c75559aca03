/* Writes a display list as SVG: text as text, one group with an id, a class and a title for each
 * box and line, colours and fonts in one style sheet. */
#include "draw/backends.h"

#include <math.h>
#include <string.h>

typedef struct {
  GString *out;
  const RvDisplayList *list;
  GHashTable *ids;        /* char * that were given */
  gboolean used[RV_N_COLORS];
} Svg;

/* ---- letters and numbers ------------------------------------------------------------------- */

/* Text of a display list is clean; what XML cannot hold is left out all the same. */
static void
write_escaped (GString *out, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c >= 0x20 && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff))
        g_string_append_unichar (out, c);
    }
}

static void
write_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", value);
  length = strlen (buffer);
  while (length > 0 && buffer[length - 1] == '0')
    buffer[--length] = '\0';
  if (length > 0 && buffer[length - 1] == '.')
    buffer[--length] = '\0';
  g_string_append (out, strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

static void
write_attribute (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  write_number (out, value);
  g_string_append_c (out, '"');
}

static void
write_color (GString *out, RvColor color)
{
  g_string_append_printf (out, "#%02x%02x%02x", color.red, color.green, color.blue);
}

/* An id of letters that every XML and CSS reader takes; a number makes it the only one. */
static void
write_id (Svg *svg, const char *name)
{
  g_autoptr (GString) id = g_string_new (NULL);
  gsize length;

  for (const char *at = name; *at != '\0' && id->len < 80; at = g_utf8_next_char (at))
    g_string_append_c (id, g_ascii_isalnum (*at) || strchr ("-_.", *at) != NULL ? *at : '_');
  length = id->len;
  for (guint n = 2; g_hash_table_contains (svg->ids, id->str); n++)
    {
      g_string_truncate (id, length);
      g_string_append_printf (id, "-%u", n);
    }
  g_hash_table_add (svg->ids, g_strdup (id->str));
  g_string_append_printf (svg->out, " id=\"%s\"", id->str);
}

/* ---- style --------------------------------------------------------------------------------- */

static void
write_rule_color (GString *out, const char *what, RvColor color)
{
  g_string_append_printf (out, "{%s:", what);
  write_color (out, color);
  if (color.alpha != 0xff)
    {
      g_string_append_printf (out, ";%s-opacity:", what);
      write_number (out, color.alpha / 255.0);
    }
  g_string_append (out, "}\n");
}

static void
write_style (Svg *svg)
{
  GString *out = svg->out;

  g_string_append_printf (out, "<style>\ntext{font-family:%s;white-space:pre}\n", rv_font_families (FALSE));
  for (RvFont font = 0; font < RV_N_FONTS; font++)
    {
      g_string_append_printf (out, ".font-%s{font-size:", rv_font_style (font)->name);
      write_number (out, rv_font_style (font)->size);
      g_string_append_printf (out, "px;font-weight:%d", rv_font_style (font)->weight);
      if (rv_font_style (font)->is_italic)
        g_string_append (out, ";font-style:italic");
      if (rv_font_style (font)->is_code)
        g_string_append_printf (out, ";font-family:%s", rv_font_families (TRUE));
      g_string_append (out, "}\n");
    }
  for (RvColorRole role = RV_COLOR_NONE + 1; role < RV_N_COLORS; role++)
    if (svg->used[role])
      {
        g_string_append_printf (out, ".f-%s", rv_palette_role_name (role));
        write_rule_color (out, "fill", svg->list->palette->colors[role]);
        g_string_append_printf (out, ".s-%s", rv_palette_role_name (role));
        write_rule_color (out, "stroke", svg->list->palette->colors[role]);
      }
  g_string_append (out, "</style>\n");
}

static void
find_used (Svg *svg)
{
  svg->used[RV_COLOR_CANVAS] = TRUE;
  for (guint i = 0; i < svg->list->primitives->len; i++)
    {
      const RvPrimitive *primitive = &g_array_index (svg->list->primitives, RvPrimitive, i);

      svg->used[primitive->fill.role] = svg->used[primitive->stroke.role] = TRUE;
    }
}

static gboolean
is_of_palette (const Svg *svg, RvInk ink)
{
  return ink.role != RV_COLOR_NONE && rv_color_equal (ink.color, svg->list->palette->colors[ink.role]);
}

static void
write_ink (Svg *svg, const char *attribute, RvInk ink)
{
  g_string_append_printf (svg->out, " %s=\"", attribute);
  write_color (svg->out, ink.color);
  g_string_append_c (svg->out, '"');
}

/* Classes for colours of the palette, attributes for those that a person chose. */
static void
write_inks (Svg *svg, const RvPrimitive *primitive)
{
  gboolean has_fill = is_of_palette (svg, primitive->fill), has_stroke = is_of_palette (svg, primitive->stroke);

  if (has_fill || has_stroke)
    g_string_append_printf (svg->out, " class=\"%s%s%s%s%s\"", has_fill ? "f-" : "",
                            has_fill ? rv_palette_role_name (primitive->fill.role) : "", has_fill && has_stroke ? " " : "",
                            has_stroke ? "s-" : "", has_stroke ? rv_palette_role_name (primitive->stroke.role) : "");
  if (primitive->fill.role == RV_COLOR_NONE)
    g_string_append (svg->out, " fill=\"none\"");
  else if (!has_fill)
    write_ink (svg, "fill", primitive->fill);
  if (primitive->stroke.role == RV_COLOR_NONE)
    return;
  if (!has_stroke)
    write_ink (svg, "stroke", primitive->stroke);
  if (primitive->line_width != 1)
    write_attribute (svg->out, "stroke-width", primitive->line_width);
  if (primitive->dash > 0)
    write_attribute (svg->out, "stroke-dasharray", primitive->dash);
}

/* ---- primitives ---------------------------------------------------------------------------- */

static void
write_corner (GString *out, double radius, double x, double y)
{
  if (radius == 0)
    return;
  g_string_append_c (out, 'a');
  write_number (out, radius);
  g_string_append_c (out, ' ');
  write_number (out, radius);
  g_string_append (out, " 0 0 1 ");
  write_number (out, x * radius);
  g_string_append_c (out, ' ');
  write_number (out, y * radius);
}

static void
write_pair (GString *out, const char *verb, double x, double y)
{
  g_string_append (out, verb);
  write_number (out, x);
  g_string_append_c (out, ' ');
  write_number (out, y);
}

/* With corners that differ at top and bottom. */
static void
write_uneven_rect (Svg *svg, const RvPrimitive *primitive)
{
  GString *out = svg->out;
  RvRect rect = primitive->rect;
  double top = primitive->top_radius, bottom = primitive->bottom_radius;

  g_string_append (out, "<path d=\"");
  write_pair (out, "M", rect.x + top, rect.y);
  write_pair (out, "h", rect.width - 2 * top, 0);
  g_string_truncate (out, out->len - 2);
  write_corner (out, top, 1, 1);
  g_string_append_c (out, 'v');
  write_number (out, rect.height - top - bottom);
  write_corner (out, bottom, -1, 1);
  g_string_append_c (out, 'h');
  write_number (out, -(rect.width - 2 * bottom));
  write_corner (out, bottom, -1, -1);
  g_string_append_c (out, 'v');
  write_number (out, -(rect.height - top - bottom));
  write_corner (out, top, 1, -1);
  g_string_append (out, "z\"");
}

static void
write_rect (Svg *svg, const RvPrimitive *primitive)
{
  if (primitive->top_radius != primitive->bottom_radius)
    write_uneven_rect (svg, primitive);
  else
    {
      g_string_append (svg->out, "<rect");
      write_attribute (svg->out, "x", primitive->rect.x);
      write_attribute (svg->out, "y", primitive->rect.y);
      write_attribute (svg->out, "width", primitive->rect.width);
      write_attribute (svg->out, "height", primitive->rect.height);
      if (primitive->top_radius > 0)
        write_attribute (svg->out, "rx", primitive->top_radius);
    }
  write_inks (svg, primitive);
  g_string_append (svg->out, "/>\n");
}

static void
write_step (GString *out, const RvPathStep *step)
{
  if (step->verb == RV_PATH_CLOSE)
    g_string_append_c (out, 'z');
  else if (step->verb == RV_PATH_CURVE)
    {
      write_pair (out, "C", step->x1, step->y1);
      write_pair (out, " ", step->x2, step->y2);
      write_pair (out, " ", step->x, step->y);
    }
  else
    write_pair (out, step->verb == RV_PATH_MOVE ? "M" : "L", step->x, step->y);
}

static void
write_path (Svg *svg, const RvPrimitive *primitive)
{
  g_string_append (svg->out, "<path d=\"");
  for (guint i = 0; i < primitive->n_steps; i++)
    write_step (svg->out, &g_array_index (svg->list->steps, RvPathStep, primitive->first_step + i));
  g_string_append_c (svg->out, '"');
  write_inks (svg, primitive);
  g_string_append (svg->out, "/>\n");
}

static void
write_text (Svg *svg, const RvPrimitive *primitive)
{
  static const char *const anchors[] = { "", " text-anchor=\"middle\"", " text-anchor=\"end\"" };
  GString *out = svg->out;

  g_string_append (out, "<text");
  write_attribute (out, "x", primitive->x);
  write_attribute (out, "y", primitive->baseline);
  write_attribute (out, "textLength", primitive->width);  /* another font takes no more room */
  g_string_append_printf (out, " class=\"font-%s", rv_font_style (primitive->font)->name);
  if (is_of_palette (svg, primitive->fill))
    g_string_append_printf (out, " f-%s\"", rv_palette_role_name (primitive->fill.role));
  else
    {
      g_string_append_c (out, '"');
      write_ink (svg, "fill", primitive->fill);
    }
  g_string_append_printf (out, "%s>", anchors[primitive->anchor]);
  if (primitive->whole != NULL)
    {
      g_string_append (out, "<title>");
      write_escaped (out, primitive->whole);
      g_string_append (out, "</title>");
    }
  write_escaped (out, primitive->text);
  g_string_append (out, "</text>\n");
}

/* ---- groups and the document --------------------------------------------------------------- */

static void
write_group (Svg *svg, const RvDisplayGroup *group)
{
  static void (*const writers[]) (Svg *, const RvPrimitive *) = {
    [RV_DRAW_RECT] = write_rect, [RV_DRAW_PATH] = write_path, [RV_DRAW_TEXT] = write_text,
  };

  g_string_append (svg->out, "<g");
  write_id (svg, group->name);
  g_string_append_printf (svg->out, " class=\"%s\" role=\"%s\"", group->css_class, group->item == RV_ITEM_LINE ? "img" : "group");
  if (group->x != 0 || group->y != 0)
    {
      write_pair (svg->out, " transform=\"translate(", group->x, group->y);
      g_string_append (svg->out, ")\"");
    }
  g_string_append (svg->out, ">\n");
  if (group->title != NULL)
    {
      g_string_append (svg->out, "<title>");
      write_escaped (svg->out, group->title);
      g_string_append (svg->out, "</title>\n");
    }
  for (guint i = 0; i < group->n_primitives; i++)
    {
      const RvPrimitive *primitive = &g_array_index (svg->list->primitives, RvPrimitive, group->first + i);

      writers[primitive->type] (svg, primitive);
    }
  g_string_append (svg->out, "</g>\n");
}

static void
write_head (Svg *svg, RvRect frame, const RvPictureOptions *options)
{
  GString *out = svg->out;

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"graphics-document\"");
  write_attribute (out, "width", frame.width);
  write_attribute (out, "height", frame.height);
  write_pair (out, " viewBox=\"", frame.x, frame.y);
  write_pair (out, " ", frame.width, frame.height);
  g_string_append (out, "\">\n");
  if (options->title != NULL && *options->title != '\0')
    {
      g_autofree char *title = rv_text_clean (options->title);

      g_string_append (out, "<title>");
      write_escaped (out, title);
      g_string_append (out, "</title>\n");
    }
  write_style (svg);
}

static void
write_background (Svg *svg, RvRect frame)
{
  g_string_append (svg->out, "<rect class=\"f-canvas\"");
  write_attribute (svg->out, "x", frame.x);
  write_attribute (svg->out, "y", frame.y);
  write_attribute (svg->out, "width", frame.width);
  write_attribute (svg->out, "height", frame.height);
  g_string_append (svg->out, "/>\n");
}

GBytes *
rv_svg_write (const RvDisplayList *list, const RvPictureOptions *options)
{
  RvRect frame = rv_picture_frame (list);
  Svg svg = { .out = g_string_new (NULL), .list = list };

  svg.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  find_used (&svg);
  write_head (&svg, frame, options);
  if (!options->transparent)
    write_background (&svg, frame);
  for (guint i = 0; i < list->groups->len; i++)
    write_group (&svg, &g_array_index (list->groups, RvDisplayGroup, i));
  g_string_append (svg.out, "</svg>\n");
  g_hash_table_unref (svg.ids);
  return g_string_free_to_bytes (svg.out);
}
