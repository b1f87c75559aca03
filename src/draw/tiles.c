/* Tiles are kept in a hash table; what is too large for them stands in one list. */
#include "draw/tiles.h"

#include <math.h>

#define CELL 512.0
#define MAX_CELLS 4096

struct _RvTiles {
  GHashTable *cells;  /* gint64 * -> GPtrArray */
  GPtrArray *large;
};

typedef struct {
  gint64 left, top, right, bottom;
} Span;

RvTiles *
rv_tiles_new (void)
{
  RvTiles *tiles = g_new0 (RvTiles, 1);

  tiles->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  tiles->large = g_ptr_array_new ();
  return tiles;
}

void
rv_tiles_free (RvTiles *tiles)
{
  g_hash_table_unref (tiles->cells);
  g_ptr_array_unref (tiles->large);
  g_free (tiles);
}

static gint64
cell_at (double coordinate)
{
  return (gint64) floor (CLAMP (coordinate, -1e9, 1e9) / CELL);
}

static Span
span_of (RvRect rect)
{
  return (Span) { cell_at (rect.x), cell_at (rect.y), cell_at (rect.x + rect.width), cell_at (rect.y + rect.height) };
}

static gboolean
is_large (Span span)
{
  return (span.right - span.left + 1) * (span.bottom - span.top + 1) > MAX_CELLS;
}

static gint64
cell_key (gint64 x, gint64 y)
{
  return (gint64) ((guint64) x << 32 | (guint32) y);
}

static void
add_to_cell (RvTiles *tiles, gint64 key, gpointer item)
{
  GPtrArray *cell = g_hash_table_lookup (tiles->cells, &key);

  if (cell == NULL)
    {
      cell = g_ptr_array_new ();
      g_hash_table_insert (tiles->cells, g_memdup2 (&key, sizeof key), cell);
    }
  g_ptr_array_add (cell, item);
}

static void
remove_from_cell (RvTiles *tiles, gint64 key, gpointer item)
{
  GPtrArray *cell = g_hash_table_lookup (tiles->cells, &key);

  g_return_if_fail (cell != NULL);
  g_ptr_array_remove_fast (cell, item);
  if (cell->len == 0)
    g_hash_table_remove (tiles->cells, &key);
}

void
rv_tiles_add (RvTiles *tiles, gpointer item, RvRect rect)
{
  Span span = span_of (rect);

  if (is_large (span))
    {
      g_ptr_array_add (tiles->large, item);
      return;
    }
  for (gint64 y = span.top; y <= span.bottom; y++)
    for (gint64 x = span.left; x <= span.right; x++)
      add_to_cell (tiles, cell_key (x, y), item);
}

void
rv_tiles_remove (RvTiles *tiles, gpointer item, RvRect rect)
{
  Span span = span_of (rect);

  if (is_large (span))
    {
      g_ptr_array_remove_fast (tiles->large, item);
      return;
    }
  for (gint64 y = span.top; y <= span.bottom; y++)
    for (gint64 x = span.left; x <= span.right; x++)
      remove_from_cell (tiles, cell_key (x, y), item);
}

static void
collect_cell (GPtrArray *cell, GPtrArray *items)
{
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    g_ptr_array_add (items, g_ptr_array_index (cell, i));
}

void
rv_tiles_collect (RvTiles *tiles, RvRect rect, GPtrArray *items)
{
  Span span = span_of (rect);
  GHashTableIter iter;
  gpointer cell;

  collect_cell (tiles->large, items);
  if (is_large (span))
    {
      g_hash_table_iter_init (&iter, tiles->cells);
      while (g_hash_table_iter_next (&iter, NULL, &cell))
        collect_cell (cell, items);
      return;
    }
  for (gint64 y = span.top; y <= span.bottom; y++)
    for (gint64 x = span.left; x <= span.right; x++)
      {
        gint64 key = cell_key (x, y);

        collect_cell (g_hash_table_lookup (tiles->cells, &key), items);
      }
}
