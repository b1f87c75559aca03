/* Places of objects: bytes while a script is read, lines when it is. */
#include "sql/places.h"

#include <string.h>

typedef struct {
  RvId object;          /* of a statement: the last one that was there before it */
  int field;            /* -1: the object itself */
  gsize offset;
  RvTextPosition position;
} Place;

struct _RvPlaces {
  GArray *places;       /* Place; when finished by object, field */
  GArray *statements;   /* Place, by object */
};

RvPlaces *
rv_places_new (void)
{
  RvPlaces *places = g_new (RvPlaces, 1);

  places->places = g_array_new (FALSE, FALSE, sizeof (Place));
  places->statements = g_array_new (FALSE, FALSE, sizeof (Place));
  return places;
}

void
rv_places_free (RvPlaces *places)
{
  g_array_unref (places->places);
  g_array_unref (places->statements);
  g_free (places);
}

void
rv_places_add_text (RvPlaces *places, RvId object, int field, gsize offset)
{
  Place place = { object, field, offset, { 0 } };

  g_array_append_val (places->places, place);
}

void
rv_places_add (RvPlaces *places, RvId object, gsize offset)
{
  rv_places_add_text (places, object, -1, offset);
}

void
rv_places_add_statement (RvPlaces *places, RvId last, gsize offset)
{
  Place statement = { last, -1, offset, { 0 } };
  const Place *before = places->statements->len > 0 ? &g_array_index (places->statements, Place, places->statements->len - 1) : NULL;

  /* One that made nothing has no use. */
  if (before != NULL && before->object == last)
    g_array_set_size (places->statements, places->statements->len - 1);
  g_array_append_val (places->statements, statement);
}

/* ---- lines -------------------------------------------------------------------------------------------------- */

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const Place *x = *(const Place *const *) a, *y = *(const Place *const *) b;

  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  if (x->object != y->object)
    return x->object < y->object ? -1 : 1;
  return x->field - y->field;
}

typedef struct {
  const char *script;
  gsize length;
  gsize line_start;
  guint line;
} Sweep;

/* Offsets come in order: each line is counted once. */
static RvTextPosition
position_of (Sweep *sweep, gsize offset)
{
  RvTextPosition position = { 0, 1 };
  const char *next;

  offset = MIN (offset, sweep->length);
  while ((next = memchr (sweep->script + sweep->line_start, '\n', offset - sweep->line_start)) != NULL)
    {
      sweep->line_start = (gsize) (next - sweep->script) + 1;
      sweep->line++;
    }
  position.line = sweep->line + 1;
  for (gsize i = sweep->line_start; i < offset; i++)
    position.column += (sweep->script[i] & 0xc0) != 0x80;
  return position;
}

void
rv_places_finish (RvPlaces *places, const char *script, gsize length)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  Sweep sweep = { script, length, 0, 0 };

  for (guint i = 0; i < places->places->len; i++)
    g_ptr_array_add (all, &g_array_index (places->places, Place, i));
  for (guint i = 0; i < places->statements->len; i++)
    g_ptr_array_add (all, &g_array_index (places->statements, Place, i));
  g_ptr_array_sort (all, compare_offsets);
  for (guint i = 0; i < all->len; i++)
    ((Place *) all->pdata[i])->position = position_of (&sweep, ((Place *) all->pdata[i])->offset);
  g_array_sort (places->places, compare_places);
}

/* ---- asking ----------------------------------------------------------------------------------------------------- */

static const Place *
find (const RvPlaces *places, RvId object, int field)
{
  const Place wanted = { object, field, 0, { 0 } };
  guint index;

  return g_array_binary_search (places->places, &wanted, compare_places, &index) ? &g_array_index (places->places, Place, index) : NULL;
}

static gboolean
find_statement (const RvPlaces *places, RvId object, RvTextPosition *position)
{
  guint low = 0, high = places->statements->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (places->statements, Place, middle).object < object)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return FALSE;
  *position = g_array_index (places->statements, Place, low - 1).position;
  return TRUE;
}

gboolean
rv_places_find (const RvPlaces *places, RvId object, RvTextPosition *position)
{
  const Place *place = find (places, object, -1);

  if (place == NULL)
    return find_statement (places, object, position);
  *position = place->position;
  return TRUE;
}

gboolean
rv_places_find_text (const RvPlaces *places, RvId object, int field, const char *text, gsize at, RvTextPosition *position)
{
  const Place *place = find (places, object, field);
  RvTextPosition inside;

  if (place == NULL)
    return FALSE;
  inside = rv_text_position_at (text, MIN (at, strlen (text)));
  position->line = place->position.line + inside.line - 1;
  position->column = inside.line == 1 ? place->position.column + inside.column - 1 : inside.column;
  return TRUE;
}
