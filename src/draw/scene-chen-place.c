/* Where Chen's diamonds, ovals and triangles stand: a function of where the entities do. Relationships
 * stand between what they link, beside what is in the way; attributes fan out around their owner,
 * clear of its lines. */
#include "draw/scene-chen.h"

#include <math.h>

#define DIRECTIONS 48
#define MAX_RINGS 7
#define FEW 7              /* attributes that fit around the first ring */
#define AIR 22.0           /* beside the attributes, for relationships */
#define RING_X 26.0        /* from the owner's side to the first ring of ovals, and from ring to ring */
#define RING_Y 22.0
#define CLEAR 7.0          /* between ovals */
#define LINE_CLEAR 4.0     /* between an oval and a line */
#define BETWEEN 92.0       /* relationships of the same two entities */
#define SELF_X 120.0       /* a relationship of an entity with itself */
#define SELF_Y 64.0
#define BESIDE 16.0        /* lines of the same two */
#define MANY_BOXES 400     /* from here on a relationship just stands in the middle */

typedef struct { RvPoint a, b; } Segment;

static RvPoint
middle_of (RvRect rect)
{
  return (RvPoint) { rect.x + rect.width / 2, rect.y + rect.height / 2 };
}

static RvRect
around (RvPoint middle, double width, double height)
{
  return (RvRect) { middle.x - width / 2, middle.y - height / 2, width, height };
}

static RvRect
widened (RvRect rect, double x, double y)
{
  return (RvRect) { rect.x - x, rect.y - y, rect.width + 2 * x, rect.height + 2 * y };
}

static void
move_to (RvScene *scene, RvSceneBox *box, RvPoint middle)
{
  RvRect rect = around ((RvPoint) { round (middle.x), round (middle.y) }, box->rect.width, box->rect.height);

  if (rect.x != box->rect.x || rect.y != box->rect.y)
    rv_scene_move_box (scene, box, rect);
}

/* Clips by Liang and Barsky. */
static gboolean
clips (double step, double room, double *first, double *last)
{
  if (step == 0)
    return room >= 0;
  if (step < 0)
    *first = MAX (*first, room / step);
  else
    *last = MIN (*last, room / step);
  return *first <= *last;
}

static gboolean
crosses (Segment line, RvRect rect)
{
  double dx = line.b.x - line.a.x, dy = line.b.y - line.a.y, first = 0, last = 1;

  return clips (-dx, line.a.x - rect.x, &first, &last) && clips (dx, rect.x + rect.width - line.a.x, &first, &last)
         && clips (-dy, line.a.y - rect.y, &first, &last) && clips (dy, rect.y + rect.height - line.a.y, &first, &last);
}

/* ---- attributes ---------------------------------------------------------------------------- */

typedef struct {
  RvPoint middle;      /* of the owner */
  RvSceneBox *owner;
  double width, height; /* of the widest oval */
  double out;          /* by how many rings the first is further out: one ring shall hold them all */
  GArray *lines;       /* (nullable) Segment: what runs near by */
  GArray *blocks;      /* (nullable) RvRect: other boxes near by */
  GArray *places;      /* RvPoint */
} Fan;

static gboolean
is_free (const Fan *fan, RvPoint at)
{
  RvRect rect = around (at, fan->width, fan->height), wide = widened (rect, CLEAR, CLEAR);
  Segment spoke = { fan->middle, at };

  for (guint i = 0; i < fan->places->len; i++)
    {
      RvRect other = around (g_array_index (fan->places, RvPoint, i), fan->width, fan->height);

      if (rv_rect_intersects (wide, other) || crosses (spoke, widened (other, 2, 2)))
        return FALSE;
    }
  for (guint i = 0; fan->lines != NULL && i < fan->lines->len; i++)
    if (crosses (g_array_index (fan->lines, Segment, i), widened (rect, LINE_CLEAR, LINE_CLEAR)))
      return FALSE;
  for (guint i = 0; fan->blocks != NULL && i < fan->blocks->len; i++)
    if (rv_rect_intersects (wide, g_array_index (fan->blocks, RvRect, i)) || crosses (spoke, g_array_index (fan->blocks, RvRect, i)))
      return FALSE;
  return TRUE;
}

/* From straight up to both sides and down. */
static double
angle_of (guint direction)
{
  double step = ((direction + 1) / 2) * 2 * G_PI / DIRECTIONS;

  return -G_PI / 2 + (direction % 2 == 0 ? -step : step);
}

static RvPoint
ring_point (const Fan *fan, guint ring, double angle)
{
  double out = ring + fan->out, x = fan->owner->rect.width / 2 + fan->width / 2 + RING_X + out * (fan->width / 2 + RING_X);
  double y = fan->owner->rect.height / 2 + fan->height / 2 + RING_Y + out * (fan->height + RING_Y);

  return (RvPoint) { round (fan->middle.x + x * cos (angle)), round (fan->middle.y + y * sin (angle)) };
}

static void
add_place (Fan *fan)
{
  RvPoint at = { 0, 0 };

  for (guint ring = 0; ring < MAX_RINGS; ring++)
    for (guint direction = 0; direction < DIRECTIONS; direction++)
      {
        at = ring_point (fan, ring, angle_of (direction));
        if (!is_free (fan, at))
          continue;
        g_array_append_val (fan->places, at);
        return;
      }
  g_array_append_val (fan->places, at);
}

/* Clockwise from straight down, so that the first stands at the left and the last at the right. */
static int
compare_angles (gconstpointer a, gconstpointer b, gpointer data)
{
  const RvPoint *one = a, *other = b, *middle = data;
  double first = atan2 (middle->x - one->x, one->y - middle->y), second = atan2 (middle->x - other->x, other->y - middle->y);

  first += first < 0 ? 2 * G_PI : 0;
  second += second < 0 ? 2 * G_PI : 0;
  return first < second ? -1 : first > second;
}

static void
spread (Fan *fan, const GPtrArray *attributes)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      const RvSceneBox *box = g_ptr_array_index (attributes, i);

      fan->width = MAX (fan->width, box->rect.width);
      fan->height = MAX (fan->height, box->rect.height);
    }
  fan->out = attributes->len > FEW ? (attributes->len - FEW) * 0.22 : 0;
  for (guint i = 0; i < attributes->len; i++)
    add_place (fan);
  g_array_sort_with_data (fan->places, compare_angles, &fan->middle);
}

void
rv_chen_measure_halo (RvSceneBox *owner, GPtrArray *attributes)
{
  Fan fan = { .middle = middle_of (owner->rect), .owner = owner, .places = g_array_new (FALSE, FALSE, sizeof (RvPoint)) };

  spread (&fan, attributes);
  owner->halo = (RvPoint) { 0, 0 };
  for (guint i = 0; i < fan.places->len; i++)
    {
      RvPoint at = g_array_index (fan.places, RvPoint, i);

      owner->halo.x = MAX (owner->halo.x, fabs (at.x - fan.middle.x) + fan.width / 2 - owner->rect.width / 2);
      owner->halo.y = MAX (owner->halo.y, fabs (at.y - fan.middle.y) + fan.height / 2 - owner->rect.height / 2);
    }
  owner->halo = (RvPoint) { owner->halo.x + AIR, owner->halo.y + AIR };
  g_array_unref (fan.places);
}

static void
add_segments (const RvSceneLine *line, GArray *segments)
{
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      Segment segment = { line->points[i], line->points[i + 1] };

      g_array_append_val (segments, segment);
    }
}

/* Boxes near @owner, with the attributes that stand already: those before @first. @segments gets the lines. */
static GArray *
blocks_near (RvScene *scene, const RvSceneBox *owner, guint first, GArray *segments)
{
  RvRect rect = widened (owner->rect, owner->halo.x + 80, owner->halo.y + 80);
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (RvRect));
  g_autoptr (GPtrArray) near = g_ptr_array_new ();

  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  rv_scene_query (scene, rect, near, lines);
  for (guint i = 0; i < near->len; i++)
    {
      const RvSceneBox *box = g_ptr_array_index (near, i);

      if (box != owner && (box->shape != RV_SHAPE_ATTRIBUTE || box->index < first))
        g_array_append_val (blocks, box->rect);
    }
  for (guint i = 0; i < lines->len; i++)
    add_segments (g_ptr_array_index (lines, i), segments);
  return blocks;
}

/* The lines that leave each box: RvSceneBox * -> GPtrArray of RvSceneLine. */
static GHashTable *
lines_by_box (RvScene *scene)
{
  GHashTable *table = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < scene->lines->len; i++)
    {
      RvSceneLine *line = g_ptr_array_index (scene->lines, i);
      RvSceneBox *const ends[] = { line->from, line->to };

      for (guint j = 0; j < 2; j++)
        {
          if (!g_hash_table_contains (table, ends[j]))
            g_hash_table_insert (table, ends[j], g_ptr_array_new ());
          g_ptr_array_add (g_hash_table_lookup (table, ends[j]), line);
        }
    }
  return table;
}

static void
fan_out (RvScene *scene, RvSceneBox *owner, const GPtrArray *attributes)
{
  guint first = ((const RvSceneBox *) g_ptr_array_index (attributes, 0))->index;
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_autoptr (GArray) blocks = blocks_near (scene, owner, first, segments);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  Fan fan = { .middle = middle_of (owner->rect), .owner = owner, .lines = segments, .blocks = blocks, .places = places };

  spread (&fan, attributes);
  for (guint i = 0; i < attributes->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (attributes, i);
      RvPoint at = g_array_index (places, RvPoint, i);

      box->offset = (RvPoint) { at.x - fan.middle.x, at.y - fan.middle.y };
      move_to (scene, box, at);
    }
}

static void
place_attributes (RvScene *scene)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint i = 0; i < scene->boxes->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (scene->boxes, i);
      const RvSceneBox *next = i + 1 < scene->boxes->len ? g_ptr_array_index (scene->boxes, i + 1) : NULL;

      if (box->owner == NULL)
        continue;
      g_ptr_array_add (group, box);
      if (next != NULL && next->owner == box->owner)
        continue;
      fan_out (scene, box->owner, group);
      g_ptr_array_set_size (group, 0);
    }
}

/* ---- relationships and subtypes ------------------------------------------------------------ */

typedef struct {
  RvSceneBox *box;
  RvPoint a, b;         /* what it stands between */
  RvSceneBox *first;
  gboolean is_self;
  guint nth;            /* of those between the same two */
} Middle;

/* What links to @box: the middle of the first, and of all others together. */
static gboolean
read_middle (RvSceneBox *box, const GPtrArray *lines, Middle *middle)
{
  RvPoint sum = { 0, 0 };
  guint n = 0;

  *middle = (Middle) { .box = box };
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);
      RvPoint at = middle_of (line->from->rect);

      if (middle->first == NULL)
        {
          middle->first = line->from;
          middle->a = at;
          continue;
        }
      sum = (RvPoint) { sum.x + at.x, sum.y + at.y };
      n++;
      middle->is_self = line->from == middle->first && (n == 1 || middle->is_self);
    }
  if (n > 0)
    middle->b = (RvPoint) { sum.x / n, sum.y / n };
  return n > 0;
}

static RvPoint
point_at (const Middle *middle, double share, double aside)
{
  double dx = middle->b.x - middle->a.x, dy = middle->b.y - middle->a.y, length = MAX (hypot (dx, dy), 1);

  return (RvPoint) { middle->a.x + dx * share - dy / length * aside, middle->a.y + dy * share + dx / length * aside };
}

static double
shared_area (RvRect a, RvRect b)
{
  double width = MIN (a.x + a.width, b.x + b.width) - MAX (a.x, b.x), height = MIN (a.y + a.height, b.y + b.height) - MAX (a.y, b.y);

  return width > 0 && height > 0 ? width * height : 0;
}

/* What a place costs: boxes and attributes under it, boxes under its lines, and how far it is from the middle. */
static double
cost_of (RvScene *scene, const Middle *middle, RvPoint at, guint n_others)
{
  RvRect rect = widened (around (at, middle->box->rect.width, middle->box->rect.height), 10, 10);
  Segment one = { middle->a, at }, two = { at, middle->b };
  double cost = 0;

  for (guint i = 0; i < n_others; i++)
    {
      const RvSceneBox *box = g_ptr_array_index (scene->boxes, i);
      RvPoint own = middle_of (box->rect);
      gboolean is_end = hypot (own.x - middle->a.x, own.y - middle->a.y) < 1 || hypot (own.x - middle->b.x, own.y - middle->b.y) < 1;

      if (box == middle->box || box->shape == RV_SHAPE_ATTRIBUTE)
        continue;
      cost += shared_area (rect, widened (box->rect, 8, 8)) * 10 + shared_area (rect, widened (box->rect, box->halo.x, box->halo.y));
      if (!is_end && (crosses (one, box->rect) || crosses (two, box->rect)))
        cost += 4000;
    }
  return cost;
}

/* @n_placed: so many boxes from the first stand already. */
static void
place_middle (RvScene *scene, const Middle *middle, guint n_placed)
{
  static const double shares[] = { 0.5, 0.42, 0.58, 0.34, 0.66 }, asides[] = { 0, 45, -45, 90, -90, 140, -140, 200, -200 };
  double first = (middle->nth % 2 == 0 ? 1.0 : -1.0) * ((middle->nth + 1) / 2) * BETWEEN, least = G_MAXDOUBLE;
  RvPoint best = point_at (middle, 0.5, first);

  for (guint i = 0; i < G_N_ELEMENTS (asides) && n_placed <= MANY_BOXES; i++)
    for (guint j = 0; j < G_N_ELEMENTS (shares); j++)
      {
        RvPoint at = point_at (middle, shares[j], first + asides[i]);
        double cost = cost_of (scene, middle, at, n_placed) + fabs (asides[i]) * 4 + fabs (shares[j] - 0.5) * 500;

        if (cost >= least)
          continue;
        least = cost;
        best = at;
      }
  move_to (scene, middle->box, best);
}

static void
place_relationships (RvScene *scene)
{
  g_autoptr (GHashTable) lines = lines_by_box (scene), pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = rv_scene_n_placed (scene); i < scene->boxes->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (scene->boxes, i);
      g_autofree char *pair = NULL;
      Middle middle;

      if (box->shape == RV_SHAPE_ATTRIBUTE || !read_middle (box, g_hash_table_lookup (lines, box), &middle))
        continue;
      if (box->shape == RV_SHAPE_SUBTYPES)
        box->is_flipped = middle_of (rv_scene_box_of (scene, box->object)->rect).y > (middle.a.y + middle.b.y) / 2;
      pair = g_strdup_printf ("%.0f %.0f %.0f %.0f", MIN (middle.a.x, middle.b.x), MIN (middle.a.y, middle.b.y),
                              MAX (middle.a.x, middle.b.x), MAX (middle.a.y, middle.b.y));
      middle.nth = GPOINTER_TO_UINT (g_hash_table_lookup (pairs, pair));
      g_hash_table_insert (pairs, g_steal_pointer (&pair), GUINT_TO_POINTER (middle.nth + 1));
      if (middle.is_self)
        move_to (scene, box, (RvPoint) { middle.a.x + middle.first->rect.width / 2 + SELF_X - 24,
                                         middle.a.y - middle.first->rect.height / 2 - SELF_Y - middle.nth * BETWEEN });
      else
        place_middle (scene, &middle, i);
      box->offset = (RvPoint) { middle_of (box->rect).x - (middle.a.x + middle.b.x) / 2, middle_of (box->rect).y - (middle.a.y + middle.b.y) / 2 };
    }
}

/* ---- lines --------------------------------------------------------------------------------- */

/* Where the way from the middle of @box to @to leaves it. */
static RvPoint
leave (const RvSceneBox *box, RvPoint from, RvPoint to)
{
  double dx = to.x - from.x, dy = to.y - from.y, width = box->rect.width / 2, height = box->rect.height / 2, share;

  if (dx == 0 && dy == 0)
    return from;
  if (box->shape == RV_SHAPE_ENTITY)
    share = MIN (dx != 0 ? width / fabs (dx) : G_MAXDOUBLE, dy != 0 ? height / fabs (dy) : G_MAXDOUBLE);
  else
    share = 1 / (fabs (dx) / width + fabs (dy) / height);
  share = MIN (share, 1);
  return (RvPoint) { from.x + dx * share, from.y + dy * share };
}

/* A triangle is met at its tip, which looks up to the entity above, or in the middle of its base. */
static RvPoint
leave_triangle (const RvSceneBox *box, gboolean is_supertype)
{
  return (RvPoint) { box->rect.x + box->rect.width / 2, box->rect.y + (is_supertype != box->is_flipped ? 0 : box->rect.height) };
}

static gboolean
set_straight (RvScene *scene, RvSceneLine *line, double aside)
{
  RvPoint from = middle_of (line->from->rect), to = middle_of (line->to->rect);
  double length = MAX (hypot (to.x - from.x, to.y - from.y), 1);
  RvPoint shift = { -(to.y - from.y) / length * aside, (to.x - from.x) / length * aside };
  RvPoint points[2];

  if (line->to->shape == RV_SHAPE_SUBTYPES)
    points[1] = leave_triangle (line->to, line->from->object == line->to->object);
  else
    points[1] = leave (line->to, to, from);
  points[0] = leave (line->from, from, line->to->shape == RV_SHAPE_SUBTYPES ? points[1] : to);
  for (guint i = 0; i < 2 && line->to->shape != RV_SHAPE_SUBTYPES; i++)
    points[i] = (RvPoint) { points[i].x + shift.x, points[i].y + shift.y };
  return rv_scene_line_set_points (scene, line, points, 2);
}

/* An entity and the relationship that it has with itself, above and right of it: one line leaves upwards, one to the side. */
static gboolean
set_around (RvScene *scene, RvSceneLine *line, gboolean is_first)
{
  RvRect from = line->from->rect;
  RvPoint to = middle_of (line->to->rect), middle = middle_of (from);
  RvPoint up = { middle.x + from.width / 4, from.y }, side = { from.x + from.width, middle.y };
  RvPoint one[] = { up, { up.x, to.y }, { line->to->rect.x, to.y } };
  RvPoint other[] = { side, { to.x, side.y }, { to.x, line->to->rect.y + line->to->rect.height } };

  return rv_scene_line_set_points (scene, line, is_first ? one : other, 3);
}

static gboolean
is_made_self (const RvSceneLine *line, const RvSceneLine *other)
{
  return other != NULL && other->from == line->from && other->to == line->to && line->to->is_made;
}

static void
run_lines (RvScene *scene, GPtrArray *changed)
{
  g_autoptr (GHashTable) lines = lines_by_box (scene);

  for (guint i = 0; i < scene->lines->len; i++)
    {
      RvSceneLine *line = g_ptr_array_index (scene->lines, i);
      const GPtrArray *siblings = g_hash_table_lookup (lines, line->to);
      const RvSceneLine *twin = NULL;
      gboolean is_first = TRUE, is_changed;

      for (guint j = 0; j < siblings->len; j++)
        {
          const RvSceneLine *other = g_ptr_array_index (siblings, j);

          if (other == line || other->from != line->from || other->to != line->to)
            continue;
          twin = other;
          is_first = line->id > other->id;
        }
      if (is_made_self (line, twin))
        is_changed = set_around (scene, line, is_first);
      else
        is_changed = set_straight (scene, line, twin == NULL ? 0 : is_first ? -BESIDE / 2 : BESIDE / 2);
      if (is_changed && changed != NULL)
        g_ptr_array_add (changed, line);
    }
}

void
rv_chen_place (RvScene *scene, GPtrArray *changed)
{
  place_relationships (scene);
  run_lines (scene, changed);
  place_attributes (scene);
}

void
rv_chen_follow (RvScene *scene, GPtrArray *moved, GPtrArray *changed)
{
  g_autoptr (GHashTable) lines = lines_by_box (scene);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = rv_scene_n_placed (scene); i < scene->boxes->len; i++)
      {
        RvSceneBox *box = g_ptr_array_index (scene->boxes, i);
        RvRect before = box->rect;
        Middle middle;
        RvPoint at;

        if ((box->owner != NULL) != (pass == 1) || (box->owner == NULL && !read_middle (box, g_hash_table_lookup (lines, box), &middle)))
          continue;
        at = box->owner != NULL ? middle_of (box->owner->rect) : (RvPoint) { (middle.a.x + middle.b.x) / 2, (middle.a.y + middle.b.y) / 2 };
        move_to (scene, box, (RvPoint) { at.x + box->offset.x, at.y + box->offset.y });
        if (before.x != box->rect.x || before.y != box->rect.y)
          g_ptr_array_add (moved, box);
      }
  run_lines (scene, changed);
}
