/* Renames, found from the outside in: schemas are taken as they are; tables and types by what is in them; then, with these paired,
 * columns, values and attributes by type and place; and at last constraints, indexes and the like, which have to be equal but for
 * their names. */
#include "migrate/renames.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "migrate/likeness.h"
#include "migrate/match.h"

#define ENOUGH 0.6       /* a likeness that counts */
#define MOST_COMPARED 300 /* of one kind on one side: beyond, nobody renamed them one by one */

typedef struct {
  RvModel *before, *after;
  RvPairs pairs;
  GArray *renames;
} Search;

static gboolean
is_paired_before (const Search *search, const RvObject *object)
{
  return rv_pairs_after (&search->pairs, object->id) != 0;
}

static gboolean
is_paired_after (const Search *search, const RvObject *object)
{
  return rv_pairs_before (&search->pairs, object->id) != 0;
}

/* ---- full names ----------------------------------------------------------------------------------------- */

static char *
full_name (RvModel *model, const RvObject *object)
{
  GString *name = g_string_new (rv_record_name (object));

  for (const RvObject *above = rv_model_get (model, rv_record_parent (object)); above != NULL; above = rv_model_get (model, rv_record_parent (above)))
    {
      g_string_prepend_c (name, '.');
      g_string_prepend (name, rv_record_name (above));
    }
  return g_string_free (name, FALSE);
}

static void
clear_rename (gpointer data)
{
  g_free (((RvRename *) data)->from);
  g_free (((RvRename *) data)->to);
}

static void
add (Search *search, const RvObject *before, const RvObject *after, double confidence)
{
  RvRename rename = { before->kind, before->id, after->id, full_name (search->before, before), full_name (search->after, after), confidence };

  g_array_append_val (search->renames, rename);
  g_hash_table_insert (search->pairs.after, GSIZE_TO_POINTER (before->id), GSIZE_TO_POINTER (after->id));
  g_hash_table_insert (search->pairs.before, GSIZE_TO_POINTER (after->id), GSIZE_TO_POINTER (before->id));
}

/* ---- what somebody said --------------------------------------------------------------------------------- */

/* "a.b.c" from its end: Returns: the object that it names, whatever its kind. */
static RvObject *
find_named (RvModel *model, char **parts, guint n)
{
  RvObject *found = NULL;

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = rv_model_all (model, kind);

      for (guint i = 0; (rv_kind_info (kind)->flags & (RV_KIND_DRAWING | RV_KIND_RECORD | RV_KIND_DERIVED)) == 0 && i < all->len; i++)
        {
          const RvObject *at = all->pdata[i];
          guint left = n;

          while (left > 0 && at != NULL && strcmp (rv_record_name (at), parts[left - 1]) == 0)
            {
              left--;
              at = rv_model_get (model, rv_record_parent (at));
            }
          if (left == 0 && (found == NULL || kind == RV_KIND_TABLE || kind == RV_KIND_COLUMN))
            found = all->pdata[i];
        }
    }
  return found;
}

static RvObject *
named (RvModel *model, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", -1);
  RvObject *found = find_named (model, parts, g_strv_length (parts));

  if (found == NULL)
    g_set_error (error, RV_PLAN_ERROR, RV_PLAN_ERROR_RENAME, _("There is nothing called “%s”"), text);
  return found;
}

static gboolean
add_said (Search *search, const char *text, GError **error)
{
  const char *sign = strchr (text, '=');
  g_autofree char *from = sign != NULL ? g_strstrip (g_strndup (text, (gsize) (sign - text))) : NULL;
  g_autofree char *to = sign != NULL ? g_strstrip (g_strdup (sign + 1)) : NULL;
  RvObject *before = from != NULL ? named (search->before, from, error) : NULL;
  RvObject *after = before != NULL ? named (search->after, to, error) : NULL;

  if (sign == NULL)
    g_set_error (error, RV_PLAN_ERROR, RV_PLAN_ERROR_RENAME, _("“%s” is not of the form A.B=A.C"), text);
  else if (after != NULL && before->kind != after->kind)
    g_set_error (error, RV_PLAN_ERROR, RV_PLAN_ERROR_RENAME, _("“%s” and “%s” are not of the same kind"), from, to);
  else if (after != NULL && (is_paired_before (search, before) || is_paired_after (search, after)))
    g_set_error (error, RV_PLAN_ERROR, RV_PLAN_ERROR_RENAME, _("“%s” or “%s” is in both designs"), from, to);
  else if (after != NULL)
    {
      add (search, before, after, 1);
      return TRUE;
    }
  return FALSE;
}

/* ---- tables and types ---------------------------------------------------------------------------------------- */

static GPtrArray *
unpaired (Search *search, RvKind kind, gboolean before)
{
  const GPtrArray *all = rv_model_all (before ? search->before : search->after, kind);
  GPtrArray *free_ones = g_ptr_array_new ();

  for (guint i = 0; i < all->len && free_ones->len < MOST_COMPARED; i++)
    if (!(before ? is_paired_before : is_paired_after) (search, all->pdata[i]))
      g_ptr_array_add (free_ones, all->pdata[i]);
  return free_ones;
}

static double
likeness (Search *search, const RvObject *before, const RvObject *after)
{
  const RvDomain *domain = (const RvDomain *) before, *other = (const RvDomain *) after;
  RvKind part = before->kind == RV_KIND_TABLE ? RV_KIND_COLUMN : before->kind == RV_KIND_ENUM ? RV_KIND_ENUM_VALUE : RV_KIND_ATTRIBUTE;
  double names = rv_likeness_of_names (rv_record_name (before), rv_record_name (after));

  if (before->kind == RV_KIND_DOMAIN)
    return g_strcmp0 (domain->type, other->type) != 0 ? 0 : 0.4 + 0.5 * names;
  if (before->kind == RV_KIND_TABLE && ((((RvTable *) before)->partition_of_id != 0) != (((RvTable *) after)->partition_of_id != 0) ||
                                        ((RvTable *) before)->server_id != 0 || ((RvTable *) after)->server_id != 0))
    return 0;
  if (before->kind == RV_KIND_TABLE && g_strcmp0 (((RvTable *) before)->partition_bound, ((RvTable *) after)->partition_bound) != 0)
    return 0;
  return 0.85 * rv_likeness_of_parts (search->before, before->id, search->after, after->id, part) + 0.15 * names;
}

/* Each with the one that is most like it, if that is so from both sides. */
static void
pair_alike (Search *search, RvKind kind)
{
  g_autoptr (GPtrArray) before = unpaired (search, kind, TRUE), after = unpaired (search, kind, FALSE);
  g_autofree double *best = g_new0 (double, after->len + 1);
  g_autofree guint *of = g_new0 (guint, after->len + 1);
  g_autofree guint *choice = g_new0 (guint, before->len + 1);

  for (guint i = 0; i < before->len; i++)
    {
      double most = 0;

      for (guint j = 0; j < after->len; j++)
        {
          double alike = likeness (search, before->pdata[i], after->pdata[j]);

          if (alike > most)
            {
              most = alike;
              choice[i] = j;
            }
          if (alike > best[j])
            {
              best[j] = alike;
              of[j] = i;
            }
        }
    }
  for (guint i = 0; i < before->len && after->len > 0; i++)
    if (best[choice[i]] >= ENOUGH && of[choice[i]] == i)
      add (search, before->pdata[i], after->pdata[choice[i]], MIN (best[choice[i]], 0.95));
}

/* ---- columns, values, attributes ------------------------------------------------------------------------------- */

static const char *
type_of (const RvObject *part)
{
  int field = rv_field_by_name (part->kind, "type");
  const char *type = field >= 0 ? rv_record_text (part, rv_field_info (field)) : NULL;

  return type != NULL ? type : "";
}

/* The type with what it refers to by its new name. */
static gboolean
same_type (Search *search, const RvObject *one, const RvObject *other)
{
  const RvReference *reference;

  if (g_ascii_strcasecmp (type_of (one), type_of (other)) == 0)
    return TRUE;
  for (guint i = 0; one->referrers != NULL && i < one->referrers->len; i++)
    {
      reference = one->referrers->pdata[i];
      if (reference->object.kind != RV_KIND_REFERENCE || reference->object_id != one->id || g_strcmp0 (reference->field, "type") != 0)
        continue;
      for (guint j = 0; other->referrers != NULL && j < other->referrers->len; j++)
        {
          const RvReference *target = other->referrers->pdata[j];

          if (target->object.kind == RV_KIND_REFERENCE && target->object_id == other->id && g_strcmp0 (target->field, "type") == 0 &&
              rv_model_get_kind (search->after, target->target_id, RV_KIND_SCHEMA) == NULL &&
              rv_pairs_after (&search->pairs, reference->target_id) == target->target_id)
            return TRUE;
        }
    }
  return FALSE;
}

/* Returns: the one before @i among @parts that is paired, as its counterpart's id; 0: none. */
static RvId
left_neighbour (Search *search, const GPtrArray *parts, guint i, gboolean before)
{
  const RvObject *part;

  if (i == 0)
    return 0;
  part = parts->pdata[i - 1];
  return before ? rv_pairs_after (&search->pairs, part->id) : part->id;
}

/* The share of @parts that kept its name. */
static double
share_paired (Search *search, const GPtrArray *parts)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    n += is_paired_before (search, parts->pdata[i]);
  return parts->len > 0 ? (double) n / parts->len : 0;
}

/* It stands where another stood, has its type, and is not computed. */
static double
likeness_of_places (Search *search, const GPtrArray *before, guint i, const GPtrArray *after, guint j)
{
  const RvObject *one = before->pdata[i], *other = after->pdata[j];
  gboolean same_place = i == 0 ? j == 0 : left_neighbour (search, before, i, TRUE) != 0 &&
    left_neighbour (search, before, i, TRUE) == left_neighbour (search, after, j, FALSE);
  double names = rv_likeness_of_names (rv_record_name (one), rv_record_name (other));

  if (one->kind == RV_KIND_COLUMN && (((RvColumn *) one)->generated != NULL || ((RvColumn *) other)->generated != NULL ||
                                      ((RvColumn *) one)->is_inherited != ((RvColumn *) other)->is_inherited))
    return 0;
  if (!same_type (search, one, other))
    return 0;
  return (same_place ? 0.5 : 0.25) + 0.2 * share_paired (search, before) + 0.3 * names;
}

static void
pair_places (Search *search, RvId one, RvId other, RvKind kind)
{
  g_autoptr (GPtrArray) before = rv_model_children (search->before, one, kind), after = rv_model_children (search->after, other, kind);

  for (guint i = 0; i < before->len; i++)
    {
      double best = ENOUGH;
      guint choice = G_MAXUINT;

      for (guint j = 0; !is_paired_before (search, before->pdata[i]) && j < after->len; j++)
        if (!is_paired_after (search, after->pdata[j]) && likeness_of_places (search, before, i, after, j) >= best)
          {
            best = likeness_of_places (search, before, i, after, j);
            choice = j;
          }
      if (choice != G_MAXUINT)
        add (search, before->pdata[i], after->pdata[choice], MIN (best, 0.95));
    }
}

/* Values were renamed only where as many stand in the same places. */
static void
pair_values (Search *search, RvId one, RvId other)
{
  g_autoptr (GPtrArray) before = rv_model_children (search->before, one, RV_KIND_ENUM_VALUE);
  g_autoptr (GPtrArray) after = rv_model_children (search->after, other, RV_KIND_ENUM_VALUE);

  if (before->len != after->len)
    return;
  for (guint i = 0; i < before->len; i++)
    if (is_paired_before (search, before->pdata[i]) != is_paired_after (search, after->pdata[i]) ||
        (is_paired_before (search, before->pdata[i]) && rv_pairs_after (&search->pairs, ((RvObject *) before->pdata[i])->id) != ((RvObject *) after->pdata[i])->id))
      return;
  for (guint i = 0; i < before->len; i++)
    if (!is_paired_before (search, before->pdata[i]))
      add (search, before->pdata[i], after->pdata[i], 0.6 + 0.35 * rv_likeness_of_names (rv_record_name (before->pdata[i]), rv_record_name (after->pdata[i])));
}

/* ---- what is equal but for its name -------------------------------------------------------------------------------- */

static gboolean
same_field (Search *search, const RvObject *one, const RvObject *other, const RvField *field)
{
  if (field->type == RV_FIELD_TEXT)
    return g_strcmp0 (rv_record_text (one, field), rv_record_text (other, field)) == 0;
  if (field->type == RV_FIELD_REAL)
    return rv_record_real (one, field) == rv_record_real (other, field);
  if (field->type == RV_FIELD_REF && rv_record_number (one, field) != 0)
    return rv_pairs_after (&search->pairs, rv_record_number (one, field)) == (RvId) rv_record_number (other, field);
  return rv_record_number (one, field) == rv_record_number (other, field);
}

static gboolean
same_but_for_names (Search *search, const RvObject *one, const RvObject *other, RvId parent_one, RvId parent_other)
{
  const RvKindInfo *info = rv_kind_info (one->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];

      if ((int) i == info->name_field || (field->flags & RV_LONG && strcmp (field->name, "comment") == 0))
        continue;
      if ((int) i == info->parent && parent_one != 0)
        {
          if ((RvId) rv_record_number (one, field) != parent_one || (RvId) rv_record_number (other, field) != parent_other)
            return FALSE;
        }
      else if (!same_field (search, one, other, field))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_parts (Search *search, const RvObject *one, const RvObject *other)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const RvKindInfo *info = rv_kind_info (kind);
      g_autoptr (GPtrArray) a = NULL, b = NULL;

      if (!(info->flags & RV_KIND_PART) || info->parent < 0 || (info->fields[info->parent].target != one->kind && info->fields[info->parent].target != RV_KIND_NONE))
        continue;
      a = rv_model_children (search->before, one->id, kind);
      b = rv_model_children (search->after, other->id, kind);
      if (a->len != b->len)
        return FALSE;
      for (guint i = 0; i < a->len; i++)
        if (!same_but_for_names (search, a->pdata[i], b->pdata[i], one->id, other->id))
          return FALSE;
    }
  return TRUE;
}

static void
pair_equal (Search *search, RvKind kind)
{
  g_autoptr (GPtrArray) before = unpaired (search, kind, TRUE), after = unpaired (search, kind, FALSE);

  for (guint i = 0; i < before->len; i++)
    for (guint j = 0; j < after->len; j++)
      if (!is_paired_after (search, after->pdata[j]) && same_but_for_names (search, before->pdata[i], after->pdata[j], 0, 0) &&
          same_parts (search, before->pdata[i], after->pdata[j]))
        {
          add (search, before->pdata[i], after->pdata[j], 0.95);
          break;
        }
}

/* The sequence of a column goes with it. */
static void
pair_sequences (Search *search)
{
  g_autoptr (GPtrArray) before = unpaired (search, RV_KIND_SEQUENCE, TRUE), after = unpaired (search, RV_KIND_SEQUENCE, FALSE);

  for (guint i = 0; i < before->len; i++)
    for (guint j = 0; j < after->len; j++)
      {
        const RvSequence *one = before->pdata[i], *other = after->pdata[j];

        if (one->owned_by_id != 0 && !is_paired_before (search, &one->object) && !is_paired_after (search, &other->object) &&
            one->is_identity == other->is_identity && rv_pairs_after (&search->pairs, one->owned_by_id) == other->owned_by_id)
          add (search, &one->object, &other->object, 0.95);
      }
}

/* ---- the search -------------------------------------------------------------------------------------------------------- */

/* What is below two that were paired by other than their names is paired by its own. */
static void
pair_below (Search *search, guint from)
{
  for (guint i = from; i < search->renames->len; i++)
    {
      const RvRename rename = g_array_index (search->renames, RvRename, i);

      rv_match_below (&search->pairs, search->before, rename.before, search->after, rename.after, RV_COMPARE_DESIGN);
    }
}

static void
find_alike (Search *search)
{
  static const RvKind wholes[] = { RV_KIND_ENUM, RV_KIND_COMPOSITE, RV_KIND_DOMAIN, RV_KIND_TABLE };
  static const RvKind equals[] = { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION, RV_KIND_INDEX, RV_KIND_STATISTICS,
                                   RV_KIND_DOMAIN_CHECK };
  guint from = search->renames->len;

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    pair_alike (search, wholes[i]);
  pair_below (search, from);
  for (guint k = 0; k < G_N_ELEMENTS (wholes); k++)
    {
      const GPtrArray *all = rv_model_all (search->before, wholes[k]);

      for (guint i = 0; i < all->len; i++)
        {
          const RvObject *object = all->pdata[i];
          RvId other = rv_pairs_after (&search->pairs, object->id);

          if (other != 0 && wholes[k] == RV_KIND_TABLE)
            pair_places (search, object->id, other, RV_KIND_COLUMN);
          else if (other != 0 && wholes[k] == RV_KIND_COMPOSITE)
            pair_places (search, object->id, other, RV_KIND_ATTRIBUTE);
          else if (other != 0 && wholes[k] == RV_KIND_ENUM)
            pair_values (search, object->id, other);
        }
    }
  pair_sequences (search);
  from = search->renames->len;
  for (guint i = 0; i < G_N_ELEMENTS (equals); i++)
    pair_equal (search, equals[i]);
  pair_below (search, from);
}

/* Whether it went to another schema. */
static gboolean
is_elsewhere (Search *search, const RvObject *before, const RvObject *after)
{
  const RvObject *home = rv_model_get_kind (search->before, rv_record_parent (before), RV_KIND_SCHEMA);

  return home != NULL && rv_pairs_after (&search->pairs, home->id) != rv_record_parent (after);
}

/* In one project's history a name that differs is a rename. */
static void
find_identical (Search *search)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = rv_model_all (search->before, kind);

      for (guint i = 0; (rv_kind_info (kind)->flags & RV_COMPARE_DESIGN) == 0 && rv_kind_info (kind)->name_field >= 0 && i < all->len; i++)
        {
          const RvObject *object = all->pdata[i], *other = rv_model_get (search->after, rv_pairs_after (&search->pairs, object->id));

          if (other != NULL && (strcmp (rv_record_name (object), rv_record_name (other)) != 0 || is_elsewhere (search, object, other)))
            add (search, object, other, 1);
        }
    }
}

GArray *
rv_renames_find (RvModel *before, RvModel *after, const RvPlanOptions *options, RvPairs *pairs, GError **error)
{
  Search search = { before, after, { NULL, NULL }, g_array_new (FALSE, FALSE, sizeof (RvRename)) };
  gboolean is_good = TRUE;

  g_array_set_clear_func (search.renames, clear_rename);
  rv_pairs_init (&search.pairs);
  (options->match == RV_MATCH_IDENTITY ? rv_match_by_identity : rv_match_by_name) (&search.pairs, before, after, RV_COMPARE_DESIGN);
  for (guint i = 0; is_good && options->renames != NULL && options->renames[i] != NULL; i++)
    is_good = add_said (&search, options->renames[i], error);
  pair_below (&search, 0);
  if (options->match == RV_MATCH_IDENTITY)
    find_identical (&search);
  else if (!options->no_renames)
    find_alike (&search);
  *pairs = search.pairs;
  return is_good ? search.renames : (g_array_unref (search.renames), NULL);
}
