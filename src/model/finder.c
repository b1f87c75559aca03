/* The index: for each kind the letters of all names, beside the model's own list of its objects. */
#include "model/finder.h"

#define MOST_OF_KIND 8
#define MAX_PARENTS 4

typedef struct {
  GArray *letters;     /* guint64, as rv_model_all() of the kind */
  gboolean is_good;
} Names;

struct _RvFinder {
  RvModel *model;
  Names names[RV_N_KINDS];
};

/* What people look for more comes first where two fit alike. */
static const int weights[RV_N_KINDS] = {
  [RV_KIND_TABLE] = 90, [RV_KIND_VIEW] = 85, [RV_KIND_MATERIALIZED_VIEW] = 85, [RV_KIND_DIAGRAM] = 80, [RV_KIND_AREA] = 60,
  [RV_KIND_SCHEMA] = 60, [RV_KIND_ROUTINE] = 50, [RV_KIND_ENUM] = 50, [RV_KIND_DOMAIN] = 50, [RV_KIND_TAG] = 50, [RV_KIND_COLUMN] = 40,
  [RV_KIND_NOTE] = 40,
};

/* ---- following the model ------------------------------------------------------------------------------------ */

static guint64
letters_of (const RvObject *object)
{
  return rv_letters_of (rv_record_name (object));
}

static void
gather (RvFinder *finder, RvKind kind)
{
  Names *names = &finder->names[kind];
  const GPtrArray *all = rv_model_all (finder->model, kind);

  g_array_set_size (names->letters, all->len);
  for (guint i = 0; i < all->len; i++)
    g_array_index (names->letters, guint64, i) = letters_of (all->pdata[i]);
  names->is_good = TRUE;
}

/* The place of @id in @all, which is in order of ids; or -1. */
static int
index_of (const GPtrArray *all, RvId id)
{
  guint low = 0, high = all->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      RvId here = ((RvObject *) all->pdata[middle])->id;

      if (here == id)
        return (int) middle;
      if (here < id)
        low = middle + 1;
      else
        high = middle;
    }
  return -1;
}

static void
on_changed (RvModel *model, GArray *changes, gpointer data)
{
  RvFinder *finder = data;

  for (guint i = 0; i < changes->len; i++)
    {
      const RvChange *change = &g_array_index (changes, RvChange, i);
      Names *names = &finder->names[change->kind];
      const GPtrArray *all = names->is_good ? rv_model_all (model, change->kind) : NULL;
      int index = all != NULL && change->type == RV_CHANGE_UPDATED && all->len == names->letters->len ? index_of (all, change->id) : -1;

      if (index >= 0)
        g_array_index (names->letters, guint64, index) = letters_of (all->pdata[index]);
      else
        names->is_good = FALSE;
    }
}

RvFinder *
rv_finder_new (RvModel *model)
{
  RvFinder *finder = g_new0 (RvFinder, 1);

  finder->model = g_object_ref (model);
  for (guint kind = 0; kind < RV_N_KINDS; kind++)
    finder->names[kind].letters = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_signal_connect (model, "changed", G_CALLBACK (on_changed), finder);
  return finder;
}

void
rv_finder_free (RvFinder *finder)
{
  g_signal_handlers_disconnect_by_data (finder->model, finder);
  for (guint kind = 0; kind < RV_N_KINDS; kind++)
    g_array_unref (finder->names[kind].letters);
  g_object_unref (finder->model);
  g_free (finder);
}

/* ---- scores ---------------------------------------------------------------------------------------------------- */

int
rv_finder_score (RvModel *model, const RvPattern *pattern, const RvObject *object, guint64 *marks)
{
  const char *parents[MAX_PARENTS + 1] = { NULL };
  const RvObject *parent = object;
  guint n = 0;

  while (n < MAX_PARENTS && (parent = rv_model_get (model, rv_record_parent (parent))) != NULL)
    parents[n++] = rv_record_name (parent);
  return rv_pattern_score (pattern, rv_record_name (object), parents, marks);
}

static int
rank_of_recent (const RvFindOptions *options, RvId id)
{
  for (guint i = 0; i < options->n_recent; i++)
    if (options->recent[i] == id)
      return 120 - (int) MIN (i, 100);
  return 0;
}

static gint
better_first (gconstpointer a, gconstpointer b)
{
  const RvFound *one = a, *other = b;

  if (one->score != other->score)
    return other->score - one->score;
  return one->id < other->id ? -1 : one->id > other->id;
}

/* Puts @hit among the best @most of @hits from @first on, which are in order. */
static void
keep_best (GArray *hits, guint first, guint most, const RvFound *hit)
{
  guint at = hits->len;

  while (at > first && g_array_index (hits, RvFound, at - 1).score < hit->score)
    at--;
  if (at - first >= most)
    return;
  g_array_insert_val (hits, at, *hit);
  if (hits->len - first > most)
    g_array_set_size (hits, first + most);
}

static void
find_of_kind (RvFinder *finder, RvKind kind, const RvPattern *pattern, const RvFindOptions *options, GArray *hits)
{
  const GPtrArray *all = rv_model_all (finder->model, kind);
  Names *names = &finder->names[kind];
  guint first = hits->len, most = options->most_of_kind != 0 ? options->most_of_kind : MOST_OF_KIND;

  if (!names->is_good)
    gather (finder, kind);
  for (guint i = 0; i < all->len; i++)
    {
      const RvObject *object = all->pdata[i];
      RvFound hit = { 0, kind, 0 };

      if (!rv_pattern_may_fit (pattern, g_array_index (names->letters, guint64, i)) || *rv_record_name (object) == '\0')
        continue;
      hit.id = object->id;
      hit.score = rv_finder_score (finder->model, pattern, object, NULL);
      if (hit.score == 0)
        continue;
      hit.score += weights[kind] + rank_of_recent (options, object->id);
      keep_best (hits, first, most, &hit);
    }
}

GArray *
rv_finder_find (RvFinder *finder, const RvPattern *pattern, const RvFindOptions *options)
{
  static const RvFindOptions defaults = { 0 };
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (RvFound));

  options = options != NULL ? options : &defaults;
  for (guint kind = RV_KIND_NONE + 1; kind < RV_N_KINDS; kind++)
    {
      const RvKindInfo *info = rv_kind_info (kind);

      if (info->name_field >= 0 && !(info->flags & RV_KIND_SINGLE) && (options->kind == RV_KIND_NONE || options->kind == kind))
        find_of_kind (finder, kind, pattern, options, hits);
    }
  g_array_sort (hits, better_first);
  return hits;
}
