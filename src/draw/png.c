/* A display list as PNG, drawn and packed in bands, so that a large picture needs little memory. */
#include <math.h>
#include <png.h>
#include <string.h>

#include "draw/backends.h"

#define LARGEST_SIDE 32000.0   /* cairo's images end at 32767 */
#define LARGEST_PICTURE 400e6  /* pixels */
#define BAND 256
#define COMPRESSION 2          /* flat colours pack well at once; more only costs time */

typedef struct {
  const RvDisplayList *list;
  const RvPictureOptions *options;
  RvRect frame;
  double scale;
  int width, height;
  GByteArray *bytes;
  GError **error;
} Picture;

static void
append (png_structp png, png_bytep data, png_size_t length)
{
  g_byte_array_append (((Picture *) png_get_io_ptr (png))->bytes, data, (guint) length);
}

static void
flush (png_structp png)
{
}

static void
fail (png_structp png, png_const_charp message)
{
  Picture *picture = png_get_error_ptr (png);

  g_set_error_literal (picture->error, G_IO_ERROR, G_IO_ERROR_FAILED, message);
  png_longjmp (png, 1);
}

static void
ignore (png_structp png, png_const_charp message)
{
}

static void
measure_picture (Picture *picture)
{
  double wanted = picture->options->scale > 0 && isfinite (picture->options->scale) ? picture->options->scale : 1;
  double side = LARGEST_SIDE / MAX (picture->frame.width, picture->frame.height);
  double pixels = sqrt (LARGEST_PICTURE / (picture->frame.width * picture->frame.height));

  picture->scale = MIN (wanted, MIN (side, pixels));
  picture->width = (int) CLAMP (ceil (picture->frame.width * picture->scale), 1, LARGEST_SIDE);
  picture->height = (int) CLAMP (ceil (picture->frame.height * picture->scale), 1, LARGEST_SIDE);
}

static void
draw_band (const Picture *picture, cairo_surface_t *surface, int top, int height)
{
  cairo_t *cr = cairo_create (surface);
  RvColor canvas = picture->list->palette->colors[RV_COLOR_CANVAS];
  RvRect clip = { picture->frame.x, picture->frame.y + top / picture->scale, picture->frame.width, height / picture->scale };

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  if (picture->options->transparent)
    cairo_set_source_rgba (cr, 0, 0, 0, 0);
  else
    cairo_set_source_rgb (cr, canvas.red / 255.0, canvas.green / 255.0, canvas.blue / 255.0);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_translate (cr, 0, -top);
  cairo_scale (cr, picture->scale, picture->scale);
  cairo_translate (cr, -picture->frame.x, -picture->frame.y);
  rv_cairo_draw (picture->list, cr, &clip);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static void
convert_opaque_row (const guint32 *pixels, int width, guint8 *row)
{
  for (int x = 0; x < width; x++)
    {
      *row++ = (guint8) (pixels[x] >> 16);
      *row++ = (guint8) (pixels[x] >> 8);
      *row++ = (guint8) pixels[x];
    }
}

/* cairo holds colours multiplied by alpha, in the machine's byte order. */
static void
convert_row (const guint32 *pixels, int width, guint8 *row)
{
  for (int x = 0; x < width; x++)
    {
      guint32 alpha = pixels[x] >> 24;

      for (int shift = 16; shift >= 0; shift -= 8)
        {
          guint32 channel = pixels[x] >> shift & 0xff;

          *row++ = (guint8) (alpha == 0 ? 0 : MIN (255, (channel * 255 + alpha / 2) / alpha));
        }
      *row++ = (guint8) alpha;
    }
}

static void
write_bands (const Picture *picture, png_structp png, cairo_surface_t *surface, guint8 *row)
{
  for (int top = 0; top < picture->height; top += BAND)
    {
      int height = MIN (BAND, picture->height - top);

      draw_band (picture, surface, top, height);
      for (int y = 0; y < height; y++)
        {
          const guint8 *line = cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

          if (picture->options->transparent)
            convert_row ((const guint32 *) (gconstpointer) line, picture->width, row);
          else
            convert_opaque_row ((const guint32 *) (gconstpointer) line, picture->width, row);
          png_write_row (png, row);
        }
    }
}

/* libpng leaves by longjmp; nothing here is kept in locals across it. */
static gboolean
write_png (Picture *picture, cairo_surface_t *surface, guint8 *row)
{
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, picture, fail, ignore);
  png_infop info = png_create_info_struct (png);

  if (setjmp (png_jmpbuf (png)))
    {
      png_destroy_write_struct (&png, &info);
      return FALSE;
    }
  png_set_write_fn (png, picture, append, flush);
  png_set_compression_level (png, COMPRESSION);
  png_set_filter (png, 0, PNG_FILTER_NONE);
  png_set_IHDR (png, info, (png_uint_32) picture->width, (png_uint_32) picture->height, 8,
                picture->options->transparent ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info (png, info);
  write_bands (picture, png, surface, row);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
  return TRUE;
}

GBytes *
rv_png_write (const RvDisplayList *list, const RvPictureOptions *options, double *scale, GError **error)
{
  Picture picture = { .list = list, .options = options, .frame = rv_picture_frame (list), .error = error };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *row = NULL;
  cairo_surface_t *surface;
  gboolean is_written;

  measure_picture (&picture);
  picture.bytes = bytes;
  row = g_malloc ((gsize) picture.width * 4);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, picture.width, MIN (BAND, picture.height));
  is_written = write_png (&picture, surface, row);
  cairo_surface_destroy (surface);
  if (scale != NULL)
    *scale = picture.scale;
  return is_written ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
