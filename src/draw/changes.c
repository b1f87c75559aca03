/* Gathers the differences of two designs by the objects that people think of, and tells them in words. */
#include "draw/changes-private.h"

#include <glib/gi18n-lib.h>

static void
changed_free (gpointer data)
{
  RvChanged *changed = data;

  g_free (changed->name);
  g_ptr_array_unref (changed->details);
  g_free (changed);
}

/* What it is told as a part of; the sequence of a column is one, too. */
static RvId
whole_of (const RvObject *object)
{
  if (object->kind == RV_KIND_SEQUENCE && ((const RvSequence *) object)->owned_by_id != 0)
    return ((const RvSequence *) object)->owned_by_id;
  return rv_record_parent (object);
}

/* Which objects are told by themselves: what stands in the tree or is a line. */
static gboolean
stands_alone (const RvObject *object)
{
  if (object->kind == RV_KIND_SEQUENCE)
    return ((const RvSequence *) object)->owned_by_id == 0;
  return object->kind == RV_KIND_FOREIGN_KEY || (rv_kind_info (object->kind)->flags & RV_KIND_IN_TREE) != 0;
}

/* Returns: (transfer none): what a difference of @object is told of. */
static const RvObject *
subject_of (RvModel *model, const RvObject *object)
{
  for (guint depth = 0; depth < 8 && !stands_alone (object); depth++)
    {
      const RvObject *parent = rv_model_get (model, whole_of (object));

      if (parent == NULL || parent->kind == RV_KIND_SCHEMA)
        break;
      object = parent;
    }
  return object;
}

/* A part of what was itself added or removed says nothing more. */
static gboolean
is_implied (RvComparison *comparison, const RvDifference *difference)
{
  const RvObject *object = difference->after != NULL ? difference->after : difference->before;
  const RvDifference *parent = difference->after != NULL ? rv_comparison_of_after (comparison, whole_of (object))
                                                         : rv_comparison_of_before (comparison, whole_of (object));

  return difference->type != RV_DIFFERENCE_CHANGED && parent != NULL && parent->type == difference->type
         && !stands_alone (object);
}

static RvChanged *
changed_for (RvChanges *changes, const RvObject *subject)
{
  const RvDifference *own = rv_comparison_of_after (changes->comparison, subject->id);
  RvChanged *changed = g_hash_table_lookup (changes->by_id, GSIZE_TO_POINTER (subject->id));

  if (changed != NULL)
    return changed;
  if (own == NULL)
    own = rv_comparison_of_before (changes->comparison, subject->id);
  changed = g_new0 (RvChanged, 1);
  changed->type = own != NULL ? own->type : RV_DIFFERENCE_CHANGED;
  changed->kind = subject->kind;
  changed->id = subject->id;
  changed->name = g_strdup (rv_record_name (subject));
  changed->details = g_ptr_array_new ();
  g_hash_table_insert (changes->by_id, GSIZE_TO_POINTER (subject->id), changed);
  g_ptr_array_add (changes->list, changed);
  return changed;
}

static void
take (RvChanges *changes, RvDifference *difference)
{
  gboolean is_gone = difference->after == NULL;
  RvModel *model = is_gone ? changes->then : changes->now;
  const RvObject *object = is_gone ? difference->before : difference->after;
  const RvObject *there = rv_model_get (model, object->id);
  RvChanged *changed = changed_for (changes, subject_of (model, there != NULL ? there : object));

  if (changed->type == RV_DIFFERENCE_CHANGED && !is_implied (changes->comparison, difference))
    g_ptr_array_add (changed->details, difference);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const RvChanged *one = *(const RvChanged *const *) a, *other = *(const RvChanged *const *) b;
  int by_name = g_utf8_collate (one->name, other->name);

  return by_name != 0 ? by_name : one->id < other->id ? -1 : 1;
}

RvChanges *
rv_changes_new (RvModel *then, RvModel *now)
{
  RvChanges *changes = g_new0 (RvChanges, 1);
  const GPtrArray *differences;

  changes->then = g_object_ref (then);
  changes->now = g_object_ref (now);
  changes->comparison = rv_compare (then, now, &(RvCompareOptions) { RV_MATCH_IDENTITY, RV_COMPARE_DESIGN });
  changes->list = g_ptr_array_new_with_free_func (changed_free);
  changes->by_id = g_hash_table_new (NULL, NULL);
  differences = rv_comparison_differences (changes->comparison);
  for (guint i = 0; i < differences->len; i++)
    take (changes, differences->pdata[i]);
  g_ptr_array_sort (changes->list, compare_names);
  return changes;
}

void
rv_changes_free (RvChanges *changes)
{
  g_clear_pointer (&changes->ghosts, rv_scene_free);
  g_ptr_array_unref (changes->list);
  g_hash_table_unref (changes->by_id);
  rv_comparison_free (changes->comparison);
  g_object_unref (changes->then);
  g_object_unref (changes->now);
  g_free (changes);
}

const GPtrArray *
rv_changes_list (RvChanges *changes)
{
  return changes->list;
}

/* ---- in words --------------------------------------------------------------------------------------- */

char *
rv_changes_sentence (const RvChanged *changed)
{
  static const char *const formats[] = { N_("%s %s: added"), N_("%s %s: removed"), N_("%s %s: changed") };

  return g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, formats[changed->type]),
                          g_dgettext (GETTEXT_PACKAGE, rv_kind_info (changed->kind)->label), changed->name);
}

static void
append_field (GString *text, RvChanges *changes, const RvDifference *difference, guint index)
{
  const RvField *field = &rv_kind_info (difference->kind)->fields[index];
  g_autofree char *before = rv_comparison_value (changes->comparison, difference, index, FALSE);
  g_autofree char *after = rv_comparison_value (changes->comparison, difference, index, TRUE);
  const char *label = g_dgettext (GETTEXT_PACKAGE, field->label);

  g_string_append (text, text->len > 0 ? ", " : "");
  if ((int) index == rv_kind_info (difference->kind)->position || (field->flags & RV_LONG))
    g_string_append (text, label);
  else
    g_string_append_printf (text, "%s %s → %s", label, *before != '\0' ? before : "∅", *after != '\0' ? after : "∅");
}

static char *
describe (RvChanges *changes, const RvDifference *difference)
{
  static const char *const signs[] = { "+", "−", "~" };
  const RvKindInfo *info = rv_kind_info (difference->kind);
  const RvObject *object = difference->after != NULL ? difference->after : difference->before;
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    if (difference->fields >> i & 1)
      append_field (fields, changes, difference, i);
  return g_strdup_printf ("%s %s %s%s%s", signs[difference->type], g_dgettext (GETTEXT_PACKAGE, info->label), rv_record_name (object),
                          fields->len > 0 ? ": " : "", fields->str);
}

char *
rv_changes_details (RvChanges *changes, const RvChanged *changed)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changed->details->len; i++)
    {
      g_autofree char *line = describe (changes, changed->details->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (text, FALSE);
}
