/* A display list as PNG, drawn and packed in bands, so that a large picture needs little memory. A row is written as what
 * differs from the row over it, which in a diagram is little. */
#include <math.h>
#include <string.h>
#include <zlib.h>

#include "draw/backends.h"
#include "draw/pack.h"

#define LARGEST_SIDE 32000.0   /* cairo's images end at 32767 */
#define LARGEST_PICTURE 400e6  /* pixels */
#define BAND 256
#define BLOCK 32               /* pixels that are compared at once */
#define CHUNK (1u << 20)
#define SMALL_PICTURE 12e6     /* pixels: up to that many zlib has the time to look for all that repeats */
#define LEVEL 6                /* … as hard as it does by default */
#define NONE 0                 /* PNG's filters: a row as it is, */
#define UP 2                   /* … and less the row over it */

typedef struct {
  const RvDisplayList *list;
  const RvPictureOptions *options;
  RvRect frame;
  double scale;
  int width, height;
  GByteArray *bytes;
  guint chunk;           /* where the open one begins in them */
  RvPack *pack;          /* (nullable): of a large picture */
  z_stream *deflate;     /* (nullable): of a small one */
} Picture;

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
draw_band (const Picture *picture, cairo_t *cr, RvBrush *brush, int top, int height)
{
  RvColor canvas = picture->list->palette->colors[RV_COLOR_CANVAS];
  RvRect clip = { picture->frame.x, picture->frame.y + top / picture->scale, picture->frame.width, height / picture->scale };

  cairo_save (cr);
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
  rv_brush_draw (brush, &clip);
  cairo_restore (cr);
  cairo_surface_flush (cairo_get_target (cr));
}

/* ---- chunks -------------------------------------------------------------------------------------- */

static void
put_number (guint8 *at, guint32 number)
{
  guint32 bytes = GUINT32_TO_BE (number);

  memcpy (at, &bytes, sizeof bytes);
}

static void
open_chunk (Picture *picture, const char *type)
{
  picture->chunk = picture->bytes->len;
  g_byte_array_append (picture->bytes, (const guint8 *) "\0\0\0\0", 4);
  g_byte_array_append (picture->bytes, (const guint8 *) type, 4);
}

static void
close_chunk (Picture *picture)
{
  guint8 *start = picture->bytes->data + picture->chunk, check[4];
  guint length = picture->bytes->len - picture->chunk - 8;

  put_number (start, length);
  put_number (check, (guint32) crc32_z (0, start + 4, length + 4));
  g_byte_array_append (picture->bytes, check, sizeof check);
}

static void
write_header (Picture *picture)
{
  guint8 header[13] = { [8] = 8, [9] = picture->options->transparent ? 6 : 2 };

  put_number (header, (guint32) picture->width);
  put_number (header + 4, (guint32) picture->height);
  g_byte_array_append (picture->bytes, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  open_chunk (picture, "IHDR");
  g_byte_array_append (picture->bytes, header, sizeof header);
  close_chunk (picture);
}

/* ---- rows ---------------------------------------------------------------------------------------- */

/* cairo holds colours multiplied by alpha, in the machine's byte order. */
static void
split (const Picture *picture, guint32 pixel, guint8 *channels)
{
  guint32 alpha = pixel >> 24;

  for (guint i = 0; i < 3; i++)
    {
      guint32 channel = pixel >> (16 - 8 * i) & 0xff;

      if (!picture->options->transparent || alpha == 255)
        channels[i] = (guint8) channel;
      else
        channels[i] = (guint8) (alpha == 0 ? 0 : MIN (255, (channel * 255 + alpha / 2) / alpha));
    }
  channels[3] = (guint8) alpha;
}

static inline gboolean
is_same_block (const guint32 *row, const guint32 *over, int n)
{
  guint32 differ = 0;

  for (int i = 0; i < n; i++)
    differ |= row[i] ^ over[i];
  return differ == 0;
}

/* Returns: from @x on, how many pixels are as those over them. */
static int
count_same (const guint32 *row, const guint32 *over, int x, int width)
{
  int from = x;

  while (x + BLOCK <= width && is_same_block (row + x, over + x, BLOCK))
    x += BLOCK;
  while (x + 4 <= width && is_same_block (row + x, over + x, 4))
    x += 4;
  while (x < width && row[x] == over[x])
    x++;
  return x - from;
}

static int
count_alike (const guint32 *row, const guint32 *over, int x, int width)
{
  int from = x;

  while (x < width && row[x] == row[from] && over[x] == over[from])
    x++;
  return x - from;
}

static void
write_large_row (const Picture *picture, const guint32 *row, const guint32 *over)
{
  static const guint8 nothing[4];
  guint8 here[4], there[4];

  rv_pack_begin_row (picture->pack, UP);
  for (int x = 0, n; x < picture->width; x += n)
    {
      n = count_same (row, over, x, picture->width);
      if (n > 0)
        {
          rv_pack_pixels (picture->pack, nothing, (guint) n);
          continue;
        }
      n = count_alike (row, over, x, picture->width);
      split (picture, row[x], here);
      split (picture, over[x], there);
      for (guint i = 0; i < 4; i++)
        here[i] = (guint8) (here[i] - there[i]);
      rv_pack_pixels (picture->pack, here, (guint) n);
    }
}

static void
run_deflate (const Picture *picture, const guint8 *bytes, gsize length, int flush)
{
  guint8 output[16384];

  picture->deflate->next_in = (guint8 *) bytes;
  picture->deflate->avail_in = (uInt) length;
  do
    {
      picture->deflate->next_out = output;
      picture->deflate->avail_out = sizeof output;
      deflate (picture->deflate, flush);
      g_byte_array_append (picture->bytes, output, (guint) (sizeof output - picture->deflate->avail_out));
    }
  while (picture->deflate->avail_out == 0);
}

static void
write_small_row (const Picture *picture, const guint32 *row, const guint32 *over)
{
  gsize size = picture->options->transparent ? 4 : 3;
  g_autofree guint8 *bytes = g_malloc (1 + (gsize) picture->width * size + 4);
  guint8 *at = bytes;

  *at++ = NONE;
  for (int x = 0; x < picture->width; x++, at += size)
    split (picture, row[x], at);
  run_deflate (picture, bytes, (gsize) (at - bytes), Z_NO_FLUSH);
}

static void
write_bands (Picture *picture, cairo_surface_t *surface, guint32 *over)
{
  cairo_t *cr = cairo_create (surface);
  RvBrush *brush = rv_brush_new (picture->list, cr);

  for (int top = 0; top < picture->height; top += BAND)
    {
      int height = MIN (BAND, picture->height - top);
      const guint32 *before = over, *row = NULL;

      draw_band (picture, cr, brush, top, height);
      for (int y = 0; y < height; y++, before = row)
        {
          row = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
          (picture->deflate != NULL ? write_small_row : write_large_row) (picture, row, before);
        }
      memcpy (over, row, (gsize) picture->width * sizeof *over);
      if (picture->bytes->len - picture->chunk < CHUNK)
        continue;
      close_chunk (picture);
      open_chunk (picture, "IDAT");
    }
  rv_brush_free (brush);
  cairo_destroy (cr);
}

static void
write_small (Picture *picture, cairo_surface_t *surface, guint32 *over)
{
  z_stream stream = { 0 };

  if (deflateInit (&stream, LEVEL) != Z_OK)
    g_error ("zlib: no memory");
  picture->deflate = &stream;
  write_bands (picture, surface, over);
  run_deflate (picture, NULL, 0, Z_FINISH);
  deflateEnd (&stream);
}

static void
write_large (Picture *picture, cairo_surface_t *surface, guint32 *over)
{
  picture->pack = rv_pack_new (picture->bytes, picture->options->transparent ? 4 : 3);
  write_bands (picture, surface, over);
  rv_pack_finish (picture->pack);
  rv_pack_free (picture->pack);
}

static void
write_png (Picture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, picture->width, MIN (BAND, picture->height));
  g_autofree guint32 *over = g_new0 (guint32, picture->width);

  write_header (picture);
  open_chunk (picture, "IDAT");
  if ((double) picture->width * picture->height <= SMALL_PICTURE)
    write_small (picture, surface, over);
  else
    write_large (picture, surface, over);
  close_chunk (picture);
  open_chunk (picture, "IEND");
  close_chunk (picture);
  cairo_surface_destroy (surface);
}

GBytes *
rv_png_write (const RvDisplayList *list, const RvPictureOptions *options, double *scale, GError **error)
{
  Picture picture = { .list = list, .options = options, .frame = rv_picture_frame (list), .bytes = g_byte_array_new () };

  measure_picture (&picture);
  write_png (&picture);
  if (scale != NULL)
    *scale = picture.scale;
  return g_byte_array_free_to_bytes (picture.bytes);
}
