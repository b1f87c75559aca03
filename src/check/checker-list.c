/* From what the rules said to the list that people read: waivers and decisions applied, what another rule says already left
 * out, findings of one cause made one, ranked. */
#include <string.h>

#include "check/checker-private.h"
#include "model/stamp.h"

#define NAMES_IN_MESSAGE 8

/* ---- waivers, decisions --------------------------------------------------------------------------------- */

/* Whether @id is the finding's object or something that it belongs to. */
static gboolean
is_about (RvChecker *checker, const RvFinding *finding, RvId id)
{
  const RvObject *object = rv_model_get (checker->model, finding->object);

  while (object != NULL && object->id != id)
    object = rv_model_get (checker->model, rv_record_parent (object));
  return object != NULL;
}

static void
apply_waiver (RvChecker *checker, RvFinding *finding, const RvWaiver *waiver, const char *today)
{
  if (g_ascii_strcasecmp (waiver->rule, finding->rule->id) != 0 || (waiver->object_id != 0 && !is_about (checker, finding, waiver->object_id)))
    return;
  if (waiver->expires_at == NULL || *waiver->expires_at == '\0' || strncmp (waiver->expires_at, today, strlen ("2026-01-01")) >= 0)
    finding->waiver = waiver->object.id;
  else
    {
      g_free (finding->note);
      finding->note = g_strdup_printf (_("It was waived until %s: %s"), waiver->expires_at, waiver->reason != NULL ? waiver->reason : "");
    }
}

static void
apply_decisions (RvChecker *checker, RvFinding *finding)
{
  const GPtrArray *decisions = rv_model_all (checker->model, RV_KIND_DECISION);

  for (guint i = 0; (finding->rule->flags & RV_RULE_DECIDABLE) != 0 && i < decisions->len; i++)
    {
      const RvDecision *decision = decisions->pdata[i];

      if (decision->state != RvDecisionState_ACCEPTED || decision->object_id == 0 || !is_about (checker, finding, decision->object_id))
        continue;
      finding->severity = RV_SEVERITY_INFO;
      g_free (finding->note);
      finding->note = g_strdup_printf (_("Decided: %s"), decision->name);
    }
}

static void
account_for (RvChecker *checker, RvFinding *finding, const char *today)
{
  const GPtrArray *waivers = rv_model_all (checker->model, RV_KIND_WAIVER);
  const RvRuleState *state = &checker->states[rv_rule_index (finding->rule)];
  int severity = (int) finding->own_severity + (int) state->severity - (int) finding->rule->severity;

  finding->severity = (RvSeverity) CLAMP (severity, RV_SEVERITY_ERROR, RV_SEVERITY_INFO);
  finding->waiver = 0;
  g_clear_pointer (&finding->note, g_free);
  for (guint i = 0; i < waivers->len; i++)
    apply_waiver (checker, finding, waivers->pdata[i], today);
  apply_decisions (checker, finding);
}

/* ---- what another rule says already ------------------------------------------------------------------------ */

static gboolean
has_id (const char *ids, const char *id)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);

  return g_strv_contains ((const char *const *) list, id);
}

static gboolean
says (const RvUnit *unit, const RvFinding *finding)
{
  for (guint i = 0; unit != NULL && i < unit->findings->len; i++)
    {
      const RvFinding *other = unit->findings->pdata[i];

      if (other->object == finding->object && other->rule != finding->rule && has_id (finding->rule->yields_to, other->rule->id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_said (RvChecker *checker, const RvFinding *finding)
{
  return finding->rule->yields_to != NULL
         && (says (rv_checker_unit_of (checker, finding->object), finding) || says (g_hash_table_lookup (checker->units, NULL), finding));
}

/* ---- one cause, one finding ----------------------------------------------------------------------------------- */

static char *
many_message (const RvRule *rule, const GPtrArray *members)
{
  g_auto (GStrv) halves = g_strsplit (_(rule->many), "%u", 2);
  GString *message = g_string_new (halves[0]);

  g_string_append_printf (message, "%u%s (", members->len, halves[1] != NULL ? halves[1] : "");
  for (guint i = 0; i < members->len && i < NAMES_IN_MESSAGE; i++)
    {
      const char *name = ((RvFinding *) members->pdata[i])->name;

      g_string_append_printf (message, "%s%s", i > 0 ? ", " : "", g_str_has_prefix (name, "public.") ? name + strlen ("public.") : name);
    }
  g_string_append (message, members->len > NAMES_IN_MESSAGE ? ", …)" : ")");
  return g_string_free (message, FALSE);
}

/* Returns: (transfer full): a finding that stands for @members, which are in order. */
static RvFinding *
merge (GPtrArray *members)
{
  const RvFinding *first = members->pdata[0];
  RvFinding *whole = rv_finding_new (first->rule, many_message (first->rule, members));

  whole->severity = whole->own_severity = first->severity;
  whole->object = first->object;
  whole->kind = first->kind;
  whole->name = g_strdup (first->name);
  whole->remedy = g_strdup (first->remedy);
  whole->weight = first->weight;
  whole->detail = g_strdup ("all");
  whole->members = g_ptr_array_ref (members);
  for (guint i = 0; i < members->len; i++)
    {
      const RvFinding *member = members->pdata[i];

      whole->has_fix |= member->has_fix;
      if (g_strcmp0 (whole->remedy, member->remedy) != 0)
        g_clear_pointer (&whole->remedy, g_free);
      rv_finding_add_evidence (whole, member->object, member->name, member->message);
    }
  return whole;
}

static void
add_group (GPtrArray *list, GPtrArray *members)
{
  const RvRule *rule = ((RvFinding *) members->pdata[0])->rule;

  if (members->len >= MAX (rule->many_from, 2))
    g_ptr_array_add (list, merge (members));
  else
    for (guint i = 0; i < members->len; i++)
      g_ptr_array_add (list, rv_finding_ref (members->pdata[i]));
}

/* @sorted: RvFinding, by severity, weight, rule, name. Returns: (transfer full). */
static GPtrArray *
group (GPtrArray *sorted)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < sorted->len; i++)
    {
      RvFinding *finding = sorted->pdata[i];
      gpointer key = (gpointer) (finding->rule + 0);
      GPtrArray *members = finding->rule->many != NULL ? g_hash_table_lookup (groups, key) : NULL;

      if (finding->rule->many != NULL && members == NULL)
        {
          members = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
          g_hash_table_insert (groups, key, members);
        }
      if (members != NULL)
        g_ptr_array_add (members, rv_finding_ref (finding));
      else
        g_ptr_array_add (list, rv_finding_ref (finding));
    }
  for (guint i = 0; i < rv_rules ()->len; i++)
    {
      GPtrArray *members = g_hash_table_lookup (groups, rv_rules ()->pdata[i]);

      if (members != NULL)
        add_group (list, members);
    }
  g_ptr_array_sort (list, rv_finding_compare);
  return list;
}

/* ---- the list ----------------------------------------------------------------------------------------------------- */

static void
sort_out (RvChecker *checker, const RvUnit *unit, const char *today, GPtrArray *open, GPtrArray *waived)
{
  for (guint i = 0; i < unit->findings->len; i++)
    {
      RvFinding *finding = unit->findings->pdata[i];

      account_for (checker, finding, today);
      if (is_said (checker, finding) || (checker->baseline != NULL && g_hash_table_contains (checker->baseline, rv_finding_fingerprint (finding))))
        continue;
      g_ptr_array_add (finding->waiver != 0 ? waived : open, rv_finding_ref (finding));
    }
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      RvFinding *x = a->pdata[i], *y = b->pdata[i];

      if (x->severity != y->severity || x->rule != y->rule || x->object != y->object || x->evidence->len != y->evidence->len
          || x->has_fix != y->has_fix || g_strcmp0 (x->message, y->message) != 0 || g_strcmp0 (x->note, y->note) != 0
          || strcmp (rv_finding_fingerprint (x), rv_finding_fingerprint (y)) != 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
rv_checker_make_list (RvChecker *checker)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
  g_autoptr (GPtrArray) waived = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
  g_autoptr (GPtrArray) old = g_steal_pointer (&checker->findings);
  g_autoptr (GPtrArray) old_waived = g_steal_pointer (&checker->waived);
  g_autofree char *today = rv_stamp_now ();
  GHashTableIter iter;
  gpointer unit;

  g_hash_table_iter_init (&iter, checker->units);
  while (g_hash_table_iter_next (&iter, NULL, &unit))
    sort_out (checker, unit, today, open, waived);
  g_ptr_array_sort (open, rv_finding_compare);
  g_ptr_array_sort (waived, rv_finding_compare);
  checker->findings = group (open);
  checker->waived = g_steal_pointer (&waived);
  return !is_same (old, checker->findings) || !is_same (old_waived, checker->waived);
}
