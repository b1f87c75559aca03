/* A stamp is known by the bytes of all that makes its pixels: steps, colours and where it lies within a pixel, in
 * 256ths, which is as fine as cairo goes. */
#include "draw/stamps.h"

#include <math.h>

#define LARGEST 48       /* pixels */
#define MAX_STAMPS 4096
#define FINE 256.0

struct _RvStamps {
  GHashTable *known;     /* GBytes -> cairo_surface_t */
  GByteArray *key;
};

/* Where a stamp comes to lie. */
typedef struct {
  cairo_matrix_t matrix; /* of the drawing, in pixels of the stamp */
  int x, y, width, height;
} Place;

RvStamps *
rv_stamps_new (void)
{
  RvStamps *stamps = g_new0 (RvStamps, 1);

  stamps->known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                         (GDestroyNotify) cairo_surface_destroy);
  stamps->key = g_byte_array_new ();
  return stamps;
}

void
rv_stamps_free (RvStamps *stamps)
{
  g_hash_table_unref (stamps->known);
  g_byte_array_unref (stamps->key);
  g_free (stamps);
}

/* Returns: whether it is small enough, and no more than moved and scaled. */
static gboolean
find_place (cairo_t *cr, RvRect covered, Place *place)
{
  cairo_matrix_t *matrix = &place->matrix;
  double left = covered.x, top = covered.y, right = covered.x + covered.width, bottom = covered.y + covered.height;

  cairo_get_matrix (cr, matrix);
  if (matrix->xy != 0 || matrix->yx != 0)
    return FALSE;
  cairo_matrix_transform_point (matrix, &left, &top);
  cairo_matrix_transform_point (matrix, &right, &bottom);
  if (right - left > LARGEST || bottom - top > LARGEST)
    return FALSE;
  place->x = (int) floor (left) - 1;
  place->y = (int) floor (top) - 1;
  place->width = (int) ceil (right) + 1 - place->x;
  place->height = (int) ceil (bottom) + 1 - place->y;
  matrix->x0 -= place->x;
  matrix->y0 -= place->y;
  return TRUE;
}

static void
add_number (GByteArray *key, double number)
{
  gint32 fine = (gint32) lrint (number * FINE);

  g_byte_array_append (key, (const guint8 *) &fine, sizeof fine);
}

static void
add_ink (GByteArray *key, RvInk ink)
{
  const guint8 channels[] = { ink.role != RV_COLOR_NONE, ink.color.red, ink.color.green, ink.color.blue, ink.color.alpha };

  g_byte_array_append (key, channels, sizeof channels);
}

static void
add_point (GByteArray *key, const Place *place, double x, double y)
{
  cairo_matrix_transform_point (&place->matrix, &x, &y);
  add_number (key, x);
  add_number (key, y);
}

static void
write_key (GByteArray *key, const RvDisplayList *list, const RvPrimitive *path, const Place *place)
{
  g_byte_array_set_size (key, 0);
  add_ink (key, path->fill);
  add_ink (key, path->stroke);
  add_number (key, path->line_width);
  add_number (key, path->dash);
  for (guint i = 0; i < path->n_steps; i++)
    {
      const RvPathStep *step = &g_array_index (list->steps, RvPathStep, path->first_step + i);

      g_byte_array_append (key, &(guint8) { step->verb }, 1);
      if (step->verb == RV_PATH_CURVE)
        {
          add_point (key, place, step->x1, step->y1);
          add_point (key, place, step->x2, step->y2);
        }
      if (step->verb != RV_PATH_CLOSE)
        add_point (key, place, step->x, step->y);
    }
}

static cairo_surface_t *
make_stamp (RvStamps *stamps, const Place *place)
{
  cairo_surface_t *stamp = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, place->width, place->height);

  if (g_hash_table_size (stamps->known) >= MAX_STAMPS)
    g_hash_table_remove_all (stamps->known);
  g_hash_table_insert (stamps->known, g_bytes_new (stamps->key->data, stamps->key->len), stamp);
  return stamp;
}

static cairo_surface_t *
find_stamp (RvStamps *stamps)
{
  g_autoptr (GBytes) key = g_bytes_new_static (stamps->key->data, stamps->key->len);

  return g_hash_table_lookup (stamps->known, key);
}

gboolean
rv_stamps_draw (RvStamps *stamps, const RvDisplayList *list, cairo_t *cr, const RvPrimitive *path, RvRect covered,
                void (*draw) (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *path))
{
  cairo_surface_t *stamp;
  Place place;

  if (!find_place (cr, covered, &place))
    return FALSE;
  write_key (stamps->key, list, path, &place);
  stamp = find_stamp (stamps);
  if (stamp == NULL)
    {
      cairo_t *ink;

      stamp = make_stamp (stamps, &place);
      ink = cairo_create (stamp);
      cairo_set_matrix (ink, &place.matrix);
      draw (list, ink, path);
      cairo_destroy (ink);
    }
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_set_source_surface (cr, stamp, place.x, place.y);
  cairo_paint (cr);
  cairo_restore (cr);
  return TRUE;
}
