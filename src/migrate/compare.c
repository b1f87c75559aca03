/* Differences of objects that have counterparts, and of those that have none. */
#include "migrate/compare.h"

#include <glib/gi18n-lib.h>

#include "migrate/match.h"
#include "migrate/same.h"

struct _RvComparison {
  RvModel *before;
  RvModel *after;
  RvPairs pairs;
  RvKindFlags skip;
  GPtrArray *differences;   /* RvDifference */
  GHashTable *of_before;    /* RvId -> RvDifference */
  GHashTable *of_after;
};

static void
difference_free (gpointer data)
{
  RvDifference *difference = data;

  g_clear_pointer (&difference->before, rv_record_free);
  g_clear_pointer (&difference->after, rv_record_free);
  g_free (difference);
}

static void
add (RvComparison *comparison, RvDifferenceType type, const RvObject *before, const RvObject *after, guint64 fields)
{
  RvDifference *difference = g_new0 (RvDifference, 1);

  difference->type = type;
  difference->kind = before != NULL ? before->kind : after->kind;
  difference->before = before != NULL ? rv_record_copy (before) : NULL;
  difference->after = after != NULL ? rv_record_copy (after) : NULL;
  difference->fields = fields;
  g_ptr_array_add (comparison->differences, difference);
  if (before != NULL)
    g_hash_table_insert (comparison->of_before, GSIZE_TO_POINTER (before->id), difference);
  if (after != NULL)
    g_hash_table_insert (comparison->of_after, GSIZE_TO_POINTER (after->id), difference);
}

/* ---- fields --------------------------------------------------------------------------------------- */

static gboolean
is_skipped (RvComparison *comparison, RvModel *model, RvId id)
{
  const RvObject *object = rv_model_get (model, id);

  return object != NULL && (rv_kind_info (object->kind)->flags & comparison->skip) != 0;
}

static gboolean
reference_differs (RvComparison *comparison, RvId before, RvId after)
{
  if (before == 0 || after == 0)
    return before != after;
  if (is_skipped (comparison, comparison->before, before) && is_skipped (comparison, comparison->after, after))
    return FALSE;
  return rv_pairs_after (&comparison->pairs, before) != after;
}

static guint64
differing_fields (RvComparison *comparison, const RvObject *before, const RvObject *after)
{
  const RvKindInfo *info = rv_kind_info (before->kind);
  guint64 fields = rv_record_differences (before, after);

  for (guint i = 0; i < info->n_fields; i++)
    {
      guint64 bit = G_GUINT64_CONSTANT (1) << i;

      if (info->fields[i].flags & RV_INCIDENTAL)
        fields &= ~bit;
      if (info->fields[i].type == RV_FIELD_TEXT && (fields & bit) != 0 &&
          rv_same_text (&comparison->pairs, comparison->before, before, comparison->after, after, rv_field_id (before->kind, i)))
        fields &= ~bit;
      if (info->fields[i].type != RV_FIELD_REF)
        continue;
      fields &= ~bit;
      if (reference_differs (comparison, rv_record_number (before, &info->fields[i]), rv_record_number (after, &info->fields[i])))
        fields |= bit;
    }
  return fields;
}

/* ---- order ---------------------------------------------------------------------------------------- */

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const RvObject *one = *(const RvObject *const *) a, *other = *(const RvObject *const *) b;
  gint64 first = rv_record_position (one), second = rv_record_position (other);

  return first != second ? (first < second ? -1 : 1) : one->id < other->id ? -1 : one->id > other->id;
}

/* Marks what is outside of a longest series of @places that only rises: that is what moved. */
static void
mark_moved (const GArray *places, gboolean *moved)
{
  guint n = places->len, n_tails = 0;
  g_autofree guint *tails = g_new (guint, n + 1), *previous = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = n_tails;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (places, guint, tails[middle]) < g_array_index (places, guint, i))
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      n_tails = MAX (n_tails, low + 1);
    }
  for (guint i = 0; i < n; i++)
    moved[i] = TRUE;
  for (guint i = n_tails > 0 ? tails[n_tails - 1] : G_MAXUINT; i != G_MAXUINT; i = previous[i])
    moved[i] = FALSE;
}

/* Adds to @moved the objects of @after, siblings of one kind, that stand in another order than before. */
static void
collect_moved (RvComparison *comparison, GPtrArray *siblings, GHashTable *moved)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autoptr (GHashTable) place_of = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_moved = NULL;

  g_ptr_array_sort (siblings, compare_positions);
  for (guint i = 0; i < siblings->len; i++)
    {
      RvId id = rv_pairs_before (&comparison->pairs, ((RvObject *) siblings->pdata[i])->id);

      g_ptr_array_add (before, rv_model_get (comparison->before, id));
      g_hash_table_insert (place_of, GSIZE_TO_POINTER (id), GUINT_TO_POINTER (i));
    }
  g_ptr_array_sort (before, compare_positions);
  for (guint i = 0; i < before->len; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (place_of, GSIZE_TO_POINTER (((RvObject *) before->pdata[i])->id)));

      g_array_append_val (places, place);
    }
  is_moved = g_new0 (gboolean, places->len + 1);
  mark_moved (places, is_moved);
  for (guint i = 0; i < places->len; i++)
    if (is_moved[i])
      g_hash_table_add (moved, siblings->pdata[g_array_index (places, guint, i)]);
}

/* Returns: (transfer container): what has parts of @kind that do not stand where they stood. */
static GHashTable *
disordered (RvComparison *comparison, RvKind kind)
{
  const GPtrArray *objects = rv_model_all (comparison->after, kind);
  GHashTable *parents = g_hash_table_new (NULL, NULL);

  for (guint i = 0; rv_kind_info (kind)->position >= 0 && i < objects->len; i++)
    {
      const RvObject *object = objects->pdata[i];
      const RvObject *before = rv_model_get (comparison->before, rv_pairs_before (&comparison->pairs, object->id));

      if (before != NULL && rv_record_position (before) != rv_record_position (object))
        g_hash_table_add (parents, GSIZE_TO_POINTER (rv_record_parent (object)));
    }
  return parents;
}

/* Returns: (transfer container): the objects of @kind in the design after that moved among their siblings. */
static GHashTable *
find_moved (RvComparison *comparison, RvKind kind)
{
  g_autoptr (GHashTable) parents = disordered (comparison, kind);
  const GPtrArray *objects = rv_model_all (comparison->after, kind);
  g_autoptr (GHashTable) families = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTable *moved = g_hash_table_new (NULL, NULL);
  GHashTableIter iterator;
  gpointer family;

  for (guint i = 0; g_hash_table_size (parents) > 0 && i < objects->len; i++)
    {
      RvObject *object = objects->pdata[i];
      gpointer parent = GSIZE_TO_POINTER (rv_record_parent (object));

      if (!g_hash_table_contains (parents, parent) || rv_pairs_before (&comparison->pairs, object->id) == 0)
        continue;
      if (!g_hash_table_contains (families, parent))
        g_hash_table_insert (families, parent, g_ptr_array_new ());
      g_ptr_array_add (g_hash_table_lookup (families, parent), object);
    }
  g_hash_table_iter_init (&iterator, families);
  while (g_hash_table_iter_next (&iterator, NULL, &family))
    collect_moved (comparison, family, moved);
  return moved;
}

/* ---- the comparison --------------------------------------------------------------------------------- */

static void
compare_pair (RvComparison *comparison, const RvObject *before, const RvObject *after, GHashTable *moved)
{
  int position = rv_kind_info (before->kind)->position;
  guint64 fields = differing_fields (comparison, before, after);

  if (position >= 0)
    {
      fields &= ~(G_GUINT64_CONSTANT (1) << position);
      if (g_hash_table_contains (moved, after))
        fields |= G_GUINT64_CONSTANT (1) << position;
    }
  if (fields != 0)
    add (comparison, RV_DIFFERENCE_CHANGED, before, after, fields);
}

static void
compare_kind (RvComparison *comparison, RvKind kind)
{
  const GPtrArray *before = rv_model_all (comparison->before, kind), *after = rv_model_all (comparison->after, kind);
  g_autoptr (GHashTable) moved = find_moved (comparison, kind);

  for (guint i = 0; i < before->len; i++)
    {
      const RvObject *object = before->pdata[i];
      RvId id = rv_pairs_after (&comparison->pairs, object->id);

      if (id == 0)
        add (comparison, RV_DIFFERENCE_REMOVED, object, NULL, 0);
      else
        compare_pair (comparison, object, rv_model_get (comparison->after, id), moved);
    }
  for (guint i = 0; i < after->len; i++)
    if (rv_pairs_before (&comparison->pairs, ((RvObject *) after->pdata[i])->id) == 0)
      add (comparison, RV_DIFFERENCE_ADDED, NULL, after->pdata[i], 0);
}

RvComparison *
rv_compare_paired (RvModel *before, RvModel *after, RvPairs *pairs, RvKindFlags skip)
{
  RvComparison *comparison = g_new0 (RvComparison, 1);

  comparison->before = g_object_ref (before);
  comparison->after = g_object_ref (after);
  comparison->skip = skip;
  comparison->pairs = *pairs;
  *pairs = (RvPairs) { NULL, NULL };
  comparison->differences = g_ptr_array_new_with_free_func (difference_free);
  comparison->of_before = g_hash_table_new (NULL, NULL);
  comparison->of_after = g_hash_table_new (NULL, NULL);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (!(rv_kind_info (kind)->flags & skip))
      compare_kind (comparison, kind);
  return comparison;
}

RvComparison *
rv_compare (RvModel *before, RvModel *after, const RvCompareOptions *options)
{
  static void (*const matchers[]) (RvPairs *, RvModel *, RvModel *, RvKindFlags) = { rv_match_by_identity, rv_match_by_name };
  RvPairs pairs;

  rv_pairs_init (&pairs);
  matchers[options->match] (&pairs, before, after, options->skip);
  return rv_compare_paired (before, after, &pairs, options->skip);
}

void
rv_comparison_free (RvComparison *comparison)
{
  g_object_unref (comparison->before);
  g_object_unref (comparison->after);
  rv_pairs_clear (&comparison->pairs);
  g_hash_table_unref (comparison->of_before);
  g_hash_table_unref (comparison->of_after);
  g_ptr_array_unref (comparison->differences);
  g_free (comparison);
}

const GPtrArray *
rv_comparison_differences (RvComparison *comparison)
{
  return comparison->differences;
}

const RvDifference *
rv_comparison_of_before (RvComparison *comparison, RvId id)
{
  return g_hash_table_lookup (comparison->of_before, GSIZE_TO_POINTER (id));
}

const RvDifference *
rv_comparison_of_after (RvComparison *comparison, RvId id)
{
  return g_hash_table_lookup (comparison->of_after, GSIZE_TO_POINTER (id));
}

RvId
rv_comparison_after (RvComparison *comparison, RvId before)
{
  return rv_pairs_after (&comparison->pairs, before);
}

RvId
rv_comparison_before (RvComparison *comparison, RvId after)
{
  return rv_pairs_before (&comparison->pairs, after);
}

char *
rv_comparison_value (RvComparison *comparison, const RvDifference *difference, guint index, gboolean after)
{
  const RvField *field = &rv_kind_info (difference->kind)->fields[index];
  const RvObject *object = after ? difference->after : difference->before, *target;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (field->type == RV_FIELD_TEXT)
    return g_strdup (rv_record_text (object, field) != NULL ? rv_record_text (object, field) : "");
  if (field->type == RV_FIELD_REAL)
    return g_strdup (g_ascii_formatd (number, sizeof number, "%g", rv_record_real (object, field)));
  if (field->type == RV_FIELD_WORD)
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, field->words[rv_record_number (object, field)].label));
  if (field->type == RV_FIELD_BOOL)
    return g_strdup (rv_record_number (object, field) ? _("yes") : _("no"));
  if (field->type == RV_FIELD_INT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, rv_record_number (object, field));
  target = rv_model_get (after ? comparison->after : comparison->before, rv_record_number (object, field));
  return g_strdup (target != NULL ? rv_record_name (target) : "");
}
