/* Large pictures: the stream that is packed here is one that zlib reads, and what is drawn in bands is what is drawn whole. */
#include <cairo.h>
#include <string.h>

#include "draw/backends.h"
#include "draw/display-build.h"
#include "draw/pack.h"

/* ---- the stream ---------------------------------------------------------------------------------- */

typedef struct {
  GByteArray *packed, *bytes;   /* bytes: what must come out */
  RvPack *pack;
  guint pixel;
} Stream;

static Stream
stream_new (guint pixel)
{
  Stream stream = { g_byte_array_new (), g_byte_array_new (), NULL, pixel };

  stream.pack = rv_pack_new (stream.packed, pixel);
  return stream;
}

static void
begin_row (Stream *stream)
{
  rv_pack_begin_row (stream->pack, 2);
  g_byte_array_append (stream->bytes, &(guint8) { 2 }, 1);
}

static void
add_pixels (Stream *stream, guint32 color, guint n)
{
  guint8 channels[4] = { (guint8) color, (guint8) (color >> 8), (guint8) (color >> 16), (guint8) (color >> 24) };

  rv_pack_pixels (stream->pack, channels, n);
  for (guint i = 0; i < n; i++)
    g_byte_array_append (stream->bytes, channels, stream->pixel);
}

/* zlib judges: its checksum too. */
static void
finish (Stream *stream)
{
  g_autoptr (GConverter) inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) packed = NULL, input = NULL;
  g_autofree guint8 *unpacked = g_malloc (stream->bytes->len + 1);
  g_autoptr (GError) error = NULL;
  gsize length;

  rv_pack_finish (stream->pack);
  rv_pack_free (stream->pack);
  packed = g_memory_input_stream_new_from_data (stream->packed->data, stream->packed->len, NULL);
  input = g_converter_input_stream_new (packed, inflate);
  g_input_stream_read_all (input, unpacked, stream->bytes->len + 1, &length, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (unpacked, length, stream->bytes->data, stream->bytes->len);
  g_byte_array_unref (stream->packed);
  g_byte_array_unref (stream->bytes);
}

static void
test_empty (void)
{
  Stream stream = stream_new (3);

  finish (&stream);
}

static void
test_runs (void)
{
  for (guint pixel = 3; pixel <= 4; pixel++)
    {
      Stream stream = stream_new (pixel);

      for (guint n = 1; n < 300; n++)
        {
          begin_row (&stream);
          add_pixels (&stream, 0, n);
          add_pixels (&stream, 0xff8040ff, 2 * n + 1);
          add_pixels (&stream, 0xff8040ff, 1);
          add_pixels (&stream, n, 1);
        }
      begin_row (&stream);
      add_pixels (&stream, 0xffffffff, 32000);
      finish (&stream);
    }
}

/* Many blocks of bytes of all sorts. */
static void
test_noise (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  Stream stream = stream_new (3);

  for (guint y = 0; y < 40; y++)
    {
      begin_row (&stream);
      for (guint x = 0; x < 3000; x++)
        add_pixels (&stream, g_rand_int (random), 1 + (guint) g_rand_int_range (random, 0, 3));
    }
  finish (&stream);
}

/* Bytes as often as Fibonacci's numbers make a tree that is deeper than codes may be long. */
static void
test_deep_tree (void)
{
  Stream stream = stream_new (3);
  guint one = 1, other = 1;

  for (guint byte = 1; byte < 22; byte++)
    {
      begin_row (&stream);
      for (guint i = 0; i < one; i++)
        add_pixels (&stream, byte << (i % 2 == 0 ? 0 : 24) | (i % 2 == 0 ? 0 : byte), 1);
      other += one;
      one = other - one;
    }
  finish (&stream);
}

/* ---- bands ------------------------------------------------------------------------------------------- */

#define SIDE 700

/* Lines with bends, dashes and small marks, far longer than a band is high. */
static RvDisplayList *
make_list (void)
{
  RvDisplayList *list = rv_display_list_new (rv_palette_find ("light"));
  RvInk none = rv_ink (list, RV_COLOR_NONE), ink = rv_ink (list, RV_COLOR_LINE);

  rv_display_open (list, &(RvDisplayGroup) { .item = RV_ITEM_LINE, .name = g_strdup ("lines"), .css_class = "line",
                                             .extents = { 0, 0, SIDE, SIDE } });
  for (guint i = 0; i < 12; i++)
    {
      double x = 20.3 + 40 * i, y = 15.7 + 9 * i;

      rv_display_path (list, none, ink, 1.3)->dash = i % 2 == 0 ? 5 : 0;
      rv_display_move_to (list, x, y);
      rv_display_line_to (list, x, y + 400);
      rv_display_curve_to (list, x, y + 403.3, x + 2.7, y + 406, x + 6, y + 406);
      rv_display_line_to (list, x + 130, y + 406);
      rv_display_line_to (list, x + 180, y + 560);
      rv_display_path (list, ink, rv_ink (list, RV_COLOR_KEY), 1.5);
      rv_display_circle (list, x + 10, y + 37 * i, 3);
    }
  rv_display_text (list, RV_FONT_TITLE, RV_ANCHOR_MIDDLE, 300, 128, 400, "across the edge of two bands", rv_ink (list, RV_COLOR_TITLE));
  rv_display_close (list);
  return list;
}

static cairo_surface_t *
draw_in_bands (const RvDisplayList *list, int band)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (image);
  RvBrush *brush = rv_brush_new (list, cr);

  for (int top = 0; top < SIDE; top += band)
    {
      RvRect clip = { 0, top, SIDE, band };

      cairo_save (cr);
      cairo_rectangle (cr, 0, top, SIDE, band);
      cairo_clip (cr);
      rv_brush_draw (brush, band < SIDE ? &clip : NULL);
      cairo_restore (cr);
    }
  rv_brush_free (brush);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/* Edges may differ by a shade: cairo weighs them otherwise where a path has no bends. */
static void
test_bands (void)
{
  g_autoptr (RvDisplayList) list = make_list ();
  cairo_surface_t *whole = draw_in_bands (list, SIDE), *parts = draw_in_bands (list, 64);
  const guint8 *one = cairo_image_surface_get_data (whole), *other = cairo_image_surface_get_data (parts);
  guint n_drawn = 0;

  for (gsize i = 0; i < (gsize) SIDE * (gsize) cairo_image_surface_get_stride (whole); i++)
    {
      n_drawn += one[i] != 0;
      g_assert_cmpint (ABS (one[i] - other[i]), <, 40);
    }
  g_assert_cmpuint (n_drawn, >, 20000);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (parts);
}

/* ---- a large picture, through cairo's own reader ------------------------------------------------------- */

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

static cairo_surface_t *
read_picture (GBytes *png)
{
  Reader reader = { png, 0 };
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_bytes, &reader);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *image, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (image);

  return ((const guint32 *) (gconstpointer) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (image)))[x];
}

static void
test_large (void)
{
  g_autoptr (RvDisplayList) list = make_list ();
  RvRect frame = rv_picture_frame (list);
  RvPictureOptions small = { .scale = 1 }, large = { .scale = 5 }, clear = { .scale = 5, .transparent = TRUE };
  g_autoptr (GError) error = NULL;
  GBytes *bytes[] = { rv_png_write (list, &small, NULL, &error), rv_png_write (list, &large, NULL, &error),
                                 rv_png_write (list, &clear, NULL, &error) };
  RvColor canvas = list->palette->colors[RV_COLOR_CANVAS];
  guint32 background = (guint32) canvas.red << 16 | (guint32) canvas.green << 8 | canvas.blue;

  g_assert_no_error (error);
  g_assert_cmpfloat (frame.width * frame.height * 25, >, 12e6);
  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      cairo_surface_t *image = read_picture (bytes[i]);
      int scale = i == 0 ? 1 : 5, x = (int) ((30.3 - frame.x) * scale), y = (int) ((15.7 - frame.y) * scale);

      g_assert_cmpint (cairo_image_surface_get_width (image), ==, (int) frame.width * scale);
      g_assert_cmphex (pixel_at (image, 0, 0) & (i == 2 ? 0xffffffff : 0xffffff), ==, i == 2 ? 0 : background);
      g_assert_cmphex (pixel_at (image, x, y) & 0xffffff, !=, background);
      g_assert_cmphex (pixel_at (image, x, y) & 0xffffff, !=, 0);
      cairo_surface_destroy (image);
      g_clear_pointer (&bytes[i], g_bytes_unref);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/png/empty", test_empty);
  g_test_add_func ("/png/runs", test_runs);
  g_test_add_func ("/png/noise", test_noise);
  g_test_add_func ("/png/deep-tree", test_deep_tree);
  g_test_add_func ("/png/bands", test_bands);
  g_test_add_func ("/png/large", test_large);
  return g_test_run ();
}
