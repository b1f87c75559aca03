/* Pictures: well-formed, the same bytes each time, and no name can break them. */
#include <cairo.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

#include "draw/arrange.h"
#include "draw/backends.h"
#include "shop.h"

static const RvPictureOptions plain = { .title = "Shop & <Sons>" };

static RvDisplayList *
draw_shop (Shop *shop, const char *palette, RvDetail detail)
{
  g_autoptr (GArray) ids = rv_arrange_objects (shop->model, RV_SHOW_TABLES);
  g_autoptr (RvScene) scene = rv_scene_new_of (shop->model, (const RvId *) (gpointer) ids->data, ids->len);

  rv_arrange_scene (scene);
  return rv_display_list_of_scene (scene, rv_palette_find (palette), detail);
}

static xmlDoc *
parse (GBytes *svg)
{
  xmlDoc *doc = xmlReadMemory (g_bytes_get_data (svg, NULL), (int) g_bytes_get_size (svg), "picture.svg", NULL,
                               XML_PARSE_NONET | XML_PARSE_PEDANTIC | XML_PARSE_NOERROR);

  if (doc == NULL)
    g_error ("%s", xmlGetLastError ()->message);
  return doc;
}

static int
count_nodes (xmlDoc *doc, const char *path)
{
  xmlXPathContext *context = xmlXPathNewContext (doc);
  xmlXPathObject *found;
  int n;

  xmlXPathRegisterNs (context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
  found = xmlXPathEvalExpression (BAD_CAST path, context);
  g_assert_nonnull (found);
  n = xmlXPathNodeSetGetLength (found->nodesetval);
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return n;
}

static void
test_svg (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvDisplayList) list = draw_shop (shop, "light", RV_DETAIL_FULL);
  g_autoptr (GBytes) svg = rv_svg_write (list, &plain);
  xmlDoc *doc = parse (svg);

  g_assert_cmpint (count_nodes (doc, "/s:svg/s:title[.='Shop & <Sons>']"), ==, 1);
  g_assert_cmpint (count_nodes (doc, "/s:svg/s:style"), ==, 1);
  g_assert_cmpint (count_nodes (doc, "//s:g[@class='box table']"), ==, 6);
  g_assert_cmpint (count_nodes (doc, "//s:g[@id='table-orders']/s:title[.='Table orders, 5 columns']"), ==, 1);
  g_assert_cmpint (count_nodes (doc, "//s:g[@id='table-orders']/s:text[.='placed_at']"), ==, 1);
  g_assert_cmpint (count_nodes (doc, "//s:g[@id='line-orders_customer_id_fkey']/s:title[.='orders references customer, "
                                     "many to one, on delete restrict']"), ==, 1);
  g_assert_cmpint (count_nodes (doc, "//s:g[contains(@class,'line') and .//@stroke-dasharray]"), ==, 3);
  g_assert_cmpuint (g_bytes_get_size (svg), <, 6 * 20 * 1000);
  xmlFreeDoc (doc);
}

static void
test_same_bytes (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvDisplayList) one = draw_shop (shop, "dark", RV_DETAIL_FULL);
  g_autoptr (RvDisplayList) other = draw_shop (shop, "dark", RV_DETAIL_FULL);
  g_autoptr (GBytes) svg = rv_svg_write (one, &plain), svg2 = rv_svg_write (other, &plain);
  g_autoptr (GBytes) pdf = rv_pdf_write (&(RvPage) { one, NULL }, 1, &plain, NULL, NULL), pdf2 = rv_pdf_write (&(RvPage) { other, NULL }, 1, &plain, NULL, NULL);
  g_autoptr (GBytes) png = rv_png_write (one, &plain, NULL, NULL), png2 = rv_png_write (other, &plain, NULL, NULL);

  g_assert_true (g_bytes_equal (svg, svg2));
  g_assert_true (g_bytes_equal (png, png2));
  g_assert_true (g_bytes_equal (pdf, pdf2));
  g_assert_true (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5) == 0);
}

/* ---- names --------------------------------------------------------------------------------- */

static void
add_hostile_table (RvEdit *edit, const char *name)
{
  RvTable *table = shop_add_table (edit, name);

  shop_add_key (edit, table, TRUE, shop_add_column (edit, table, name, name, TRUE), NULL);
}

static void
test_hostile_names (void)
{
  static const char *const names[] = {
    "two\nlines\tand\ra tab", "\x01\x02\x1f\x7f", "<script>alert('&amp;')</script>]]>", "\"quoted\" 'twice'",
    "😀🏳️‍🌈 emoji", "\u202eright to left", "עברית العربية 日本語", "\ufffe\uffff\u2028", "-- ; DROP TABLE x", "",
  };
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Hostile");
  g_autofree char *five_hundred = g_strnfill (500, 'W');
  g_autoptr (RvDisplayList) list = NULL;
  g_autoptr (GBytes) svg = NULL, png = NULL, pdf = NULL;
  xmlDoc *doc;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_hostile_table (edit, names[i]);
  add_hostile_table (edit, five_hundred);
  list = draw_shop (shop, "light", RV_DETAIL_FULL);
  svg = rv_svg_write (list, &plain);
  doc = parse (svg);
  g_assert_cmpint (count_nodes (doc, "//s:g[@class='box table']"), ==, (int) (6 + G_N_ELEMENTS (names) + 1));
  g_assert_cmpint (count_nodes (doc, "//s:g[@id]"), ==, (int) list->groups->len);
  g_assert_cmpint (count_nodes (doc, "//s:g[@id=preceding::s:g/@id]"), ==, 0);
  g_assert_cmpint (count_nodes (doc, "//s:script"), ==, 0);
  xmlFreeDoc (doc);
  png = rv_png_write (list, &plain, NULL, NULL);
  pdf = rv_pdf_write (&(RvPage) { list, NULL }, 1, &plain, NULL, NULL);
  g_assert_nonnull (png);
  g_assert_nonnull (pdf);
}

/* What is longer than its room is cut, and nothing reaches over the edge of its box. */
static void
test_text_stays_inside (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Long");
  g_autofree char *long_name = g_strnfill (200, 'm');
  g_autoptr (RvDisplayList) list = NULL;

  add_hostile_table (edit, long_name);
  list = draw_shop (shop, "light", RV_DETAIL_FULL);
  for (guint i = 0; i < list->groups->len; i++)
    {
      const RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, i);

      for (guint j = group->first; j < group->first + group->n_primitives; j++)
        {
          const RvPrimitive *primitive = &g_array_index (list->primitives, RvPrimitive, j);
          double left;

          if (primitive->type != RV_DRAW_TEXT)
            continue;
          left = primitive->x - (primitive->anchor == RV_ANCHOR_END ? primitive->width : 0);
          g_assert_cmpfloat (left, >=, 0);
          g_assert_cmpfloat (left + primitive->width, <=, group->extents.width);
          g_assert_true (primitive->whole == NULL || g_str_has_suffix (primitive->text, "…"));
        }
    }
}

static void
test_many_columns (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Wide");
  RvTable *table = shop_add_table (edit, "wide");
  g_autoptr (RvDisplayList) list = NULL;
  g_autoptr (GBytes) svg = NULL, png = NULL;
  double scale;
  xmlDoc *doc;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("column_%u", i);

      shop_add_column (edit, table, name, "numeric(20,5)", i % 2 == 0);
    }
  list = draw_shop (shop, "light", RV_DETAIL_FULL);
  svg = rv_svg_write (list, &plain);
  doc = parse (svg);
  g_assert_cmpint (count_nodes (doc, "//s:g[@id='table-wide']/s:text"), ==, 4001);
  xmlFreeDoc (doc);
  png = rv_png_write (list, &plain, &scale, NULL);
  g_assert_nonnull (png);
  g_assert_cmpfloat (scale, <, 1);
}

/* ---- PNG ----------------------------------------------------------------------------------- */

typedef struct {
  GBytes *bytes;
  gsize at;
} Reader;

static cairo_status_t
read_bytes (void *closure, unsigned char *data, unsigned int length)
{
  Reader *reader = closure;

  g_assert_cmpuint (reader->at + length, <=, g_bytes_get_size (reader->bytes));
  memcpy (data, (const guint8 *) g_bytes_get_data (reader->bytes, NULL) + reader->at, length);
  reader->at += length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
pixel_at (GBytes *png, int x, int y, int *width)
{
  Reader reader = { png, 0 };
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_bytes, &reader);
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 pixel;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  pixel = ((const guint32 *) (gconstpointer) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (surface)))[x];
  if (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24)
    pixel |= 0xff000000;
  *width = cairo_image_surface_get_width (surface);
  cairo_surface_destroy (surface);
  return pixel;
}

static guint32
color_word (RvColor color)
{
  return 0xff000000 | (guint32) color.red << 16 | (guint32) color.green << 8 | color.blue;
}

static void
test_png (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvDisplayList) list = draw_shop (shop, "dark", RV_DETAIL_FULL);
  RvRect frame = rv_picture_frame (list);
  const RvDisplayGroup *box = &g_array_index (list->groups, RvDisplayGroup, list->groups->len - 1);
  int x = (int) (2 * (box->x + box->extents.width - 8 - frame.x)), y = (int) (2 * (box->y + 8 - frame.y)), width;
  RvPictureOptions twice = { .scale = 2 }, clear = { .scale = 2, .transparent = TRUE };
  g_autoptr (GBytes) opaque = rv_png_write (list, &twice, NULL, NULL), transparent = rv_png_write (list, &clear, NULL, NULL);

  g_assert_cmphex (pixel_at (opaque, 0, 0, &width), ==, color_word (list->palette->colors[RV_COLOR_CANVAS]));
  g_assert_cmpint (width, ==, (int) ceil (frame.width * 2));
  g_assert_cmphex (pixel_at (opaque, x, y, &width), ==, color_word (list->palette->colors[RV_COLOR_HEADER]));
  g_assert_cmphex (pixel_at (transparent, 0, 0, &width), ==, 0);
  g_assert_cmphex (pixel_at (transparent, x, y, &width), ==, color_word (list->palette->colors[RV_COLOR_HEADER]));
}

static void
test_empty (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvScene) scene = rv_scene_new_of (model, NULL, 0);
  g_autoptr (RvDisplayList) list = NULL;
  g_autoptr (GBytes) svg = NULL, png = NULL, pdf = NULL;

  rv_arrange_scene (scene);
  list = rv_display_list_of_scene (scene, rv_palette_find (NULL), RV_DETAIL_FULL);
  svg = rv_svg_write (list, &plain);
  png = rv_png_write (list, &plain, NULL, NULL);
  pdf = rv_pdf_write (&(RvPage) { list, NULL }, 1, &plain, NULL, NULL);
  xmlFreeDoc (parse (svg));
  g_assert_nonnull (png);
  g_assert_nonnull (pdf);
}

/* ---- levels of detail ---------------------------------------------------------------------- */

static guint
count_primitives (const RvDisplayList *list, RvPrimitiveType type)
{
  guint n = 0;

  for (guint i = 0; i < list->primitives->len; i++)
    n += g_array_index (list->primitives, RvPrimitive, i).type == type;
  return n;
}

static void
test_details (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RvDisplayList) full = draw_shop (shop, "light", RV_DETAIL_FULL);
  g_autoptr (RvDisplayList) bars = draw_shop (shop, "light", RV_DETAIL_BARS);
  g_autoptr (RvDisplayList) far = draw_shop (shop, "light", RV_DETAIL_PLAIN);
  g_autoptr (RvDisplayList) shapes = draw_shop (shop, "light", RV_DETAIL_SHAPES);

  g_assert_cmpuint (count_primitives (full, RV_DRAW_TEXT), ==, 6 + 2 * 19);
  g_assert_cmpuint (count_primitives (bars, RV_DRAW_TEXT), ==, 6);
  g_assert_cmpuint (count_primitives (far, RV_DRAW_TEXT), ==, 0);
  g_assert_cmpuint (shapes->primitives->len, ==, 2);
  g_assert_cmpint (rv_detail_for_zoom (1), ==, RV_DETAIL_FULL);
  g_assert_cmpint (rv_detail_for_zoom (0.49), ==, RV_DETAIL_BARS);
  g_assert_cmpint (rv_detail_for_zoom (0.15), ==, RV_DETAIL_PLAIN);
  g_assert_cmpint (rv_detail_for_zoom (0.05), ==, RV_DETAIL_SHAPES);
}

/* The sum of pairs is what Pango makes of the whole, to half a pixel. */
static void
test_measure (void)
{
  static const char *const texts[] = { "customer_id", "Affiliation", "AVATAR To VA.", "timestamp with time zone", "fi fl ffi ff", "" };
  PangoLayout *layout = pango_layout_new (rv_measure_context ());

  for (RvFont font = 0; font < RV_N_FONTS; font++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        int width;

        pango_layout_set_font_description (layout, rv_font_description (font));
        pango_layout_set_text (layout, texts[i], -1);
        pango_layout_get_size (layout, &width, NULL);
        g_assert_cmpfloat_with_epsilon (rv_measure_width (font, texts[i]), width / (double) PANGO_SCALE, 0.5);
      }
  g_object_unref (layout);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backends/svg", test_svg);
  g_test_add_func ("/backends/same-bytes", test_same_bytes);
  g_test_add_func ("/backends/hostile-names", test_hostile_names);
  g_test_add_func ("/backends/text-stays-inside", test_text_stays_inside);
  g_test_add_func ("/backends/many-columns", test_many_columns);
  g_test_add_func ("/backends/png", test_png);
  g_test_add_func ("/backends/empty", test_empty);
  g_test_add_func ("/backends/details", test_details);
  g_test_add_func ("/backends/measure", test_measure);
  return g_test_run ();
}
